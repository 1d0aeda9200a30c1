// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/triageexport.h"

#include "config/privatefile.h"
#include "services/triage/triagedocument.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

QByteArray recordLine(const JournalRecord &record)
{
    const QJsonObject json{{u"segment"_s, record.segment}, {u"seq"_s, record.seq}, {u"id"_s, record.id}, {u"type"_s, recordTypeWord(record.type)},
                           {u"at"_s, record.at.toUTC().toString(Qt::ISODateWithMs)}, {u"actor"_s, QJsonObject{{u"server"_s, record.actor.server}, {u"os"_s, record.actor.os}, {u"host"_s, record.actor.host}}},
                           {u"verb"_s, record.verb}, {u"state"_s, record.state}, {u"reason"_s, record.reason}, {u"details"_s, record.details}};
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

QString folderName(const TriageRun &run, const QDateTime &now)
{
    const auto plain = [](QString text) {
        for (QChar &c : text)
            if (!c.isLetterOrNumber() && c != u'-' && c != u'.')
                c = u'-';
        return text.left(60);
    };
    return now.toUTC().toString(u"yyyyMMddTHHmmssZ"_s) + u"_triage_"_s + plain(run.ref.ns) + u'_' + plain(run.ref.name) + u'_' + run.id.left(8);
}

/// Files of one folder and what the manifest says of them.
class Pack
{
public:
    explicit Pack(QString folder)
        : m_folder(std::move(folder))
    {
    }

    bool add(const QString &name, const QByteArray &bytes)
    {
        if (m_problem)
            return false;
        const QString path = m_folder + u'/' + name;
        if (const auto folder = ensurePrivateFolder(path.section(u'/', 0, -2)); !folder) {
            m_problem = folder.error();
            return false;
        }
        if (const auto written = writePrivateFile(path, bytes); !written) {
            m_problem = written.error();
            return false;
        }
        m_files.append(QJsonObject{{u"file"_s, name}, {u"size"_s, bytes.size()}, {u"sha256"_s, QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())}});
        return true;
    }

    void fail(const Error &error) { m_problem = error; }
    const std::optional<Error> &problem() const { return m_problem; }
    QJsonArray files() const { return m_files; }

private:
    QString m_folder;
    QJsonArray m_files;
    std::optional<Error> m_problem;
};

} // namespace

Result<QString> exportTriage(const TriageRun &run, const QList<JournalRecord> &records, const EvidenceStore &evidence, const QDateTime &now, const QString &parent)
{
    const QString target = parent + u'/' + folderName(run, now);
    const QString partial = target + u".partial"_s;
    const auto problem = [&](const QString &message) { return Error{ErrorKind::Internal, u"export"_s, message, QCoreApplication::translate("Triage", "Name another folder."), {}}; };
    if (QFileInfo::exists(target) || QFileInfo::exists(partial))
        return problem(QCoreApplication::translate("Triage", "%1 is there already.").arg(target));
    if (!QDir().mkpath(parent))
        return problem(QCoreApplication::translate("Triage", "%1 cannot be made.").arg(parent));
    Pack pack(partial);
    pack.add(u"run.json"_s, QJsonDocument(triageDocument(run, nullptr, now)).toJson());
    QByteArray lines;
    for (const JournalRecord &record : records)
        if (record.id == run.id)
            lines += recordLine(record);
    pack.add(u"records.jsonl"_s, lines);
    for (const TriageItem &item : run.items)
        for (const QString &sha256 : item.evidence) {
            const auto bytes = evidence.read(sha256);
            if (!bytes)
                pack.fail(bytes.error());
            else if (!QFileInfo::exists(partial + u"/evidence/"_s + sha256 + u".txt"_s))
                pack.add(u"evidence/"_s + sha256 + u".txt"_s, *bytes);
        }
    const QJsonObject manifest{{u"apiVersion"_s, u"maestro/v1"_s}, {u"kind"_s, u"EvidenceManifest"_s}, {u"run"_s, run.id}, {u"at"_s, now.toUTC().toString(Qt::ISODateWithMs)}, {u"files"_s, pack.files()}};
    pack.add(u"manifest.json"_s, QJsonDocument(manifest).toJson());
    if (pack.problem()) {
        QDir(partial).removeRecursively();
        return *pack.problem();
    }
    if (!QDir().rename(partial, target))
        return problem(QCoreApplication::translate("Triage", "%1 cannot be given its name.").arg(partial));
    return target;
}

} // namespace maestro
