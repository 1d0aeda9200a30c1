// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/selector.h"

#include "sandbox/store/json.h"

#include <QRegularExpression>

namespace maestro::sandbox {

namespace {

/// Splits at commas outside parentheses.
QStringList termsOf(const QString &text)
{
    QStringList terms;
    QString term;
    int depth = 0;
    for (const QChar c : text) {
        depth += c == u'(' ? 1 : c == u')' ? -1 : 0;
        if (c == u',' && depth == 0)
            terms.append(std::exchange(term, {}).trimmed());
        else
            term.append(c);
    }
    if (!term.trimmed().isEmpty())
        terms.append(term.trimmed());
    return terms;
}

} // namespace

std::optional<Selector::Term> Selector::labelTerm(const QString &text)
{
    static const QRegularExpression set(QStringLiteral("\\A(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)\\z"));
    static const QRegularExpression equal(QStringLiteral("\\A([^\\s=!]+)\\s*(!=|==|=)\\s*([^\\s=!]*)\\z"));
    static const QRegularExpression bare(QStringLiteral("\\A(!?)\\s*([^\\s=!()]+)\\z"));
    if (const auto m = set.match(text); m.hasMatch()) {
        QStringList values = m.captured(3).split(u',');
        for (QString &value : values)
            value = value.trimmed();
        return Term{m.captured(1), m.captured(2) == u"in" ? Op::In : Op::NotIn, values};
    }
    if (const auto m = equal.match(text); m.hasMatch())
        return Term{m.captured(1), m.captured(2) == u"!=" ? Op::NotIn : Op::In, {m.captured(3)}};
    if (const auto m = bare.match(text); m.hasMatch())
        return Term{m.captured(2), m.captured(1).isEmpty() ? Op::Exists : Op::NotExists, {}};
    return std::nullopt;
}

Answer<Selector> Selector::parse(const QString &labels, const QString &fields)
{
    Selector selector;
    for (const QString &term : termsOf(labels)) {
        const auto parsed = labelTerm(term);
        if (!parsed)
            return badRequest(QStringLiteral("unable to parse requirement: %1").arg(term));
        selector.m_labels.append(*parsed);
    }
    static const QStringList known{QStringLiteral("metadata.name"), QStringLiteral("metadata.namespace"), QStringLiteral("status.phase"),
                                   QStringLiteral("spec.nodeName"), QStringLiteral("type"), QStringLiteral("reason"),
                                   QStringLiteral("reportingComponent"), QStringLiteral("source")};
    for (const QString &term : termsOf(fields)) {
        const auto parsed = labelTerm(term);
        const bool equality = parsed && (parsed->op == Op::In || parsed->op == Op::NotIn) && parsed->values.size() == 1;
        if (!equality)
            return badRequest(QStringLiteral("invalid field selector: %1").arg(term));
        if (!known.contains(parsed->key) && !parsed->key.startsWith(QLatin1String("involvedObject.")) && !parsed->key.startsWith(QLatin1String("regarding.")))
            return badRequest(QStringLiteral("field label not supported: %1").arg(parsed->key));
        selector.m_fields.append(*parsed);
    }
    return selector;
}

bool Selector::matches(const QJsonObject &object) const
{
    const QJsonObject labels = at(object, u"metadata.labels").toObject();
    for (const Term &term : m_labels) {
        const bool has = labels.contains(term.key);
        const bool among = has && term.values.contains(labels.value(term.key).toString());
        const bool good = term.op == Op::Exists ? has : term.op == Op::NotExists ? !has : term.op == Op::In ? among : !among;
        if (!good)
            return false;
    }
    for (const Term &term : m_fields) {
        QString key = term.key;
        if (key.startsWith(QLatin1String("regarding.")))
            key.replace(0, 9, QStringLiteral("involvedObject"));
        const bool equal = at(object, key).toString() == term.values.first();
        if (equal != (term.op == Op::In))
            return false;
    }
    return true;
}

QString Selector::singleName() const
{
    for (const Term &term : m_fields) {
        if (term.key == u"metadata.name" && term.op == Op::In)
            return term.values.first();
    }
    return {};
}

} // namespace maestro::sandbox
