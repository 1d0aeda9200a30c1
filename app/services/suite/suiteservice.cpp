// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/suite/suiteservice.h"

#include "services/localuser.h"
#include "text/humanize.h"
#include "text/policy/policyfaulttext.h"
#include "text/suite/suitetext.h"

#include <QCoreApplication>
#include <QUuid>

namespace maestro {

namespace {

struct Suites
{
    Q_DECLARE_TR_FUNCTIONS(Suite)
};

Error refused(const char *code, const QString &message, const QString &hint = {})
{
    return {ErrorKind::Refused, QLatin1String(code), message, hint, {}};
}

Error noRun()
{
    return {ErrorKind::NotFound, QStringLiteral("notFound"), Suites::tr("The Journal has no such run of a suite."), Suites::tr("`maestro suite list --service NAME` shows the newest."), {}};
}

std::optional<Suite> suiteNamed(const PolicyMatch &match, const QString &name)
{
    for (const Suite &suite : suitesOf(*match.policy))
        if (suite.name == name)
            return suite;
    return std::nullopt;
}

} // namespace

struct SuiteService::Scene
{
    PolicyMatch match;
    SuiteGround ground;
};

SuiteService::SuiteService(Means means, QObject *parent)
    : SuitePort(parent)
    , m_means(std::move(means))
    , m_timer(this)
{
    m_timer.setInterval(readEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &SuiteService::readOpen);
}

void SuiteService::open(const ObjectRef &target)
{
    m_open = target;
    m_scene.reset();
    m_timer.stop();
    if (target.isEmpty())
        return;
    m_timer.start();
    readOpen();
}

void SuiteService::readOpen()
{
    read(m_open, m_kind, [this, asked = m_open](const Result<Scene> &scene) {
        if (asked != m_open)
            return;
        m_scene = scene ? std::make_shared<const Scene>(*scene) : nullptr;
        if (!scene)
            return Q_EMIT readFailed(asked, scene.error());
        tell();
    });
}

void SuiteService::takeRecords()
{
    if (m_scene)
        tell();
}

void SuiteService::tell()
{
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    if (!records)
        return Q_EMIT readFailed(m_open, records.error());
    Q_EMIT boardChanged({m_scene->ground, suiteViews(m_scene->match, m_scene->ground, *records)});
}

void SuiteService::read(const ObjectRef &target, std::optional<WorkloadKind> kind, Callback<Result<Scene>> done)
{
    ClusterAccess *access = m_means.doors.access(target.context);
    if (!access) {
        QTimer::singleShot(0, this, [done, target] { done(Error {ErrorKind::Unreachable, QStringLiteral("notConnected"), Suites::tr("%1 is not connected").arg(displaySafe(target.context, 80)), {}, {}}); });
        return;
    }
    access->readParts(target.ns, target.name, kind, ClusterAccess::Depth::Effect,
                      whileAlive(this, [this, target, server = access->server(), done = std::move(done)](const Result<RolloutParts> &parts) {
        if (!parts)
            return done(parts.error());
        const PolicyMatch match = m_means.doors.policies->match(m_means.doors.workspace->policyConnection(target.context), parts->rollout);
        if (!match)
            return done(absenceError(Suites::tr("no policy names %1/%2 for this connection").arg(target.ns, target.name), Suites::tr("Suites are of a policy."), match.doubts));
        done(Scene {match, suiteGround(target, parts->rollout, match.service, server)});
    }));
}

void SuiteService::propose(const ObjectRef &target, const QString &name)
{
    read(target, m_kind, [this, name](const Result<Scene> &scene) {
        if (!scene)
            return Q_EMIT failed(scene.error());
        const auto suite = suiteNamed(scene->match, name);
        if (!suite || suite->steps.isEmpty())
            return Q_EMIT failed({ErrorKind::BadInput, QStringLiteral("noSuite"), suite ? Suites::tr("the suite %1 has no checks").arg(displaySafe(name, 80))
                                                                                       : Suites::tr("the policy has no suite \"%1\"").arg(displaySafe(name, 80)), {}, {}});
        SuiteRun made;
        made.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        made.suite = name;
        made.ground = scene->ground;
        for (const SuiteStep &step : suite->steps)
            made.items.append(SuiteItem {step.id, SuiteItem::State::Waiting, 0, {}, {}, {}, {}});
        m_proposed.insert(made.id, made);
        Q_EMIT proposed(made.id, *suite, made.ground);
    });
}

std::optional<SuiteRun> SuiteService::run(const QList<JournalRecord> &records, const QString &id) const
{
    if (const auto known = suiteRun(records, id))
        return known;
    const auto here = m_proposed.constFind(id);
    return here == m_proposed.cend() ? std::nullopt : std::optional(*here);
}

void SuiteService::prepare(const QString &id, const QString &item, Callback<Result<Prepared>> done)
{
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    const auto known = records ? run(*records, id) : std::nullopt;
    if (!known) {
        QTimer::singleShot(0, this, [done, error = records ? noRun() : records.error()] { done(error); });
        return;
    }
    read(known->ground.target, known->ground.workload, [this, known = *known, records = *records, item, done = std::move(done)](const Result<Scene> &scene) {
        if (!scene)
            return done(scene.error());
        if (!scene->ground.isSame(known.ground))
            return done(refused("changed", Suites::tr("This run is about %1, and %2 is there now; nothing was started.").arg(suiteGroundText(known.ground), suiteGroundText(scene->ground)),
                                Suites::tr("Run the suite anew.")));
        const auto suite = suiteNamed(scene->match, known.suite);
        const auto step = suite ? std::find_if(suite->steps.cbegin(), suite->steps.cend(), [&item](const SuiteStep &one) { return one.id == item; }) : decltype(suite->steps.cend())();
        if (!suite || step == suite->steps.cend() || !known.item(item))
            return done(Error {ErrorKind::BadInput, QStringLiteral("noItem"), Suites::tr("the suite %1 has no check \"%2\"").arg(displaySafe(known.suite, 80), displaySafe(item, 80)), {}, {}});
        ProgramGround ground;
        ground.environment = m_means.environment;
        ground.scriptFolder = scriptFolderOf(*scene->match.policy);
        ground.kubeconfig = m_means.doors.workspace->kubeconfigFiles(known.ground.target.context);
        ground.context = known.ground.target.context;
        ground.impersonate = m_means.impersonate;
        const Result<ToolCheck> check = suiteCheck(scene->match, suiteSubject(known.id, known.ground), *step, records, ground, m_means.doors.clock->utcNow());
        if (!check)
            return done(check.error());
        done(Prepared {*check, programEnvironment(ground)});
    });
}

bool SuiteService::isUnderWay(const QList<JournalRecord> &records, const SuiteRun &proposed) const
{
    const auto other = newestSuiteRun(records, proposed.ground.target, proposed.suite);
    return other && other->id != proposed.id && other->state() == SuiteRun::State::Running && other->begunAt.msecsTo(m_means.doors.clock->utcNow()) < underWayForMs;
}

Result<Done> SuiteService::begin(const QString &id)
{
    const auto here = m_proposed.constFind(id);
    if (here == m_proposed.cend())
        return Done {}; // it is on record
    const SuiteRun proposed = *here;
    Suite suite {proposed.suite, {}};
    for (const SuiteItem &item : proposed.items) {
        SuiteStep step;
        step.id = item.id;
        suite.steps.append(step);
    }
    JournalRecord record = suiteRecord(id, suite, proposed.ground);
    record.at = m_means.doors.clock->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    record.message = Suites::tr("the suite %1 is begun on %2").arg(proposed.suite, suiteGroundText(proposed.ground));
    const auto place = m_means.journal->appendUnless([this, &proposed](const QList<JournalRecord> &all) { return isUnderWay(all, proposed); }, record);
    if (!place)
        return place.error();
    if (place->seq < 0)
        return refused("underWay", Suites::tr("Another run of the suite %1 is under way on %2/%3; nothing was started.")
                                       .arg(displaySafe(proposed.suite, 80), displaySafe(proposed.ground.target.ns), displaySafe(proposed.ground.target.name)));
    m_proposed.remove(id);
    return Done {};
}

} // namespace maestro
