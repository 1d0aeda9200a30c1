// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/triagedesk.h"

namespace maestro {

namespace {

constexpr int readEveryMs = 10'000;

} // namespace

TriageDesk::TriageDesk(TriageService::Parts parts, QObject *parent)
    : TriagePort(parent)
    , m_service(std::move(parts), this)
    , m_again(this)
{
    m_again.setInterval(readEveryMs);
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
        Q_EMIT viewChanged(m_ref, std::make_shared<const TriageView>(*view));
    };
}

void TriageDesk::open(const ObjectRef &ref, WorkloadKind workload)
{
    m_ref = ref;
    m_workload = workload;
    m_run.clear();
    ++m_asked;
    Q_EMIT offersChanged(m_service.playbooks());
    const Result<QList<TriageRun>> runs = m_service.runs();
    if (!runs)
        return Q_EMIT failed(runs.error());
    for (const TriageRun &run : *runs)
        if (run.ref == ref) {
            m_run = run.id;
            Q_EMIT viewChanged(ref, std::make_shared<const TriageView>(TriageView{run, {}, {}}));
            return m_again.isActive() ? read() : void();
        }
    Q_EMIT viewChanged(ref, nullptr);
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

} // namespace maestro
