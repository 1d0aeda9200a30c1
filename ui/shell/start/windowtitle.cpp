// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/start/windowtitle.h"

#include "shell/mainwindow.h"
#include "text/humanize.h"
#include "theme/bandwidget.h"

namespace maestro {

QString titleOf(const ObjectRef &open, const QString &scope, const FleetSnapshotPtr &fleet)
{
    QStringList parts;
    if (!open.isEmpty())
        parts << displaySafe(open.ns) % u'/' % displaySafe(open.name);
    const QString context = open.isEmpty() ? scope : open.context;
    QString environment;
    if (fleet) {
        for (const ConnectionStatus &connection : fleet->connections)
            if (connection.context == context)
                environment = connection.environment;
    }
    parts << (context.isEmpty() ? MainWindow::tr("all clusters") : displaySafe(context));
    if (!environment.isEmpty())
        parts << environmentWord(environment);
    return MainWindow::tr("Maestro Console: %1").arg(parts.join(QStringLiteral(", ")));
}

} // namespace maestro
