// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/operationactions.h"
#include "reference/referencedialog.h"
#include "rollouts/fleetpage.h"
#include "shell/mainwindow.h"

namespace maestro {

/// Of what is shown: the row of the fleet, or the open rollout. The dialog stays open beside the page it leads to.
void MainWindow::openReference()
{
    complete();
    const FleetRowPtr row = page() == Page::Fleet && !m_fleetPage->showsRuns() ? m_fleetPage->selectedRow() : nullptr;
    const ReferenceSubject subject = row ? ReferenceSubject{row->ref, row->workload} : ReferenceSubject{m_open, m_openWorkload};
    if (m_reference) {
        m_reference->setSubject(subject);
        return m_reference->activateWindow();
    }
    m_reference = new ReferenceDialog(m_referencePort, m_ports.settings, m_theme, this);
    m_reference->setSubject(subject);
    connect(m_reference, &ReferenceDialog::asked, this, [this](const CardTarget &target, const ReferenceSubject &of) {
        switch (target.place) {
        case CardTarget::Place::Nowhere: return;
        case CardTarget::Place::Fleet: return showPage(Page::Fleet);
        case CardTarget::Place::Rollout: return openRollout(of.ref, of.workload, Page::Rollout);
        case CardTarget::Place::AnalysisRuns:
            m_fleetPage->showRuns(true);
            return showPage(Page::Fleet);
        case CardTarget::Place::Triage: return openRollout(of.ref, of.workload, Page::Triage);
        case CardTarget::Place::WaysBack: return openRollout(of.ref, of.workload, Page::Desk);
        case CardTarget::Place::Journal: return showPage(Page::Journal);
        case CardTarget::Place::MassRollback: return showPage(Page::Mass);
        case CardTarget::Place::Guard:
            m_reference->close(); // it would cover the guard
            activateWindow();
            return m_actions->start({.verb = *target.verb, .target = of.ref, .workload = of.workload, .uid = m_fleetPage->uidOf(of.ref), .toRevision = target.revision});
        }
    });
    m_reference->show();
}

} // namespace maestro
