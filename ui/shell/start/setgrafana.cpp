// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalpage.h"
#include "rollouts/rolloutpage.h"
#include "shell/mainwindow.h"
#include "slo/slopage.h"

namespace maestro {

void MainWindow::setGrafana(GrafanaPort *port)
{
    complete();
    m_sloPage->setGrafana(port);
    m_rolloutPage->setGrafana(port);
    m_journalPage->setGrafana(port);
}

} // namespace maestro
