// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/changes/troublereader.h"

#include "services/slo/pace.h"
#include "services/slo/workloadhealth.h"
#include "text/policy/policyfaulttext.h"

#include <QCoreApplication>
#include <QTimer>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Changes)
};

constexpr int patienceMs = 30'000;

/// One look; goes when it answered.
class Look : public QObject
{
public:
    Look(TroubleReader *reader, FactReader *facts, const Clock *clock, const QString &stateFolder, TroubleReader::Question question, Callback<Trouble> done)
        : QObject(reader)
        , m_question(std::move(question))
        , m_prometheus(m_question.prometheus)
        , m_clock(clock)
        , m_health(&m_sampler)
        , m_keeper(facts, clock, stateFolder)
        , m_done(std::move(done))
    {
        m_health.setTarget(m_question.target);
        connect(&m_health, &WorkloadHealth::changed, this, [this] { finish(troubleOf(*m_health.report())); });
        QTimer::singleShot(patienceMs, this, [this] { finish({{{}, {}, Words::tr("the gates were not judged in time")}}); });
        const FactReader::Question about{m_question.target.ref, m_question.workload, m_question.target.match, m_question.target.judged == Judged::Canary};
        m_keeper.refresh(about, m_question.access, whileAlive(this, [this](const FactSheet &) { judge(); }));
    }

private:
    void judge()
    {
        const PolicyMatch &match = m_question.target.match;
        std::optional<QList<JournalRecord>> said;
        if (m_question.records)
            said = signalRecords(*m_question.records);
        m_health.setHistory(m_keeper.history(match.policy, {m_question.target.ref, match.phase, m_question.target.revision}, said));
        const qint64 now = (m_prometheus ? m_prometheus->serverNow() : m_clock->utcNow()).toMSecsSinceEpoch();
        if (!m_health.evaluate(m_prometheus, now, openStepMs(*match.policy)))
            finish({{{}, {}, Words::tr("the policy judges nothing here")}});
    }

    void finish(const Trouble &trouble)
    {
        if (!m_done)
            return;
        deleteLater();
        std::exchange(m_done, {})(trouble);
    }

    TroubleReader::Question m_question;
    QPointer<PromClient> m_prometheus; ///< made anew when the configuration changes
    const Clock *m_clock;
    Sampler m_sampler;
    WorkloadHealth m_health;
    FactKeeper m_keeper;
    Callback<Trouble> m_done;
};

} // namespace

Trouble troubleOf(const SloReport &report)
{
    if (report.regression.firstBadAt.isValid())
        return {{report.regression.firstBadAt, report.regression.gate, {}}, report.board};
    if (report.problem)
        return {{{}, {}, report.problem->message}, report.board};
    for (const GateReading &gate : report.gates)
        if (gate.verdict.state == GateState::NoData)
            return {{{}, {}, Words::tr("gate %1 has no data").arg(gate.verdict.gate)}, report.board};
    return {{}, report.board};
}

TroubleReader::TroubleReader(const Clock *clock, QString stateFolder, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_stateFolder(std::move(stateFolder))
    , m_reader(clock, this) // it moves with this one
{
}

void TroubleReader::ask(const Question &question, Callback<Trouble> done)
{
    if (!question.target.match) {
        QTimer::singleShot(0, this, [done = std::move(done), why = absenceText(Words::tr("no policy names this service"), question.target.match.doubts)] { done({{{}, {}, why}}); });
        return;
    }
    new Look(this, &m_reader, m_clock, m_stateFolder, question, std::move(done));
}

} // namespace maestro
