// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/options.h"

#include "desktop/language.h"
#include "shell/tour.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace maestro {

namespace {

Error badFlag(const QString &flag, const QString &message)
{
    SourcePlace place;
    place.field = flag;
    return {ErrorKind::BadInput, QStringLiteral("usage"), message, QCoreApplication::translate("Desktop", "See maestro-console --help."), place};
}

void declare(QCommandLineParser &parser)
{
    const auto option = [&parser](const QStringList &names, const QString &text, const QString &value = {}) { parser.addOption({names, text, value}); };
    option({QStringLiteral("h"), QStringLiteral("help")}, QCoreApplication::translate("Desktop", "Show this text."));
    option({QStringLiteral("version")}, QCoreApplication::translate("Desktop", "Show the version."));
    option({QStringLiteral("kubeconfig")}, QCoreApplication::translate("Desktop", "Use this kubeconfig file."), QStringLiteral("FILE"));
    option({QStringLiteral("context")}, QCoreApplication::translate("Desktop", "Watch this context alone."), QStringLiteral("NAME"));
    option({QStringLiteral("n"), QStringLiteral("namespace")}, QCoreApplication::translate("Desktop", "Default namespace."), QStringLiteral("NAMESPACE"));
    option({QStringLiteral("helm")}, QCoreApplication::translate("Desktop", "Show Helm releases as well; this lists Secrets."));
    option({QStringLiteral("tour")}, QCoreApplication::translate("Desktop", "Play a scripted tour: pages, main-job."), QStringLiteral("NAME"));
    option({QStringLiteral("shots")}, QCoreApplication::translate("Desktop", "Where a tour saves its pictures."), QStringLiteral("DIR"));
    option({QStringLiteral("size")}, QCoreApplication::translate("Desktop", "Window size."), QStringLiteral("WxH"));
    option({QStringLiteral("theme")}, QCoreApplication::translate("Desktop", "light or dark."), QStringLiteral("THEME"));
    option({QStringLiteral("language")}, QCoreApplication::translate("Desktop", "Language of the window: %1.").arg(WindowLanguage::known().join(QStringLiteral(", "))), QStringLiteral("CODE"));
    option({QStringLiteral("check-store")}, QCoreApplication::translate("Desktop", "For doubts: list every cluster anew so often, compare it with what is shown, and say on standard error whether it is the same."), QStringLiteral("SECONDS"));
    option({QStringLiteral("watchdog")}, QCoreApplication::translate("Desktop", "For doubts: say on standard error when the window did not react for 50 ms, and where it was."));
    option({QStringLiteral("exit-after-startup")}, QCoreApplication::translate("Desktop", "Leave as soon as the first frame is shown."));
    parser.addPositionalArgument(QStringLiteral("NAMESPACE/NAME"), QCoreApplication::translate("Desktop", "The rollout to open."), QStringLiteral("[NAMESPACE/NAME]"));
}

} // namespace

QString desktopUsage()
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QCoreApplication::translate("Desktop", "Maestro Console: watch rollouts, decide, act, prove."));
    declare(parser);
    return parser.helpText();
}

Result<DesktopOptions> parseDesktopOptions(const QStringList &arguments)
{
    QCommandLineParser parser;
    declare(parser);
    if (!parser.parse(arguments))
        return badFlag({}, parser.errorText());
    DesktopOptions options;
    options.help = parser.isSet(QStringLiteral("help"));
    options.version = parser.isSet(QStringLiteral("version"));
    options.exitAfterStartup = parser.isSet(QStringLiteral("exit-after-startup"));
    options.workspace.kubeconfig = parser.value(QStringLiteral("kubeconfig"));
    options.workspace.context = parser.value(QStringLiteral("context"));
    options.workspace.ns = parser.value(QStringLiteral("namespace"));
    options.workspace.helm = parser.isSet(QStringLiteral("helm"));
    options.watchdog = parser.isSet(QStringLiteral("watchdog"));
    if (parser.isSet(QStringLiteral("check-store"))) {
        const int seconds = parser.value(QStringLiteral("check-store")).toInt();
        if (seconds < 1 || seconds > 86'400)
            return badFlag(QStringLiteral("--check-store"), QCoreApplication::translate("Desktop", "--check-store is a number of seconds, not “%1”.").arg(parser.value(QStringLiteral("check-store"))));
        options.workspace.checkStoreMs = seconds * 1000;
    }
    options.tour = parser.value(QStringLiteral("tour"));
    options.shots = parser.value(QStringLiteral("shots"));
    options.theme = parser.value(QStringLiteral("theme"));
    if (!options.theme.isEmpty() && options.theme != QLatin1String("light") && options.theme != QLatin1String("dark"))
        return badFlag(QStringLiteral("--theme"), QCoreApplication::translate("Desktop", "--theme is light or dark, not “%1”.").arg(options.theme));
    options.language = parser.value(QStringLiteral("language"));
    if (const QStringList known = WindowLanguage::known(); !options.language.isEmpty() && !known.contains(options.language))
        return badFlag(QStringLiteral("--language"), QCoreApplication::translate("Desktop", "--language is one of %1, not “%2”.").arg(known.join(QStringLiteral(", ")), options.language));
    if (parser.isSet(QStringLiteral("size"))) {
        const QStringList parts = parser.value(QStringLiteral("size")).split(u'x');
        options.size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
        if (options.size.width() < 640 || options.size.height() < 400 || options.size.width() > 16384 || options.size.height() > 16384)
            return badFlag(QStringLiteral("--size"), QCoreApplication::translate("Desktop", "--size is WIDTHxHEIGHT, at least 640x400, not “%1”.").arg(parser.value(QStringLiteral("size"))));
    }
    if (!options.tour.isEmpty() && !Tour::names().contains(options.tour))
        return badFlag(QStringLiteral("--tour"), QCoreApplication::translate("Desktop", "There is no tour “%1”. Tours: %2.").arg(options.tour, Tour::names().join(QStringLiteral(", "))));
    if (!options.tour.isEmpty() && options.shots.isEmpty())
        return badFlag(QStringLiteral("--shots"), QCoreApplication::translate("Desktop", "--tour needs --shots DIR."));
    const QStringList positional = parser.positionalArguments();
    if (positional.size() > 1)
        return badFlag({}, QCoreApplication::translate("Desktop", "One rollout can be opened, not %1.").arg(positional.size()));
    if (!positional.isEmpty()) {
        const QStringList parts = positional.first().split(u'/');
        if (parts.size() > 2 || parts.contains(QString()))
            return badFlag({}, QCoreApplication::translate("Desktop", "“%1” is not NAMESPACE/NAME.").arg(positional.first()));
        options.open.name = parts.last();
        options.open.ns = parts.size() == 2 ? parts.first() : options.workspace.ns.isEmpty() ? QStringLiteral("default") : options.workspace.ns;
        options.open.context = options.workspace.context;
    }
    return options;
}

} // namespace maestro
