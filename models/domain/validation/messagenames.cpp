// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/messagenames.h"

#include "domain/desk/deskcall.h"

#include <QRegularExpression>

namespace maestro {

namespace {

constexpr QLatin1String imageTagWord("image_tag");
constexpr QLatin1String revisionWord("revision");

/// The tag, else as much of the digest as is shown everywhere.
QString shownVersion(const QString &image)
{
    constexpr qsizetype digestLength = 12;
    if (const QString tag = tagOf(image); !tag.isEmpty())
        return tag;
    const qsizetype at = image.indexOf(u'@');
    const qsizetype colon = at < 0 ? -1 : image.indexOf(u':', at);
    return colon < 0 ? QString() : image.mid(at + 1, colon - at + digestLength);
}

/// "v1" is not named by "v10", "v1.2" or "pre-v1"; it is by "v1." at the end of a sentence. A digest may go on.
bool namesWhole(const QString &text, const QString &value)
{
    const QString after = value.contains(u':') ? QString() : QStringLiteral("(?![\\w])(?![.+-]\\w)");
    const QRegularExpression whole(QStringLiteral("(?<![\\w])(?<!\\w[.+-])") + QRegularExpression::escape(value) + after,
                                   QRegularExpression::UseUnicodePropertiesOption);
    return whole.match(text).hasMatch();
}

bool namesRevision(const QString &text, const QString &number)
{
    const QRegularExpression told(QStringLiteral("\\brev(?:ision)?\\.?\\s*(?:no\\.?|[#:])?\\s*%1(?!\\d)(?!\\.\\d)").arg(number), QRegularExpression::CaseInsensitiveOption);
    return told.match(text).hasMatch();
}

bool named(const NamedFact &fact, const QString &value, const QString &text)
{
    return fact.word == revisionWord ? namesRevision(text, value) : fact.word == imageTagWord ? namesWhole(text, value) : text.contains(value, Qt::CaseInsensitive);
}

} // namespace

QList<NamedFact> factsToName(const QStringList &mustName, const ValidationSubject &subject)
{
    QList<NamedFact> facts;
    for (const QString &word : mustName) {
        NamedFact fact{word, {}};
        if (word == imageTagWord) {
            QStringList versions;
            for (const QString &image : subject.toImages)
                versions.append(shownVersion(image));
            if (!versions.contains(QString())) // one that cannot be told: nobody knows whether all are named
                fact.values = versions;
            fact.values.removeDuplicates();
        } else if (word == revisionWord) {
            if (subject.toRevision > 0)
                fact.values = {QString::number(subject.toRevision)};
        } else if (!word.isEmpty()) {
            fact.values = {word};
        }
        facts.append(fact);
    }
    return facts;
}

QStringList missingNames(const QList<NamedFact> &facts, const QString &text)
{
    QStringList missing;
    for (const NamedFact &fact : facts)
        for (const QString &value : fact.values)
            if (!named(fact, value, text))
                missing.append(fact.word == value ? value : fact.word + u' ' + value);
    return missing;
}

QStringList untoldNames(const QList<NamedFact> &facts)
{
    QStringList untold;
    for (const NamedFact &fact : facts)
        if (fact.values.isEmpty() && !fact.word.isEmpty())
            untold.append(fact.word);
    return untold;
}

void takeConfirmed(CheckItem &item, const ConfirmedCheck &said, const ValidationSubject &subject)
{
    item.state = said.ok ? CheckState::Ok : CheckState::Bad;
    item.since = said.at;
    item.reads = {{said.ok ? QStringLiteral("done") : QStringLiteral("failed"), said.by, said.at, said.note}};
    if (!said.ok || item.mustName.isEmpty())
        return;
    const QList<NamedFact> facts = factsToName(item.mustName, subject);
    const QStringList missing = missingNames(facts, said.note);
    const QStringList untold = untoldNames(facts);
    if (!missing.isEmpty()) {
        item.state = CheckState::Waiting;
        item.reads.prepend({QStringLiteral("does not count, it does not name"), {}, said.at, missing.join(QStringLiteral(", "))});
    } else if (!untold.isEmpty()) {
        item.state = CheckState::Unknown;
        item.reads.prepend({QStringLiteral("has to name what the record of the action does not tell"), {}, said.at, untold.join(QStringLiteral(", "))});
    }
}

} // namespace maestro
