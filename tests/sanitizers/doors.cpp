// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The window's side of the doors without its widgets, for ThreadSanitizer: the whole of the services on their thread; on this one fleet, rollout, timeline
// and journal are read down to the last cell by the models that the pages show, held for a while, and let go, and what else is told is received; meanwhile
// it opens, plans, confirms and looks away again.
//   threads_doors KUBECONFIG SECONDS
#include "config/paths.h"
#include "desktop/composition.h"
#include "items/analysisrunmodel.h"
#include "items/eventmodel.h"
#include "items/fleetmodel.h"
#include "items/journalmodel.h"
#include "items/podmodel.h"
#include "items/revisionmodel.h"
#include "items/timelinemodel.h"
#include "text/operationtext.h"

#include <QCoreApplication>

#include <cstdio>

using namespace maestro;

namespace {

constexpr int strideMs = 150;
constexpr int longPatience = 200; ///< strides
constexpr Verb verbs[] = {Verb::Promote, Verb::Abort, Verb::Rollback, Verb::Pause, Verb::Retry, Verb::PromoteFull};

qsizetype readAll(const QAbstractItemModel &model)
{
    qsizetype letters = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                letters += model.index(row, column).data(role).toString().size();
        }
    }
    return letters;
}

class Visitor : public QObject
{
public:
    explicit Visitor(const Ports &ports)
        : m_ports(ports)
        , m_fleet(ports.clock)
    {
        const auto told = [this](const char *what) { ++m_told[what]; };
        connect(ports.fleet, &FleetPort::fleetChanged, this, [=, this](const FleetSnapshotPtr &fleet) {
            told("fleet");
            m_rows = fleet->rows;
            m_fleet.setFleet(fleet);
            m_letters += readAll(m_fleet);
        });
        connect(ports.fleet, &FleetPort::rolloutChanged, this, [=, this](const RolloutSnapshotPtr &snapshot, const TimelinePtr &timeline) {
            told("rollout");
            m_patience = 0;
            show(*snapshot, timeline);
            m_held.append(snapshot);
            if (m_held.size() > 20)
                m_held.removeFirst();
        });
        connect(ports.operations, &OperationPort::planReady, this, [=, this](const OperationPlanPtr &plan) {
            told("plan");
            m_letters += planTitle(*plan).size() + effectText(*plan).size() + notUndoneText(*plan).size();
            if (plan->allowed.allowed)
                m_ports.operations->execute(plan, {plan->digest, QStringLiteral("two threads read the same words"), {}});
        });
        connect(ports.operations, &OperationPort::planFailed, this, [=] { told("refusal"); });
        connect(ports.operations, &OperationPort::progressed, this, [=, this](const OperationProgress &progress) {
            told("progress");
            m_letters += stageText(progress).size();
        });
        connect(ports.operations, &OperationPort::finished, this, [=, this](const Outcome &outcome) {
            told("outcome");
            m_letters += outcomeText(outcome).size();
        });
        connect(ports.journal, &JournalPort::recordsChanged, this, [=, this](const JournalRecordsPtr &records) {
            told("records");
            m_journal.setRecords(records);
            m_letters += readAll(m_journal);
        });
        connect(ports.journal, &JournalPort::verified, this, [=] { told("verification"); });
        connect(ports.slo, &SloPort::reportChanged, this, [=] { told("report"); });
        connect(ports.slo, &SloPort::policyFaultsChanged, this, [=, this](const PolicyFaults &faults) {
            told("faults");
            m_fleet.setPolicyFaults(faults);
        });
        connect(ports.slo, &SloPort::fleetVerdictsChanged, this, [=, this](const QList<SloReportPtr> &reports) {
            told("verdicts");
            m_fleet.setReports(reports);
        });
        connect(ports.alerts, &AlertPort::boardsChanged, this, [=] { told("boards"); });
        connect(ports.alerts, &AlertPort::routingRead, this, [=] { told("routing"); });
        connect(ports.triage, &TriagePort::offersChanged, this, [=] { told("offers"); });
        connect(ports.triage, &TriagePort::viewChanged, this, [=] { told("triage"); });
        connect(ports.desk, &DeskPort::optionsRead, this, [=] { told("ways back"); });
        connect(ports.mass, &MassPort::planChanged, this, [=] { told("mass plan"); });
        connect(ports.automation, &AutomationPort::statusChanged, this, [=] { told("automation"); });
        connect(ports.decisions, &DecisionPort::signalsChanged, this, [=] { told("signals"); });
        connect(ports.checkpoints, &CheckpointPort::listChanged, this, [=] { told("checkpoints"); });
        connect(&m_stride, &QTimer::timeout, this, &Visitor::step);
        m_stride.start(strideMs);
    }

    /// Whether what matters was heard.
    bool report() const
    {
        for (const auto &[what, times] : m_told.asKeyValueRange())
            std::printf("%s %d, ", what.constData(), times);
        std::printf("%lld letters read\n", qlonglong(m_letters));
        const auto heard = [this](const char *what) { return m_told.value(what) > 0; };
        return heard("fleet") && heard("rollout") && heard("plan") && heard("outcome") && heard("records") && heard("verification") && heard("ways back") && heard("mass plan");
    }

private:
    void show(const RolloutSnapshot &snapshot, const TimelinePtr &timeline)
    {
        m_pods.setSnapshot(snapshot);
        m_events.setSnapshot(snapshot);
        m_revisions.setSnapshot(snapshot);
        m_runs.setSnapshot(snapshot);
        if (timeline)
            m_timeline.setTimeline(*timeline);
        m_letters += readAll(m_pods) + readAll(m_events) + readAll(m_revisions) + readAll(m_runs) + readAll(m_timeline);
    }

    void step()
    {
        if (m_rows.isEmpty() || m_patience-- > 0)
            return;
        m_patience = m_steps % 3 == 0 ? longPatience : 0; // away again before it has come, or not
        const FleetRowPtr row = m_rows.at(m_steps++ % m_rows.size());
        const ObjectRef ref = row->ref;
        m_ports.fleet->openRollout(ref, row->workload);
        m_ports.fleet->watchAnalysisRuns(m_steps % 8 < 4);
        m_ports.slo->open(ref);
        m_ports.automation->open(ref);
        m_ports.triage->open(ref, row->workload);
        m_ports.triage->setWatched(m_steps % 2 == 0);
        m_ports.decisions->openSignals(ref);
        m_ports.checkpoints->open(ref);
        m_ports.desk->read(ref, row->workload);
        OperationRequest request;
        request.verb = verbs[m_steps % int(std::size(verbs))];
        request.target = ref;
        request.workload = row->workload;
        request.uid = row->uid;
        request.reason = QStringLiteral("two threads read the same words");
        m_ports.operations->requestPlan(request);
        if (m_steps % 10 == 1) {
            m_ports.journal->verify();
            m_ports.fleet->refresh();
            m_ports.alerts->readRouting();
            m_ports.mass->open(ref.context, m_steps % 20 == 1 ? ref.ns : QString());
        }
        if (m_steps % 40 == 0)
            m_ports.connections->reconnect(ref.context);
    }

    Ports m_ports;
    FleetModel m_fleet;
    JournalModel m_journal;
    PodModel m_pods;
    EventModel m_events;
    RevisionModel m_revisions;
    AnalysisRunModel m_runs;
    TimelineModel m_timeline;
    QTimer m_stride;
    QList<FleetRowPtr> m_rows;
    QList<RolloutSnapshotPtr> m_held;
    QMap<QByteArray, int> m_told;
    qsizetype m_letters = 0;
    qsizetype m_steps = 0;
    int m_patience = 0; ///< strides until it looks away from a rollout that does not come
};

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const Result<Paths> paths = pathsFrom(QProcessEnvironment::systemEnvironment());
    if (argc < 3 || !paths || !createFolders(*paths))
        return 2;
    Workspace::Options options;
    options.kubeconfig = QString::fromLocal8Bit(argv[1]);
    options.checkStoreMs = 1000;
    Composition composition(options, *paths);
    const Visitor visitor(composition.ports());
    composition.start();
    QTimer::singleShot(QByteArray(argv[2]).toInt() * 1000, &application, &QCoreApplication::quit);
    QCoreApplication::exec();
    return visitor.report() ? 0 : 1;
}
