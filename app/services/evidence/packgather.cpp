// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/packgather.h"

#include "services/evidence/packobjects.h"
#include "services/operation/evidencerecord.h"
#include "services/slo/pace.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

QJsonValue timeOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonArray eventsOf(const RolloutSnapshot &snapshot)
{
    QJsonArray events;
    for (const KubeEvent &event : snapshot.events)
        events.append(QJsonObject{{u"type"_s, event.type}, {u"reason"_s, event.reason}, {u"message"_s, event.message}, {u"source"_s, event.source},
                                  {u"count"_s, event.count}, {u"firstAt"_s, timeOf(event.firstAt)}, {u"lastAt"_s, timeOf(event.lastAt)}});
    return events;
}

/// A record of the one workload that all of them are about, with its kind where one tells it (those of a triage do not); nothing: there is
/// no such workload.
std::optional<JournalRecord> workloadRecord(const QList<JournalRecord> &records)
{
    std::optional<JournalRecord> about;
    for (const JournalRecord &record : records) {
        if (record.object.name.isEmpty())
            continue;
        const bool workload = record.objectKind.isEmpty() || record.objectKind == u"Rollout" || record.objectKind == u"Deployment";
        if (!workload || record.object.ns.isEmpty() || (about && about->object != record.object))
            return std::nullopt;
        if (about && !about->objectKind.isEmpty() && !record.objectKind.isEmpty() && about->objectKind != record.objectKind)
            return std::nullopt;
        if (!about || about->objectKind.isEmpty())
            about = record;
    }
    return about;
}

} // namespace

PackGather::PackGather(Doors doors, QObject *parent)
    : QObject(parent)
    , m_doors(std::move(doors))
{
}

void PackGather::gather(const std::shared_ptr<PackContent> &content, Callback<ChartSetPtr> done)
{
    readPackWorkflows(this, *content, m_doors.github, [this, content, done = std::move(done)](const PackWorkflows &found) {
        content->files += found.files;
        content->missing += found.missing;
        gatherCluster(content, done);
    });
}

void PackGather::gatherCluster(const std::shared_ptr<PackContent> &content, Callback<ChartSetPtr> done)
{
    const auto without = [this, content, done](const QString &why) {
        content->missing.append(u"now.json, events.json, config, slo.json, charts: "_s + why);
        QMetaObject::invokeMethod(this, [done] { done(nullptr); }, Qt::QueuedConnection);
    };
    const QList<JournalRecord> &records = content->excerpt.records;
    const auto about = workloadRecord(records);
    if (!about)
        return without(Words::tr("the records are not of one workload"));
    ClusterAccess *access = m_doors.access(about->object.context);
    if (!access)
        return without(Words::tr("the cluster is not in the kubeconfig"));
    const std::optional<WorkloadKind> kind = about->objectKind.isEmpty() ? std::nullopt
        : about->objectKind == u"Deployment" ? std::optional(WorkloadKind::Deployment) : std::optional(WorkloadKind::Rollout);
    // Whichever comes first: the answer, or the end of the connection, after which none comes.
    auto *waiting = new QObject(this);
    connect(access, &QObject::destroyed, waiting, [waiting, without] {
        waiting->deleteLater();
        without(Words::tr("the connection is gone"));
    });
    access->readParts(about->object.ns, about->object.name, kind, ClusterAccess::Depth::Whole, whileAlive(waiting, [this, waiting, content, first = *about, without, done](const Result<RolloutParts> &parts) {
        delete waiting; // and with it the connection
        if (!parts)
            return without(parts.error().message);
        take(content, first, *parts, done);
    }));
}

void PackGather::take(const std::shared_ptr<PackContent> &content, const JournalRecord &first, const RolloutParts &parts, Callback<ChartSetPtr> done)
{
    const auto snapshot = std::make_shared<const RolloutSnapshot>(assembleSnapshot(parts));
    content->addJson(u"now.json"_s, seenObject(snapshot));
    content->addJson(u"events.json"_s, eventsOf(*snapshot));
    ClusterAccess *access = m_doors.access(first.object.context);
    if (!access) {
        content->missing.append(u"config: "_s + Words::tr("the connection is gone"));
        return gatherSlo(content, first, parts, done);
    }
    // Whichever comes first, as above.
    auto *waiting = new QObject(this);
    const auto go = [this, content, first, parts, done, waiting](const PackObjects &found) {
        content->files += found.files;
        content->missing += found.missing;
        waiting->deleteLater();
        gatherSlo(content, first, parts, done);
    };
    connect(access, &QObject::destroyed, waiting, [go, waiting] {
        waiting->disconnect();
        PackObjects none;
        none.missing.append(u"config: "_s + Words::tr("the connection is gone"));
        qDeleteAll(waiting->findChildren<QObject *>(QString(), Qt::FindDirectChildrenOnly)); // the reading: it does not answer any more
        go(none);
    });
    readPackObjects(waiting, access, parts, m_doors.clock, [go, access, waiting](const PackObjects &found) {
        QObject::disconnect(access, nullptr, waiting, nullptr);
        go(found);
    });
}

void PackGather::gatherSlo(const std::shared_ptr<PackContent> &content, const JournalRecord &first, const RolloutParts &parts, Callback<ChartSetPtr> done)
{
    PolicyMatch match = m_doors.match(first.object.context, parts.rollout);
    PromClient *client = match ? m_doors.prometheus(first.object.context, match) : nullptr;
    if (match)
        match.policy = paced(match.policy);
    const SloTarget target = sloTarget(first.object, parts.rollout, changeTime(parts.rollout, revisionsOf(parts.rollout, parts.replicaSets)), match);
    const auto [from, to] = chartTimes(content->excerpt.records, m_doors.clock->utcNow());
    auto *slo = new PackSlo(this);
    slo->read(target, client, from, to, [content, slo, done](const PackSlo::Found &found) {
        content->files += found.files;
        content->missing += found.missing;
        slo->deleteLater();
        done(found.charts);
    });
}

} // namespace maestro
