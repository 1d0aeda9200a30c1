// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/packreview.h"

#include "domain/journal/duty.h"
#include "text/duty/dutytext.h"

#include <QRegularExpression>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype timelineLimit = 2'000;

QString byOf(const JournalRecord &record)
{
    return record.actor.server.isEmpty() ? record.actor.os : record.actor.server;
}

/// Words of people and servers inside Markdown: no line of theirs begins a heading, a table cell or a link.
QString plain(QString text)
{
    static const QRegularExpression special(u"([\\\\`*_{}\\[\\]<>#|!])"_s);
    text.replace(special, u"\\\\1"_s);
    return text.simplified();
}

QString lineOf(const JournalRecord &record)
{
    QStringList parts{recordTypeWord(record.type) % u' ' % record.verb};
    if (!record.object.isEmpty())
        parts.append(record.object.ns % u'/' % record.object.name);
    if (!record.state.isEmpty())
        parts.append(record.state);
    QString line = u"- "_s % record.at.toUTC().toString(Qt::ISODate) % u' ' % plain(byOf(record)) % u": "_s % plain(parts.join(u", "_s));
    if (!record.reason.isEmpty())
        line += u" — "_s % plain(record.reason);
    if (!record.message.isEmpty() && record.message != record.reason)
        line += u" — "_s % plain(record.message);
    return line;
}

QString lessonLine(const Lesson &lesson)
{
    QStringList by{plain(lesson.by)};
    if (!lesson.link.isEmpty())
        by.append(plain(lesson.link));
    return u"- %1 (%2)"_s.arg(plain(lesson.text), by.join(u", "_s));
}

QString dutyLine(const Duty &duty)
{
    QStringList parts{u"- [%1] %2"_s.arg(duty.isOpen() ? u" "_s : u"x"_s, plain(duty.title))};
    if (duty.due.isValid())
        parts.append(u"due "_s + duty.due.toString(Qt::ISODate));
    if (!duty.isOpen())
        parts.append(u"closed by %1: %2"_s.arg(plain(duty.closedBy), plain(duty.how)));
    return parts.join(u", "_s);
}

} // namespace

std::optional<std::pair<QDate, QDate>> daysOf(const QString &id)
{
    const qsizetype dots = id.indexOf(u".."_s);
    const QDate from = QDate::fromString(id.left(std::max<qsizetype>(dots, 0)), Qt::ISODate);
    const QDate to = QDate::fromString(id.mid(dots + 2), Qt::ISODate);
    if (dots < 0 || !from.isValid() || !to.isValid() || from > to)
        return std::nullopt;
    return std::pair(from, to);
}

QStringList idsOfDays(const QList<JournalRecord> &records, const std::pair<QDate, QDate> &days)
{
    QStringList ids;
    for (const JournalRecord &record : records) {
        const QDate day = record.at.toUTC().date();
        const bool chain = record.type == RecordType::Genesis || record.type == RecordType::Rotate || record.type == RecordType::Recovered || record.type == RecordType::TamperAlarm;
        if (day >= days.first && day <= days.second && !chain && !record.id.isEmpty() && record.verb != u"evidence")
            ids.append(record.id);
    }
    ids.removeDuplicates();
    return ids;
}

void addReview(PackContent &content, const QString &prBody)
{
    const QList<JournalRecord> &records = content.excerpt.records;
    QStringList lines{u"# Review of "_s + plain(content.id), {}, u"Written "_s % content.at.toUTC().toString(Qt::ISODate) % u" from the Journal. A draft: the empty parts are for people."_s, {}};
    if (!prBody.isEmpty())
        lines << u"Reviewed with: "_s + plain(prBody) << QString();
    lines << u"## Timeline (UTC)"_s << QString();
    for (qsizetype i = 0; i < std::min(records.size(), timelineLimit); ++i)
        lines.append(lineOf(records[i]));
    if (records.size() > timelineLimit)
        lines.append(u"- and %1 records more, in record.jsonl"_s.arg(records.size() - timelineLimit));
    lines << QString() << u"## What was learned"_s << QString();
    const QList<Lesson> lessons = lessonsOf(records);
    for (const Lesson &lesson : lessons)
        lines.append(lessonLine(lesson));
    lines << (lessons.isEmpty() ? u"Nothing is recorded yet."_s : QString()) << u"## What is owed"_s << QString();
    const QList<Duty> duties = dutiesOf(records);
    for (const Duty &duty : duties)
        lines.append(dutyLine(duty));
    lines << (duties.isEmpty() ? u"Nothing is recorded."_s : QString()) << u"## Impact"_s << QString() << u"## Cause"_s << QString() << u"## What went well"_s << QString() << u"## What did not"_s << QString();
    content.files.append({u"review.md"_s, (lines.join(u'\n') + u'\n').toUtf8()});
}

} // namespace maestro
