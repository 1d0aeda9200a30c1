// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/journalmodel.h"

#include "domain/operation/verb.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "text/language/wordslocale.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace maestro {

namespace {

/// Whether this record ends an action: nothing more has to be found out about it.
bool endsAction(const JournalRecord &record)
{
    return record.type == RecordType::Outcome || record.type == RecordType::Refused || record.type == RecordType::Reconcile;
}

QString recordTitle(RecordType type)
{
    switch (type) {
    case RecordType::Genesis:
        return QCoreApplication::translate("Journal", "Journal begun");
    case RecordType::Recovered:
        return QCoreApplication::translate("Journal", "Torn record cut off");
    case RecordType::Rotate:
        return QCoreApplication::translate("Journal", "Next segment");
    case RecordType::TamperAlarm:
        return QCoreApplication::translate("Journal", "Chain broken");
    case RecordType::Note:
        return QCoreApplication::translate("Journal", "Note");
    case RecordType::Signal:
        return QCoreApplication::translate("Journal", "Signal");
    case RecordType::Decision:
        return QCoreApplication::translate("Journal", "Decision");
    case RecordType::Observe:
        return QCoreApplication::translate("Journal", "Observed");
    case RecordType::Reconcile:
        return QCoreApplication::translate("Journal", "Settled later");
    case RecordType::Refused:
        return QCoreApplication::translate("Journal", "Refused");
    default:
        return QCoreApplication::translate("Journal", "Action");
    }
}

bool matches(const JournalEntry &entry, const QString &filter)
{
    for (const QString &word : filter.split(u' ', Qt::SkipEmptyParts)) {
        const QStringList haystack = {journalWho(entry), journalActionText(entry), entry.first().object.name, entry.first().object.ns, entry.first().object.context,
                                      entry.first().reason, journalStateText(entry), entry.first().ticket, entry.id};
        if (std::none_of(haystack.begin(), haystack.end(), [&](const QString &text) { return text.contains(word, Qt::CaseInsensitive); }))
            return false;
    }
    return true;
}

} // namespace

void JournalModel::setRecords(std::shared_ptr<const QList<JournalRecord>> records)
{
    m_records = std::move(records);
    rebuild();
}

void JournalModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    rebuild();
}

int JournalModel::recordCount() const
{
    return m_records ? int(m_records->size()) : 0;
}

int JournalModel::openCount() const
{
    return m_open;
}

void JournalModel::rebuild()
{
    if (!m_records)
        return;
    QList<JournalEntry> actions;
    QHash<QString, qsizetype> byAction;
    for (const JournalRecord &record : *m_records) {
        const QString own = record.segment % u'/' % QString::number(record.seq);
        const QString id = record.id.isEmpty() ? own : record.id;
        const auto known = byAction.constFind(id);
        if (known != byAction.cend()) {
            actions[*known].records << record;
            continue;
        }
        byAction.insert(id, actions.size());
        actions << JournalEntry{id, {record}, {}, false};
    }
    QList<JournalEntry> open;
    QList<JournalEntry> closed;
    m_open = 0;
    for (auto action = actions.rbegin(); action != actions.rend(); ++action) {
        action->open = action->first().type == RecordType::Intent && std::none_of(action->records.cbegin(), action->records.cend(), endsAction);
        m_open += action->open;
        if (!m_filter.isEmpty() && !matches(*action, m_filter))
            continue;
        (action->open ? open : closed) << *action;
    }
    QList<JournalEntry> next;
    if (!open.isEmpty())
        next << JournalEntry{QStringLiteral("section:open"), {}, tr("Open: begun here, no outcome recorded. It is not known whether the cluster was changed."), true} << open;
    QDate day;
    for (const JournalEntry &entry : std::as_const(closed)) {
        if (next.isEmpty() || entry.first().at.toUTC().date() != day) {
            day = entry.first().at.toUTC().date();
            next << JournalEntry{u"section:" % day.toString(Qt::ISODate), {}, wordsLocale().toString(day, u"dddd d MMMM yyyy"), false};
        }
        next << entry;
    }
    // A clock that was set back can bring a day up twice; a key must not.
    for (qsizetype i = 0; i < next.size(); ++i) {
        if (next.at(i).isSection() && i > 0)
            next[i].id += u'/' % (i + 1 < next.size() ? next.at(i + 1).id : QString());
    }
    replaceRows(std::move(next));
    Q_EMIT layoutUpdated();
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JournalEntry &entry = rowAt(index.row());
    if (role == Qt::AccessibleDescriptionRole)
        return entry.isSection() ? QString() : journalStateText(entry);
    if (role == Qt::ToolTipRole)
        return entry.isSection() ? entry.title : displaySafe(entry.first().reason, 1000);
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (entry.isSection())
        return index.column() == Time ? entry.title : QString();
    const JournalRecord &record = entry.first();
    switch (index.column()) {
    case Time:
        return record.at.toUTC().toString(QStringLiteral("HH:mm:ss"));
    case Who:
        return journalWho(entry);
    case Action:
        return journalActionText(entry);
    case Object:
        return record.object.isEmpty() ? QString() : displaySafe(record.object.ns % u'/' % record.object.name);
    case Reason:
        return displaySafe(record.reason.isEmpty() ? record.message : record.reason, 1000);
    case State:
        return journalStateText(entry);
    default:
        return {};
    }
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= ColumnCount)
        return {};
    const QString titles[] = {tr("UTC"), tr("Who"), tr("Action"), tr("Object"), tr("Reason"), tr("Outcome")};
    return titles[section];
}

Qt::ItemFlags JournalModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return rowAt(index.row()).isSection() ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

QString journalActionText(const JournalEntry &entry)
{
    const JournalRecord &record = entry.first();
    if (const auto verb = verbFromWord(record.verb))
        return verbLabel(*verb);
    return record.verb.isEmpty() ? recordTitle(record.type) : displaySafe(record.verb, 40);
}

QString journalStateText(const JournalEntry &entry)
{
    if (entry.open) {
        const bool sent = std::any_of(entry.records.begin(), entry.records.end(), [](const JournalRecord &r) { return r.type == RecordType::Sent; });
        return sent ? QCoreApplication::translate("Journal", "open: sent, no answer recorded") : QCoreApplication::translate("Journal", "open: not known whether it was sent");
    }
    for (auto record = entry.records.crbegin(); record != entry.records.crend(); ++record) {
        const bool own = record->verb == entry.first().verb; // what was validated or confirmed afterwards is not how it ended
        if (own && !record->state.isEmpty() && record->state != QLatin1String("open"))
            return displaySafe(record->state, 60);
    }
    return entry.first().type == RecordType::Refused ? QCoreApplication::translate("Journal", "refused") : QCoreApplication::translate("Journal", "recorded");
}

QString journalWho(const JournalEntry &entry)
{
    const Actor &actor = entry.first().actor;
    if (!actor.server.isEmpty())
        return displaySafe(actor.server, 80);
    return actor.os.isEmpty() ? QCoreApplication::translate("Journal", "the console") : displaySafe(actor.os, 80);
}

QString journalDetails(const JournalEntry &entry)
{
    QStringList lines;
    for (const JournalRecord &record : entry.records) {
        lines << QStringLiteral("%1/%2  %3  %4").arg(record.segment).arg(record.seq).arg(record.at.toUTC().toString(Qt::ISODate), recordTypeWord(record.type));
        const std::pair<QString, QString> fields[] = {
            {QStringLiteral("id"), record.id}, {QStringLiteral("actor"), record.actor.server}, {QStringLiteral("os user"), record.actor.os},
            {QStringLiteral("host"), record.actor.host}, {QStringLiteral("impersonating"), record.actor.impersonating},
            {QStringLiteral("server"), record.server}, {QStringLiteral("context"), record.object.context},
            {QStringLiteral("object"), record.object.isEmpty() ? QString() : QString(record.objectKind % u' ' % record.object.ns % u'/' % record.object.name)},
            {QStringLiteral("uid"), record.objectUid}, {QStringLiteral("verb"), record.verb}, {QStringLiteral("reason"), record.reason},
            {QStringLiteral("ticket"), record.ticket}, {QStringLiteral("state"), record.state}, {QStringLiteral("message"), record.message}};
        for (const auto &[name, value] : fields) {
            if (!value.isEmpty())
                lines << u"  " % name % u": " % displaySafe(value, 2000);
        }
        if (!record.details.isEmpty()) {
            const QString json = QString::fromUtf8(QJsonDocument(record.details).toJson(QJsonDocument::Indented)).trimmed();
            for (const QString &line : json.split(u'\n'))
                lines << u"  " % displaySafe(line, 4000);
        }
        lines << QString();
    }
    return lines.join(u'\n').trimmed();
}

} // namespace maestro
