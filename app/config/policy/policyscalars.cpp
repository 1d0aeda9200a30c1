// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyscalars.h"

#include "config/policy/policyvalues.h"

#include <QCoreApplication>
#include <QDate>
#include <QRegularExpression>
#include <QTimeZone>

#include <cmath>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

bool matches(const QString &text, const QRegularExpression &form)
{
    return form.match(text).hasMatch();
}

bool isName(const QString &text)
{
    return !text.isEmpty() && text.size() <= 253 && text == text.trimmed()
        && std::all_of(text.cbegin(), text.cend(), [](QChar c) { return c.isPrint() || c.isSurrogate(); });
}

bool isWhole(const QString &text, int least)
{
    bool ok = false;
    return text.toInt(&ok) >= least && ok && text.at(0) != u'+';
}

bool isQuantity(const QString &text)
{
    static const QRegularExpression limit(QStringLiteral("^\\$[A-Za-z_][A-Za-z0-9_-]*\\z"));
    return parseQuantity(text) || matches(text, limit);
}

bool isWeight(const QString &text)
{
    const auto quantity = parseQuantity(text);
    return quantity && (quantity->unit.isEmpty() || quantity->unit == u"%") && quantity->number >= 0 && quantity->number <= 100;
}

bool isHours(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^((mon|tue|wed|thu|fri|sat|sun)(-(mon|tue|wed|thu|fri|sat|sun))? )?"
                                                        "([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)\\z"));
    return matches(text, form);
}

bool isReference(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(keychain|env|file):\\S+\\z"));
    return matches(text, form);
}

bool isPattern(const QString &text)
{
    return !text.isEmpty() && (!text.startsWith(u"re:") || (text.size() > 3 && QRegularExpression(text.mid(3)).isValid()));
}

bool isAddress(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(https?|wss?)://\\S+\\z"));
    return matches(text, form);
}

/// Of a page or a mailbox; empty: it is not configured.
bool isLink(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(https?://\\S+|[^\\s@:/]+@[^\\s@:/]+)?\\z"));
    return matches(text, form);
}

bool fits(const QString &text, const QString &type)
{
    if (type == u"name")
        return isName(text);
    if (type == u"bool")
        return text == u"true" || text == u"false";
    if (type == u"integer")
        return isWhole(text, 0);
    if (type == u"count")
        return isWhole(text, 1);
    if (type == u"number") {
        const auto quantity = parseQuantity(text);
        return quantity && quantity->unit.isEmpty();
    }
    if (type == u"duration")
        return parsePolicyDuration(text).has_value();
    if (type == u"atLeast")
        return parsePolicyDuration(text.startsWith(u'>') ? text.mid(text.startsWith(u">=") ? 2 : 1).trimmed() : text).has_value();
    if (type == u"quantity")
        return isQuantity(text);
    if (type == u"limit")
        return parseQuantity(text).has_value();
    if (type == u"weight")
        return isWeight(text);
    if (type == u"anchor")
        return isTimePoint(text);
    if (type == u"secret")
        return isReference(text);
    if (type == u"url")
        return isAddress(text);
    if (type == u"link")
        return isLink(text);
    if (type == u"pattern")
        return isPattern(text);
    if (type == u"timezone")
        return QTimeZone(text.toUtf8()).isValid();
    if (type == u"date")
        return QDate::fromString(text, Qt::ISODate).isValid();
    if (type == u"hours")
        return isHours(text);
    return true; // text, any
}

std::optional<PolicyTrap> checkCondition(const PolicyNode &node)
{
    const QString quote = Words::tr("Put the condition into quotes: \"%1\".").arg(node.plain ? node.text.left(60) : QStringLiteral("> 5"));
    if (node.block)
        return PolicyTrap{0, Words::tr("an unquoted > opens a block of text"), quote};
    if (node.plain)
        return PolicyTrap{0, Words::tr("a condition has to be quoted"), quote};
    QString problem;
    if (parseCondition(node.text, &problem))
        return std::nullopt;
    return PolicyTrap{0, problem, {}};
}

} // namespace

QString policyScalarWords(const QString &type)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("name"), QT_TRANSLATE_NOOP("maestro::Policy", "a name")},
        {QStringLiteral("bool"), QT_TRANSLATE_NOOP("maestro::Policy", "true or false")},
        {QStringLiteral("integer"), QT_TRANSLATE_NOOP("maestro::Policy", "a whole number")},
        {QStringLiteral("count"), QT_TRANSLATE_NOOP("maestro::Policy", "a whole number from 1")},
        {QStringLiteral("number"), QT_TRANSLATE_NOOP("maestro::Policy", "a number")},
        {QStringLiteral("duration"), QT_TRANSLATE_NOOP("maestro::Policy", "a duration like 30s, 5m or 24h")},
        {QStringLiteral("atLeast"), QT_TRANSLATE_NOOP("maestro::Policy", "a duration like 3m or \">3m\"")},
        {QStringLiteral("quantity"), QT_TRANSLATE_NOOP("maestro::Policy", "a quantity like 0.1%, 500ms or $limit")},
        {QStringLiteral("limit"), QT_TRANSLATE_NOOP("maestro::Policy", "a quantity like 0.1% or 500ms, or null")},
        {QStringLiteral("weight"), QT_TRANSLATE_NOOP("maestro::Policy", "a share from 0% to 100%")},
        {QStringLiteral("anchor"), QT_TRANSLATE_NOOP("maestro::Policy", "a point in time like T-60m or phase+6h")},
        {QStringLiteral("secret"), QT_TRANSLATE_NOOP("maestro::Policy", "a reference like keychain:NAME, env:VARIABLE or file:PATH, never the secret itself")},
        {QStringLiteral("url"), QT_TRANSLATE_NOOP("maestro::Policy", "an http or https address")},
        {QStringLiteral("link"), QT_TRANSLATE_NOOP("maestro::Policy", "an http or https address, an e-mail address, or empty")},
        {QStringLiteral("pattern"), QT_TRANSLATE_NOOP("maestro::Policy", "a name, or re: and a regular expression")},
        {QStringLiteral("timezone"), QT_TRANSLATE_NOOP("maestro::Policy", "a time zone like Europe/Berlin")},
        {QStringLiteral("date"), QT_TRANSLATE_NOOP("maestro::Policy", "a date like 2026-12-24")},
        {QStringLiteral("hours"), QT_TRANSLATE_NOOP("maestro::Policy", "hours like 09:00-17:00 or mon-fri 09:00-17:00")},
        {QStringLiteral("condition"), QT_TRANSLATE_NOOP("maestro::Policy", "a quoted condition like \"<= 500ms\"")},
    };
    return QCoreApplication::translate("maestro::Policy", words.value(type, QT_TRANSLATE_NOOP("maestro::Policy", "a text")));
}

std::optional<PolicyTrap> checkPolicyScalar(const PolicyNode &node, const QString &type)
{
    if (type == u"any" || (type == u"limit" && node.kind == PolicyNode::Kind::Null))
        return std::nullopt;
    if (node.kind != PolicyNode::Kind::Scalar)
        return PolicyTrap{0, Words::tr("has to be %1").arg(policyScalarWords(type)), {}};
    if (type == u"condition")
        return checkCondition(node);
    if (fits(node.text, type))
        return std::nullopt;
    return PolicyTrap{0, Words::tr("\"%1\" is not %2").arg(node.text.left(80), policyScalarWords(type)), {}};
}

} // namespace maestro
