// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/application.h"
#include "process/loadedcode.h"
#include "process/privatememory.h"

#include <QCoreApplication>
#include <QLocale>
#include <QProcessEnvironment>

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <langinfo.h>

/// Qt complains on stderr about any other encoding; scripts run in the C locale all the time.
static void useUtf8()
{
    std::setlocale(LC_ALL, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        ::setenv("LC_ALL", "C.UTF-8", 1);
}

int main(int argc, char *argv[])
{
    maestro::keepMemoryPrivate();
    useUtf8();
    if (const maestro::Result<maestro::Done> own = maestro::refuseForeignCode(); !own) {
        std::fprintf(stderr, "maestro: %s\n  %s\n", qPrintable(own.error().message), qPrintable(own.error().hint));
        return maestro::exitCode(own.error().kind);
    }
    QCoreApplication app(argc, argv);
    maestro::searchInstalledPluginsOnly();
    QLocale::setDefault(QLocale::c()); // scripts read the numbers
    app.setApplicationName(QStringLiteral("maestro"));
    app.setApplicationVersion(QStringLiteral(MAESTRO_VERSION));
    return maestro::runCommandLine(app.arguments().mid(1), QProcessEnvironment::systemEnvironment());
}
