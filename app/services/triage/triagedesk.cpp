// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/triagedesk.h"

#include "services/localuser.h"
#include "services/policy/escalationrules.h"
#include "services/triage/readingbuilder.h"

namespace maestro {

namespace {

constexpr int readEveryMs = 10'000;

} // namespace

TriageDesk::TriageDesk(TriageService::Parts parts, QObject *parent)
    : TriagePort(parent)
    , m_policies(parts.policies)
    , m_workspace(parts.workspace)
    , m_clock(parts.clock)
    , m_service(std::move(parts), this)
    , m_again(this)
{
    m_again.setInterval(readEveryMs);
    if (m_policies)
        connect(m_policies, &PolicyLibrary::policiesChanged, this, &TriageDesk::tellRules);
    connect(&m_again, &QTimer::timeout, this, [this] {
        if (m_open == 0)
            read();
    });
}

TriageService::Answer TriageDesk::telling()
{
    ++m_open;
    return [this, asked = ++m_asked](const Result<TriageView> &view) {
        --m_open;
        if (!view)
            return Q_EMIT failed(view.error());
        if (asked != m_asked)
            return;
        m_run = view->run.id;
        m_view = std::make_shared<const TriageView>(*view);
        Q_EMIT viewChanged(m_ref, m_view);
    };
}

void TriageDesk::open(const ObjectRef &ref, WorkloadKind workload)
{
    m_ref = ref;
    m_workload = workload;
    m_run.clear();
    m_view.reset();
    m_draft = {};
    ++m_drafting;
    ++m_asked;
    Q_EMIT offersChanged(m_service.playbooks());
    tellRules();
    const Result<QList<TriageRun>> runs = m_service.runs();
    if (!runs)
        return Q_EMIT failed(runs.error());
    for (const TriageRun &run : *runs)
        if (run.ref == ref) {
            m_run = run.id;
            m_view = std::make_shared<const TriageView>(TriageView{run, {}, {}});
            Q_EMIT viewChanged(ref, m_view);
            return m_again.isActive() ? read() : void();
        }
    Q_EMIT viewChanged(ref, nullptr);
}

/// By name alone: which policy names it does not hang on what it does.
void TriageDesk::tellRules()
{
    if (m_ref.isEmpty())
        return;
    Rollout named;
    named.meta.ns = m_ref.ns;
    named.meta.name = m_ref.name;
    named.workload = m_workload;
    const PolicyMatch match = m_policies->match(m_workspace->policyConnection(m_ref.context), named);
    Q_EMIT escalationRulesRead(m_ref, match ? analysisEscalations(*match.policy) : QList<AnalysisEscalation>());
}

void TriageDesk::setWatched(bool watched)
{
    if (!watched)
        return m_again.stop();
    m_again.start();
    read();
}

void TriageDesk::start(const QString &playbook, const QString &alert)
{
    if (m_ref.isEmpty() || m_starting)
        return;
    m_starting = true;
    m_service.start({m_ref, m_workload, playbook, alert}, [this, told = telling()](const Result<TriageView> &view) {
        m_starting = false;
        told(view);
    });
}

void TriageDesk::read()
{
    if (!m_run.isEmpty())
        m_service.show(m_run, telling());
}

void TriageDesk::tick(const QString &item, const QString &note, ItemState state)
{
    if (!m_run.isEmpty())
        m_service.tick(m_run, item, note, state, telling());
}

void TriageDesk::untick(const QString &item)
{
    if (!m_run.isEmpty())
        m_service.untick(m_run, item, {}, telling());
}

void TriageDesk::take()
{
    if (!m_run.isEmpty())
        m_service.take(m_run, {}, telling());
}

void TriageDesk::decide(const QString &verdict, const QString &reason)
{
    if (!m_run.isEmpty())
        m_service.decide(m_run, verdict, reason, telling());
}

void TriageDesk::look(CheckKind kind)
{
    m_service.look(m_run, kind, whileAlive(this, [this, run = m_run](const Result<TriageItem> &item) {
        if (run != m_run)
            return;
        if (!item)
            return Q_EMIT lookFailed(item.error());
        Q_EMIT looked(*item);
    }));
}

void TriageDesk::setSender(EscalationSender *sender, const QString &configFolder)
{
    delete m_handOff;
    m_handOff = new HandOff({&m_service, m_policies, sender, m_clock, localUserName(), configFolder}, this);
}

bool TriageDesk::mayHandOver()
{
    if (m_handOff && !m_run.isEmpty())
        return true;
    Q_EMIT handOverFailed({ErrorKind::Refused, QStringLiteral("noRun"), TriageWords::tr("There is no triage run to hand over."), TriageWords::tr("Start one first."), {}});
    return false;
}

void TriageDesk::readAddressees()
{
    if (!mayHandOver())
        return;
    const Result<QList<HandOverAddressee>> list = m_handOff->addressees(m_run);
    if (list)
        Q_EMIT addresseesRead(*list);
    else
        Q_EMIT handOverFailed(list.error());
}

void TriageDesk::draftHandOver(const QString &to, const QString &note)
{
    if (!mayHandOver())
        return;
    m_draft = {};
    m_handOff->draft(m_run, to, note, whileAlive(this, [this, asked = ++m_drafting](const Result<HandOverDraft> &draft) {
        if (asked != m_drafting)
            return;
        if (!draft)
            return Q_EMIT handOverFailed(draft.error());
        m_draft = *draft;
        Q_EMIT handOverDrafted(m_draft);
    }));
}

/// The draft is spent by the first click, whatever comes of it.
void TriageDesk::handOver(const HandOverDraft &shown)
{
    if (!mayHandOver())
        return;
    if (m_draft.run != m_run || !(m_draft == shown))
        return Q_EMIT handOverFailed({ErrorKind::Refused, QStringLiteral("draftOld"), TriageWords::tr("What was shown is no longer the present; nothing was sent."), TriageWords::tr("Read it again, look at it, and send that."), {}});
    m_draft = {};
    m_handOff->send(shown, whileAlive(this, [this, shown](const Result<HandOff::Sent> &sent) {
        if (!sent)
            return Q_EMIT handOverFailed(sent.error());
        tellHandOver(shown, sent->told);
    }));
}

/// As the Journal has it; when that cannot be read, as it was told.
void TriageDesk::tellHandOver(const HandOverDraft &sent, const EscalationSender::Told &told)
{
    HandOver outcome{sent.to, sent.channel, localUserName(), {told.state, 0, m_clock->utcNow(), told.message}};
    const Result<QList<TriageRun>> runs = m_service.runs();
    for (const TriageRun &run : runs ? *runs : QList<TriageRun>()) {
        if (run.id != sent.run)
            continue;
        for (const HandOver &one : run.handOvers)
            if (one.to == sent.to && one.channel == sent.channel)
                outcome = one;
        if (m_view && m_view->run.id == run.id) {
            TriageView view = *m_view;
            view.run.handOvers = run.handOvers;
            m_view = std::make_shared<const TriageView>(view);
            Q_EMIT viewChanged(m_ref, m_view);
        }
    }
    Q_EMIT handedOver(outcome);
}

} // namespace maestro
