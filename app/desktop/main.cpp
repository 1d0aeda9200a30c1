// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/paths.h"
#include "desktop/composition.h"
#include "desktop/firstframe.h"
#include "desktop/language.h"
#include "desktop/options.h"
#include "desktop/watchdog.h"
#include "parts/plaintooltips.h"
#include "process/loadedcode.h"
#include "process/privatememory.h"
#include "shell/mainwindow.h"
#include "shell/tour.h"
#include "theme/theme.h"
#include "theme/type/fonts.h"

#include <QApplication>
#include <QTextStream>

#include <cstdio>
#include <thread>

using namespace maestro;

namespace {

int fail(const Error &error)
{
    QTextStream err(stderr);
    err << "maestro-console: " << error.message << '\n';
    if (!error.hint.isEmpty())
        err << "  " << error.hint << '\n';
    return exitCode(error.kind);
}

int run(QApplication &application, const DesktopOptions &options, const Paths &paths)
{
    const QLocale system = QLocale::system();
    QLocale::setDefault(QLocale::c()); // what the services write is the same everywhere
    Composition composition(options.workspace, paths);
    const WindowLanguage language(WindowLanguage::choose(options.language, composition.ports().settings->value(QStringLiteral("language")).toString(), system));
    Theme theme;
    const QString kept = composition.ports().settings->value(QStringLiteral("theme"), QStringLiteral("light")).toString();
    theme.setDark((options.theme.isEmpty() ? kept : options.theme) == QLatin1String("dark"));
    theme.applyTo(application);
    PlainToolTips plainToolTips;
    application.installEventFilter(&plainToolTips);

    StartOptions start;
    if (!options.open.isEmpty()) {
        start.open = options.open;
        start.page = Page::Rollout;
    }
    start.context = options.workspace.context;
    start.partly = true;
    MainWindow window(composition.ports(), &theme, start);
    window.setReference(composition.reference());
    window.resize(options.size);
    window.show();
    std::unique_ptr<Tour> tour;
    if (!options.tour.isEmpty()) {
        tour = std::make_unique<Tour>(&window, options.tour, options.shots);
        QObject::connect(tour.get(), &Tour::finished, &application, [](int code, const QString &message) {
            if (code != 0)
                fail({ErrorKind::Internal, QStringLiteral("tour"), message});
            QCoreApplication::exit(code);
        });
        tour->start();
    }
    new FirstFrame(&window, [&] {
        if (options.exitAfterStartup) {
            QTextStream(stdout) << "first frame\n";
            return QCoreApplication::quit();
        }
        composition.start();
        window.complete(); // what the services say waits in the queue until the pages are there
        window.setGrafana(composition.grafana());
    });
    std::unique_ptr<Watchdog> watchdog;
    if (options.watchdog)
        watchdog = std::make_unique<Watchdog>(50, [](const Watchdog::Gap &gap) { std::fputs(qPrintable(gapText(gap)), stderr); });
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    keepMemoryPrivate();
    if (const Result<Done> own = refuseForeignCode(); !own)
        return fail(own.error());
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    Result<DesktopOptions> options = parseDesktopOptions(arguments);
    if (!options)
        return fail(options.error());
    QTextStream out(stdout);
    if (options->help) {
        out << desktopUsage();
        return 0;
    }
    if (options->version) {
        out << "maestro-console " MAESTRO_VERSION "\n";
        return 0;
    }
    const Result<Paths> paths = pathsFrom(QProcessEnvironment::systemEnvironment());
    if (!paths)
        return fail(paths.error());
    if (const Result<Done> made = createFolders(*paths); !made)
        return fail(made.error());
    const std::jthread fonts(readFontsAhead);
    QApplication application(argc, argv);
    searchInstalledPluginsOnly();
    QApplication::setApplicationName(QStringLiteral("Maestro Console"));
    QApplication::setApplicationVersion(QStringLiteral(MAESTRO_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("io.github.maestro.Console"));
    return run(application, *options, *paths);
}
