// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/clustersession.h"

#include "kube/decode/rolloutdecoder.h"
#include "kube/watch/heartbeat.h"
#include "services/cluster/analysiswatch.h"
#include "services/cluster/fleetwatch.h"
#include "services/cluster/openrollout.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace maestro {

namespace {

constexpr qint64 permissionsEveryMs = 5 * 60'000;
constexpr int heardEveryMs = 100; ///< ages are whole seconds on every surface
constexpr int storeGraceMs = 3'000;
constexpr int heartbeatMs = 4'000; ///< leaves 2 s for the answer before the data counts as late

Q_LOGGING_CATEGORY(storeLog, "maestro.store")

void tellStore(const QString &context, const StoreComparison &found)
{
    if (found.error)
        qCWarning(storeLog).noquote() << context << "cannot be compared:" << displaySafe(found.error->message);
    else if (found.differences.isEmpty())
        qCInfo(storeLog).noquote() << context << "is what the server lists:" << found.listed;
    for (const QString &difference : found.differences)
        qCWarning(storeLog).noquote() << context << "differs:" << displaySafe(difference);
}

} // namespace

struct ClusterSession::Private
{
    Options options;
    const Clock *clock = nullptr;
    ClusterAccess *access = nullptr;
    ConnectionStatus status;
    std::optional<ConnectionStatus> told; ///< the status that statusChanged() spoke of last
    FleetWatch *fleet = nullptr;
    OpenRollout *open = nullptr;
    AnalysisWatch *analysis = nullptr;
    Heartbeat *heartbeat = nullptr;
    Throttle *rowsThrottle = nullptr;
    Throttle *heardThrottle = nullptr;
    qint64 beatAtBootMs = -1;
    bool beating = false; ///< the last heartbeat was answered
    std::optional<Error> beatError;
    std::optional<Error> suspended; ///< why it must not be used any more
    bool asked = false; ///< identity and versions are known
    QStringList facts; ///< notices about the cluster itself
    std::optional<RolloutSnapshot> lastSnapshot;
    QMap<QString, QString> deniedWrites; ///< of the open rollout
    qint64 permissionsAtBootMs = -1;

    QStringList fallbackNamespaces() const
    {
        QStringList names = options.fallbackNamespaces;
        if (!names.contains(access->defaultNamespace()))
            names.prepend(access->defaultNamespace());
        return names;
    }
};

ClusterSession::ClusterSession(const ContextConfig &config, const Options &options, const Clock *clock, const PluginTrust *trust, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->options = options;
    d->clock = clock;
    d->access = new ClusterAccess(config, clock, trust, this);
    d->status.context = config.name;
    d->status.argoPresent = true; // until the server says otherwise
    d->status.server = d->access->server();
    d->status.configuredUser = config.user.name;
    d->status.environment = options.environment;
    d->status.readOnly = options.readOnly;
    d->status.insecure = config.cluster.insecure;
    d->rowsThrottle = new Throttle(0, [this] { Q_EMIT rowsChanged(); }, this);
    d->heardThrottle = new Throttle(heardEveryMs, [this] { updateStatus(); }, this);
}

/// Who watches goes before the connection: a stream that is cut with it would tell watchers whose world is half gone.
ClusterSession::~ClusterSession()
{
    delete d->open;
    delete d->analysis;
    delete d->fleet;
    delete d->heartbeat;
}

ClusterAccess *ClusterSession::access() const
{
    return d->access;
}

ConnectionStatus ClusterSession::status() const
{
    return d->status;
}

QList<FleetRowPtr> ClusterSession::rows() const
{
    return d->fleet ? d->fleet->rows() : QList<FleetRowPtr>();
}

void ClusterSession::start()
{
    if (d->heartbeat)
        return;
    d->heartbeat = new Heartbeat(d->access->client(), QStringLiteral("/api/v1/namespaces/%1/services?limit=1").arg(d->access->defaultNamespace()), this);
    d->heartbeat->setInterval(heartbeatMs);
    connect(d->heartbeat, &Heartbeat::answered, this, &ClusterSession::beat);
    connect(d->heartbeat, &Heartbeat::failed, this, [this](const Error &error) {
        d->beating = false;
        d->beatError = error;
        updateStatus();
    });
    d->heartbeat->start();
    if (d->options.fleet) {
        d->fleet = new FleetWatch(d->access->client(), d->options.namespaces, d->fallbackNamespaces(), d->options.kinds, this);
        connect(d->fleet, &FleetWatch::changed, d->rowsThrottle, &Throttle::poke);
        connect(d->fleet, &FleetWatch::stateChanged, this, &ClusterSession::updateStatus);
        connect(d->fleet, &FleetWatch::heard, d->heardThrottle, &Throttle::poke);
    }
    if (d->options.checkStoreMs > 0) {
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [this] { compareStore(storeGraceMs, [context = d->status.context](const StoreComparison &found) { tellStore(context, found); }); });
        timer->start(d->options.checkStoreMs);
    }
    ask();
    updateStatus();
}

void ClusterSession::compareStore(int graceMs, const Callback<StoreComparison> &done)
{
    if (d->fleet)
        return d->fleet->compare(graceMs, done);
    QTimer::singleShot(0, this, [done] { done(StoreComparison::nothingWatched()); });
}

void ClusterSession::beat(qint64 bootMs)
{
    const bool back = !d->beating && d->beatAtBootMs >= 0;
    d->beating = true;
    d->beatError.reset();
    d->beatAtBootMs = bootMs;
    if (back) {
        if (d->fleet)
            d->fleet->wake();
        if (d->open)
            d->open->wake();
        if (d->analysis)
            d->analysis->wake();
    }
    if (!d->asked)
        ask();
    if (d->open)
        d->open->check();
    if (back || bootMs - d->permissionsAtBootMs > permissionsEveryMs)
        askPermissions();
    updateStatus();
}

void ClusterSession::ask()
{
    d->asked = true;
    d->access->whoAmI([this](Result<WhoAmI> who) {
        if (who && who->confirmed)
            d->status.user = who->username;
        else if (!who)
            d->asked = false;
        updateStatus();
    });
    serverVersion(d->access->client(), [this](Result<QString> version) {
        if (version)
            d->status.kubernetesVersion = *version;
        updateStatus();
    });
    argoPresent(d->access->client(), [this](Result<ArgoPresence> presence) {
        d->facts.clear();
        d->status.argoPresent = !presence || presence->crdPresent; // an answer that does not come is not an absence
        if (!presence) {
            d->asked = false; // with the next heartbeat
            d->facts.append(QCoreApplication::translate("Cluster", "Whether Argo Rollouts is installed is not known: %1").arg(presence.error().message));
        } else if (!presence->crdPresent) {
            d->facts.append(QCoreApplication::translate("Cluster", "Argo Rollouts is not installed: the server does not serve argoproj.io/v1alpha1."));
        }
        updateStatus();
    });
    askController();
}

/// CON-03: the controller's Deployment tells its version and whether it runs. Where it cannot be read the version stays unknown.
void ClusterSession::askController()
{
    d->access->readWorkload(QStringLiteral("argo-rollouts"), QStringLiteral("argo-rollouts"), WorkloadKind::Deployment, [this](Result<Rollout> controller) {
        if (!controller)
            return;
        d->status.argoVersion = controller->images.isEmpty() ? QString() : imageTag(controller->images.first());
        if (controller->availableReplicas < 1)
            d->facts.append(QCoreApplication::translate("Cluster", "The Argo Rollouts controller has no available pod: nothing will move."));
        updateStatus();
    });
}

void ClusterSession::watchAnalysisRuns(bool on)
{
    if (on == (d->analysis != nullptr))
        return;
    if (!on) {
        delete std::exchange(d->analysis, nullptr);
        return;
    }
    d->analysis = new AnalysisWatch(d->access->client(), d->options.namespaces, d->fallbackNamespaces(), this);
    connect(d->analysis, &AnalysisWatch::changed, this, &ClusterSession::analysisRunsChanged);
    connect(d->analysis, &AnalysisWatch::seen, this, &ClusterSession::analysisRunSeen);
    Q_EMIT analysisRunsChanged();
}

AnalysisWatch *ClusterSession::analysisRuns() const
{
    return d->analysis;
}

void ClusterSession::refresh()
{
    if (d->heartbeat)
        d->heartbeat->beatNow();
    if (d->fleet)
        d->fleet->wake();
    if (d->open)
        d->open->wake();
}

void ClusterSession::suspend(const std::optional<Error> &reason)
{
    d->suspended = reason;
    updateStatus();
}

void ClusterSession::open(const QString &ns, const QString &name, std::optional<WorkloadKind> kind)
{
    delete d->open;
    d->open = nullptr;
    d->lastSnapshot.reset();
    d->deniedWrites.clear();
    d->permissionsAtBootMs = -1;
    if (name.isEmpty())
        return;
    d->open = new OpenRollout(d->access->client(), {d->status.context, ns, name}, kind, d->options.throttleMs, this);
    connect(d->open, &OpenRollout::gone, this, &ClusterSession::openRolloutGone);
    connect(d->open, &OpenRollout::joined, this, [this](RolloutSnapshot snapshot) { publish(std::move(snapshot)); });
    connect(d->open, &OpenRollout::stateChanged, this, &ClusterSession::updateStatus);
}

/// Current means: the watch is open and the server answered a heartbeat. Otherwise the age counts from the last thing the watch said.
qint64 ClusterSession::heardAt(bool watching, qint64 watchHeard) const
{
    if (watching)
        return qMax(d->beatAtBootMs, watchHeard);
    return watchHeard;
}

void ClusterSession::publish(RolloutSnapshot snapshot)
{
    snapshot.connected = !d->suspended && d->open->watching() && (d->beating || d->beatAtBootMs < 0);
    snapshot.heardAtBootMs = heardAt(d->open->watching(), d->open->heardAtBootMs());
    snapshot.deniedWrites = d->deniedWrites;
    if (d->lastSnapshot && *d->lastSnapshot == snapshot)
        return;
    d->lastSnapshot = snapshot;
    Q_EMIT snapshotChanged(std::make_shared<const RolloutSnapshot>(std::move(snapshot)));
    if (d->permissionsAtBootMs < 0)
        askPermissions();
}

/// CON-26: what may be pressed is known before the click. An unanswered question denies nothing: the server decides then.
void ClusterSession::askPermissions()
{
    if (!d->lastSnapshot)
        return;
    d->permissionsAtBootMs = d->clock->bootMs();
    const Rollout &rollout = d->lastSnapshot->rollout;
    AccessQuestion question {QStringLiteral("patch"), QStringLiteral("argoproj.io"), QStringLiteral("rollouts"), QStringLiteral("status"), rollout.meta.ns, rollout.meta.name};
    if (rollout.workload == WorkloadKind::Rollout) {
        askPermission(QStringLiteral("rollouts/status"), question);
        question.subresource.clear();
        askPermission(QStringLiteral("rollouts"), question);
    }
    if (rollout.workload == WorkloadKind::Deployment || rollout.workloadRef) {
        question = {QStringLiteral("patch"), QStringLiteral("apps"), QStringLiteral("deployments"), {}, rollout.meta.ns,
                    rollout.workloadRef ? rollout.workloadRef->name : rollout.meta.name};
        askPermission(QStringLiteral("deployments"), question);
    }
}

void ClusterSession::askPermission(const QString &resource, const AccessQuestion &question)
{
    const QString uid = d->lastSnapshot->rollout.meta.uid;
    d->access->canI(question, [this, resource, uid](const AccessAnswer &answer) {
        if (!d->lastSnapshot || d->lastSnapshot->rollout.meta.uid != uid)
            return;
        if (answer.access == Access::Denied)
            d->deniedWrites.insert(resource, answer.reason);
        else
            d->deniedWrites.remove(resource);
        publish(*d->lastSnapshot);
    });
}

void ClusterSession::updateStatus()
{
    ConnectionStatus &status = d->status;
    const bool watching = d->fleet ? d->fleet->watching() : (d->open && d->open->watching());
    const bool content = d->fleet ? d->fleet->complete() : d->beatAtBootMs >= 0;
    const qint64 watchHeard = d->fleet ? d->fleet->heardAtBootMs() : (d->open ? d->open->heardAtBootMs() : -1);
    const std::optional<Error> error = d->suspended ? d->suspended : d->beatError ? d->beatError : d->fleet ? d->fleet->lastError() : d->open ? d->open->lastError() : std::nullopt;
    status.listed = content;
    status.heardAtBootMs = content ? heardAt(watching || !d->fleet, watchHeard) : -1; // an empty fleet must not look like a fresh one
    status.message = error ? error->message : QString();
    status.hint = error ? error->hint : QString();
    if (d->suspended)
        status.phase = ConnectionPhase::Failed;
    else if (error && error->code == QLatin1String("pluginNotTrusted"))
        status.phase = ConnectionPhase::NeedsTrust;
    else if (content && watching && !d->beatError)
        status.phase = ConnectionPhase::Connected;
    else if (status.heardAtBootMs >= 0)
        status.phase = error ? ConnectionPhase::Reconnecting : ConnectionPhase::Connecting;
    else
        status.phase = error ? ConnectionPhase::Failed : ConnectionPhase::Connecting;
    status.notices = d->facts + (d->fleet ? d->fleet->notices() : QStringList());
    if (d->told != status) { // by value: whoever is told takes a frame for it
        d->told = status;
        Q_EMIT statusChanged();
    }
    if (d->open && d->lastSnapshot)
        publish(*d->lastSnapshot);
}

} // namespace maestro
