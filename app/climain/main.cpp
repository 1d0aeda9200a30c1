// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/application.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    app.setApplicationName(QStringLiteral("maestro"));
    app.setApplicationVersion(QStringLiteral(MAESTRO_VERSION));
    return maestro::runCommandLine(app.arguments().mid(1), QProcessEnvironment::systemEnvironment());
}
