// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/drill/drillproof.h"

#include "services/cluster/clusteraccess.h"
#include "services/desk/programdeed.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Drill)
};

constexpr qint64 largestRecord = 4 * 1024 * 1024;
constexpr qsizetype mostRecords = 20;

/// What the cluster says of itself is nobody's audit event.
bool isOfACluster(const QString &source)
{
    static const QStringList controllers{QStringLiteral("rollouts-controller"), QStringLiteral("argo-rollouts"),    QStringLiteral("deployment-controller"), QStringLiteral("replicaset-controller"),
                                         QStringLiteral("kubelet"),             QStringLiteral("default-scheduler"), QStringLiteral("horizontal-pod-autoscaler")};
    return source.isEmpty() || controllers.contains(source);
}

/// Times of Events have whole seconds.
QDateTime since(const DrillRun &run)
{
    return run.startedAt.addSecs(-1);
}

std::optional<Proof> inTheJournal(const DrillRun &run, const QList<JournalRecord> &records)
{
    for (const JournalRecord &record : records) {
        const bool acted = record.type == RecordType::Outcome && (record.state == QLatin1String("applied") || record.state == QLatin1String("accepted"));
        if (acted && record.object == run.target && record.at >= since(run))
            return Proof{true, Words::tr("the Journal has %1 (%2)").arg(record.verb, record.id)};
    }
    return std::nullopt;
}

} // namespace

QSet<QString> drillRecords(const QString &folder)
{
    QSet<QString> names = recordsIn(folder);
    for (const QString &name : recordsIn(folder + QStringLiteral("/rollbacks")))
        names.insert(QStringLiteral("rollbacks/") + name);
    return names;
}

Proof evidenceRecord(const QString &folder, const QSet<QString> &before)
{
    QStringList found;
    for (const QString &name : drillRecords(folder) - before) {
        QFile file(folder + u'/' + name);
        if (found.size() >= mostRecords || file.size() > largestRecord || !file.open(QIODevice::ReadOnly))
            continue;
        if (QJsonDocument::fromJson(file.readAll()).isObject())
            found.append(file.fileName());
    }
    found.sort();
    if (found.isEmpty())
        return {false, Words::tr("no JSON record was left in %1").arg(folder)};
    return {true, found.join(QStringLiteral(", ")), found};
}

void findAuditEvent(QObject *owner, ClusterAccess *access, const DrillRun &run, const QList<JournalRecord> &records, Callback<Proof> done)
{
    if (const auto known = inTheJournal(run, records))
        return done(*known);
    if (!access)
        return done({false, Words::tr("the Journal has no action on the workload, and no cluster was asked for Events")});
    access->readParts(run.target.ns, run.target.name, std::nullopt, ClusterAccess::Depth::Whole, whileAlive(owner, [run, done](const Result<RolloutParts> &parts) {
        if (!parts)
            return done({false, Words::tr("Events cannot be read: %1").arg(parts.error().message)});
        const auto event = std::find_if(parts->events.cbegin(), parts->events.cend(),
                                        [&run](const KubeEvent &one) { return !isOfACluster(one.source) && std::max(one.firstAt, one.lastAt) >= since(run); });
        if (event == parts->events.cend())
            return done({false, Words::tr("since the drill began neither the Journal has an action on the workload nor the cluster an Event by a person or a program")});
        done({true, Words::tr("Event %1 by %2").arg(displaySafe(event->reason), displaySafe(event->source))});
    }));
}

Result<QString> appendNote(const QString &folder, const QString &name, const DrillRun &run, bool broken)
{
    static const QRegularExpression harmless(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\z"));
    if (!harmless.match(name).hasMatch())
        return Error{ErrorKind::BadInput, QStringLiteral("notes"), Words::tr("\"%1\" is no name of notes: letters, digits, dots, dashes").arg(displaySafe(name, 80))};
    QDir().mkpath(folder);
    QFile file(folder + u'/' + name + QStringLiteral(".md"));
    const QString records = run.records.isEmpty() ? Words::tr("no record") : run.records.join(QStringLiteral(", "));
    const QString line = QStringLiteral("- %1 %2 (%3, %4): %5, %6; %7\n")
                             .arg(run.startedAt.toUTC().toString(Qt::ISODate), run.drill, run.environment, run.service, broken ? QStringLiteral("failed") : QStringLiteral("passed"), run.id, records);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(line.toUtf8()) < 0 || !file.flush())
        return Error{ErrorKind::Refused, QStringLiteral("notes"), Words::tr("%1 cannot be written: %2").arg(file.fileName(), file.errorString())};
    return file.fileName();
}

} // namespace maestro
