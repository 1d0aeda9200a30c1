// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/checkpointservice.h"

#include "domain/policy/declaredphase.h"
#include "services/cluster/actor.h"
#include "services/policy/roledoor.h"
#include "services/slo/slotarget.h"
#include "services/triage/evidencestore.h"
#include "text/humanize.h"
#include "text/policy/policyfaulttext.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

namespace maestro {

namespace {

struct Points
{
    Q_DECLARE_TR_FUNCTIONS(Points)
};

Error wrong(const QString &code, const QString &message, const QString &hint = {})
{
    return {ErrorKind::BadInput, code, message, hint, {}};
}

/// The first phase begins with the release; a later one when the controller paused in it, or on the first rung of its ladder. Else nobody knows.
ReleaseTimes timesOf(const Rollout &rollout, const QDateTime &release, const PolicyMatch &match)
{
    ReleaseTimes times {release, {}};
    const auto &strategies = match.policy->strategies;
    const auto strategy = std::find_if(strategies.cbegin(), strategies.cend(), [&match](const PolicyStrategy &one) { return one.name == match.strategy; });
    const QList<PolicyPhase> phases = strategy != strategies.cend() ? strategy->phases : QList<PolicyPhase>();
    const QString declared = declaredPhase(match);
    const auto begins = std::find_if(phases.cbegin(), phases.cend(), [&declared](const PolicyPhase &one) { return one.name == declared || one.group == declared; });
    if (begins != phases.cend() && begins == phases.cbegin())
        times.phase = times.release;
    else if (begins != phases.cend() && begins->name != match.phase)
        return times; // on a later rung: what is told is when that one began
    else if (!rollout.pauseConditions.isEmpty())
        times.phase = QDateTime::fromString(rollout.pauseConditions.constFirst().startTime, Qt::ISODate);
    return times;
}

/// What is wrong with what a person said, before anything is read or kept.
std::optional<Error> problemOf(const CheckpointRequest &request, const QMap<QString, QString> &files, const QMap<QString, QString> &received)
{
    static const QStringList choices {QStringLiteral("go"), QStringLiteral("no-go"), QStringLiteral("defer")};
    if (!choices.contains(request.choice))
        return wrong(QStringLiteral("choice"), Points::tr("at a point one says %1").arg(choices.join(QStringLiteral(", "))));
    if (request.reason.trimmed().size() < CheckpointService::shortestReason)
        return wrong(QStringLiteral("reason"), Points::tr("a reason of at least %n character(s) is needed", nullptr, CheckpointService::shortestReason));
    if (request.choice == QLatin1String("defer") && !request.deferredTo.isValid())
        return wrong(QStringLiteral("usage"), Points::tr("until when it is put off has to be said"));
    QStringList strange = request.checked;
    strange.removeIf([&request](const QString &item) { return request.point.items.contains(item); });
    if (!strange.isEmpty())
        return wrong(QStringLiteral("noItem"), Points::tr("\"%1\" is no item of the checklist").arg(displaySafe(strange.constFirst(), 80)),
                     request.point.items.isEmpty() ? Points::tr("The point has no checklist.") : Points::tr("Its items: %1").arg(displaySafe(request.point.items.join(QStringLiteral("; ")), 600)));
    const QStringList open = request.choice == QLatin1String("go") ? missingTicks(request.point, request.checked) : QStringList();
    if (!open.isEmpty())
        return Error {ErrorKind::Refused, QStringLiteral("checklistOpen"), Points::tr("a go needs every item of the checklist ticked, and these are not: %1; nothing was recorded").arg(displaySafe(open.join(QStringLiteral("; ")), 600)),
                      Points::tr("Look at each and tick it (--tick ITEM), or put the decision off."), {}};
    QMap<QString, QString> named = received;
    for (auto it = files.cbegin(); it != files.cend(); ++it)
        named.insert(it.key(), QStringLiteral("given"));
    const QStringList missing = missingAttachments(request.point, named);
    if (request.choice == QLatin1String("go") && !missing.isEmpty())
        return Error {ErrorKind::Refused, QStringLiteral("attachmentMissing"), Points::tr("a go needs %1; nothing was recorded").arg(displaySafe(missing.join(QStringLiteral(", ")), 300)),
                      Points::tr("Attach each as a file."), {}};
    return {};
}

} // namespace

struct CheckpointService::Subject
{
    ClusterAccess *access = nullptr; ///< only while it is read
    ObjectRef target;
    Rollout workload;
    PolicyMatch match;
    ReleaseTimes times;
};

CheckpointService::CheckpointService(Means means, QObject *parent)
    : CheckpointPort(parent)
    , m_means(std::move(means))
    , m_timer(this)
    , m_fleetTimer(this)
{
    m_timer.setInterval(readEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &CheckpointService::readOpen);
    m_fleetTimer.setInterval(readEveryMs);
    connect(&m_fleetTimer, &QTimer::timeout, this, &CheckpointService::lookAtFleet);
}

void CheckpointService::takeFleetRecords(const JournalRecordsPtr &records)
{
    m_records = records;
    if (!m_means.releases)
        return;
    if (!m_fleetTimer.isActive())
        m_fleetTimer.start();
    lookAtFleet();
}

void CheckpointService::lookAtFleet()
{
    if (!m_records || !m_means.releases)
        return;
    QList<CheckpointList> lists;
    for (const Release &release : m_means.releases()) {
        const QList<Checkpoint> points = checkpointsOf(release.match);
        const int revision = release.workload.revision();
        if (!points.isEmpty())
            lists.append({release.target, release.match.service, release.match.phase, revision,
                          checkpointStates(points, *m_records, release.target, revision, timesOf(release.workload, release.changedAt, release.match))});
    }
    if (lists == m_fleet)
        return;
    m_fleet = lists;
    Q_EMIT fleetChanged(lists);
}

void CheckpointService::open(const ObjectRef &target)
{
    m_open = target;
    m_subject.reset();
    m_timer.stop();
    if (target.isEmpty())
        return;
    m_timer.start();
    readOpen();
}

void CheckpointService::readOpen()
{
    read(m_open, [this, asked = m_open](const Result<Subject> &subject) {
        if (asked != m_open)
            return;
        m_subject = subject ? std::make_shared<const Subject>(*subject) : nullptr;
        if (!subject)
            return Q_EMIT readFailed(asked, subject.error());
        tell();
    });
}

void CheckpointService::takeRecords()
{
    if (m_subject)
        tell();
}

void CheckpointService::tell()
{
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    if (!records)
        return Q_EMIT readFailed(m_open, records.error());
    const Subject &of = *m_subject;
    Q_EMIT listChanged({of.target, of.match.service, of.match.phase, of.workload.revision(),
                        checkpointStates(checkpointsOf(of.match), *records, of.target, of.workload.revision(), of.times)});
}

void CheckpointService::read(const ObjectRef &target, Callback<Result<Subject>> done)
{
    ClusterAccess *access = m_means.access(target.context);
    if (!access) {
        QTimer::singleShot(0, this, [done, target] { done(Error {ErrorKind::Unreachable, QStringLiteral("notConnected"), Points::tr("%1 is not connected").arg(displaySafe(target.context, 80)), {}, {}}); });
        return;
    }
    access->readParts(target.ns, target.name, m_kind, ClusterAccess::Depth::Effect,
                      whileAlive(this, [this, target, done = std::move(done), reached = QPointer<ClusterAccess>(access)](const Result<RolloutParts> &parts) {
        if (!parts)
            return done(parts.error());
        Subject subject {reached, target, parts->rollout, m_means.policies->match(m_means.connection(target.context), parts->rollout), {}};
        if (!subject.match)
            return done(absenceError(Points::tr("no policy names %1/%2 for this connection").arg(target.ns, target.name), Points::tr("Go/no-go points are of a policy."), subject.match.doubts));
        subject.times = timesOf(parts->rollout, changeTime(parts->rollout, assembleSnapshot(*parts).revisions), subject.match);
        done(subject);
    }));
}

void CheckpointService::decide(const CheckpointRequest &said, const QMap<QString, QString> &files)
{
    read(said.target, [this, said, files](const Result<Subject> &subject) {
        if (!subject)
            return Q_EMIT failed(subject.error());
        CheckpointRequest request = said;
        const QList<Checkpoint> known = checkpointsOf(subject->match);
        const auto point = std::find_if(known.cbegin(), known.cend(), [&said](const Checkpoint &one) { return one.title == said.point.title && one.phase == said.point.phase; });
        if (subject->workload.revision() != said.revision)
            return Q_EMIT failed({ErrorKind::Refused, QStringLiteral("changed"), Points::tr("it is revision %1 by now, and this was said of revision %2; nothing was recorded").arg(subject->workload.revision()).arg(said.revision), {}, {}});
        if (point == known.cend())
            return Q_EMIT failed(wrong(QStringLiteral("noCheckpoint"), Points::tr("there is no point \"%1\" in the phase of this release").arg(displaySafe(said.point.title, 80))));
        request.point = *point;
        const Result<QList<JournalRecord>> records = m_means.journal->records();
        if (!records)
            return Q_EMIT failed(records.error());
        request.attached = checkpointStates({*point}, *records, said.target, said.revision, subject->times).constFirst().received;
        if (const auto problem = problemOf(request, files, request.attached))
            return Q_EMIT failed(*problem);
        askRoleOf(this, subject->access, subject->match.policy, subject->match.environment, QStringLiteral("decide"), [this, request, files, subject = *subject, reached = QPointer<ClusterAccess>(subject->access)](const std::optional<Error> &refused) mutable {
            if (refused)
                return Q_EMIT failed(*refused);
            subject.access = reached;
            write(request, files, subject);
        });
    });
}

Result<QMap<QString, QString>> CheckpointService::kept(const QMap<QString, QString> &files) const
{
    QMap<QString, QString> hashes;
    for (auto it = files.cbegin(); it != files.cend(); ++it) {
        QFile file(it.value());
        const QString name = displaySafe(it.value(), 300);
        if (!QFileInfo(file).isFile() || file.size() <= 0 || file.size() > largestAttachment || !file.open(QIODevice::ReadOnly))
            return wrong(QStringLiteral("attachment"), Points::tr("%1 cannot be attached: a file that can be read, not empty and at most 8 MiB, is needed").arg(name));
        const QByteArray bytes = file.read(largestAttachment + 1);
        if (bytes.isEmpty() || bytes.size() > largestAttachment)
            return wrong(QStringLiteral("attachment"), Points::tr("%1 changed while it was read").arg(name));
        const Result<QString> hash = EvidenceStore(m_means.evidence).keep(bytes);
        if (!hash)
            return hash.error();
        hashes.insert(it.key(), *hash);
    }
    return hashes;
}

void CheckpointService::write(const CheckpointRequest &said, const QMap<QString, QString> &files, const Subject &subject)
{
    const auto hashes = kept(files);
    if (!hashes)
        return Q_EMIT failed(hashes.error());
    CheckpointRequest request = said;
    request.attached.insert(*hashes); // a file that is given takes the place of what was received
    JournalRecord record = checkpointRecord(request);
    record.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    record.at = m_means.clock->utcNow();
    record.objectKind = workloadWord(subject.workload.workload);
    record.objectUid = subject.workload.meta.uid;
    record.server = subject.access ? subject.access->server() : QString();
    whoActs(this, subject.access, m_means.impersonate, [this, record = std::move(record)](const Actor &actor) mutable {
        record.actor = actor;
        if (const auto place = m_means.journal->append(record); !place)
            return Q_EMIT failed(place.error());
        m_means.journal->publish();
        Q_EMIT written(record.id);
    });
}

} // namespace maestro
