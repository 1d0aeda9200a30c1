// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/configbackup.h"

#include "services/evidence/keptobject.h"
#include "services/manifest/yamltext.h"
#include "services/triage/evidencestore.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRegularExpression>

#include <numeric>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype bytesAtMost = 4 * 1024 * 1024; ///< what readPrivateFile() reads back

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

EvidenceStore storeIn(const QString &directory)
{
    return EvidenceStore(directory + u"/backups"_s, u".yaml"_s);
}

/// Without what is no configuration, and without the same once more.
QJsonObject configOf(QJsonObject object)
{
    QJsonObject meta = object.value(u"metadata"_s).toObject();
    if (QJsonObject annotations = meta.value(u"annotations"_s).toObject(); !annotations.isEmpty()) {
        annotations.remove(u"kubectl.kubernetes.io/last-applied-configuration"_s);
        meta.insert(u"annotations"_s, annotations);
    }
    object.insert(u"metadata"_s, meta);
    object.remove(u"status"_s);
    return object;
}

/// What the server sets by itself, and would be in the way of whoever puts the object back.
QJsonObject withoutServerFields(QJsonObject object)
{
    QJsonObject meta = object.value(u"metadata"_s).toObject();
    for (const QString &set : {u"managedFields"_s, u"resourceVersion"_s, u"uid"_s, u"generation"_s, u"creationTimestamp"_s, u"selfLink"_s})
        meta.remove(set);
    object.insert(u"metadata"_s, meta);
    return object;
}

/// One line of a comment, whatever the name of an object is.
QString comment(const QString &text)
{
    return u"# "_s + displaySafe(text, 600) + u'\n';
}

} // namespace

ConfigBackup configBackup(const QList<QByteArray> &objects, const QStringList &missing)
{
    ConfigBackup backup;
    const qsizetype size = std::accumulate(objects.begin(), objects.end(), qsizetype(0), [](qsizetype sum, const QByteArray &bytes) { return sum + bytes.size(); });
    if (size > bytesAtMost) { // not even read: no cluster stores such an object
        backup.problem = Words::tr("it is larger than %1 MiB").arg(bytesAtMost / (1024 * 1024));
        return backup;
    }
    QStringList documents;
    QString head = comment(Words::tr("Configuration before an action, as the server told it: no status, no managedFields, no Secret was read."));
    for (const QByteArray &bytes : objects) {
        const QJsonObject object = QJsonDocument::fromJson(bytes).object();
        const QJsonObject meta = object.value(u"metadata"_s).toObject();
        head += comment(Words::tr("%1 %2/%3, uid %4, generation %5").arg(object.value(u"kind"_s).toString(), meta.value(u"namespace"_s).toString(), meta.value(u"name"_s).toString(), meta.value(u"uid"_s).toString())
                            .arg(meta.value(u"generation"_s).toInteger()));
        const QJsonObject kept = keptObject(configOf(object), &backup.hidden, KeptVariables::UnlessSecret);
        documents.append(yamlText(withoutServerFields(kept).toVariantMap()));
    }
    for (const QString &what : missing)
        head += comment(Words::tr("Not in it: %1").arg(what));
    if (backup.hidden > 0)
        head += comment(Words::tr("%n value(s) that look like secrets stand here as hashes; fill them in before it is put back.", nullptr, backup.hidden));
    head += comment(Words::tr("To put it back: look at what has changed since, then kubectl replace -f FILE"));
    backup.yaml = QString(head + documents.join(u"---\n"_s)).toUtf8();
    backup.sha256 = QString::fromLatin1(QCryptographicHash::hash(backup.yaml, QCryptographicHash::Sha256).toHex());
    return backup;
}

Result<QString> keepBackup(const QString &directory, const ConfigBackup &backup)
{
    const auto failed = [](const QString &why) {
        return Error{ErrorKind::Refused, u"backupNotWritten"_s, Words::tr("The configuration could not be backed up: %1").arg(why),
                     Words::tr("Make room or the folder writable, or name another one with EVIDENCE_DIR."), {}};
    };
    if (!backup.problem.isEmpty())
        return failed(backup.problem);
    if (backup.yaml.isEmpty())
        return failed(Words::tr("it was not read"));
    if (backup.yaml.size() > bytesAtMost)
        return failed(Words::tr("it is larger than %1 MiB").arg(bytesAtMost / (1024 * 1024)));
    const Result<QString> kept = storeIn(directory).keep(backup.yaml);
    if (!kept)
        return failed(kept.error().message);
    return backupPath(directory, *kept);
}

QString backupPath(const QString &directory, const QString &sha256)
{
    return storeIn(directory).path(sha256);
}

Result<QByteArray> readBackup(const QStringList &directories, const QString &sha256)
{
    Result<QByteArray> read = Error{ErrorKind::NotFound, u"notFound"_s, Words::tr("The backup %1 is not there.").arg(sha256.left(64)), Words::tr("Name the folder that it was written to with --evidence-dir or EVIDENCE_DIR."), {}};
    for (const QString &directory : directories) {
        Result<QByteArray> found = storeIn(directory).read(sha256);
        if (found || found.error().kind != ErrorKind::NotFound)
            return found;
    }
    return read;
}

QJsonObject backupDetails(const ConfigBackup &backup, const QString &path)
{
    return {{u"sha256"_s, backup.sha256}, {u"file"_s, path}, {u"hidden"_s, backup.hidden}};
}

/// Line by line: yamlText() made it, in which a text is one line and `env` a list in lines of its own.
QByteArray handedOut(const QByteArray &yaml)
{
    static const QRegularExpression value(u"^ +(?:- )?value: (?!\\{|$)"_s);
    QStringList lines = QString::fromUtf8(yaml).split(u'\n');
    qsizetype inside = -1; ///< indentation of the `env` we are in
    for (QString &line : lines) {
        const qsizetype depth = line.size() - QStringView(line).trimmed().size();
        if (inside >= 0 && depth <= inside)
            inside = -1;
        const bool begins = QStringView(line).trimmed() == u"env:" || QStringView(line).trimmed() == u"- env:";
        if (inside < 0 && begins)
            inside = depth;
        else if (inside >= 0)
            if (const auto match = value.match(line); match.hasMatch())
                line = match.captured(0) + u"\"[redacted]\""_s;
    }
    return lines.join(u'\n').toUtf8();
}

} // namespace maestro
