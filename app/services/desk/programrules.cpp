// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/programrules.h"

#include "services/facts/factreader.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

#include <sys/stat.h>
#include <unistd.h>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

Error refused(const char *code, const QString &message, const QString &hint = {})
{
    return {ErrorKind::Refused, QLatin1String(code), message, hint};
}

Result<QString> findProgram(const DeskWay &way, const QString &name, const ProgramGround &ground)
{
    if (name.contains(u'/')) {
        const QString path = QDir(ground.scriptFolder).absoluteFilePath(name);
        return QFileInfo(path).isFile() ? Result<QString>(QDir::cleanPath(path)) : refused("programMissing", Words::tr("%1 does not exist.").arg(displaySafe(path)));
    }
    if ((way.kind == DeskKind::Helm || way.kind == DeskKind::HelmImage) && !ground.helmProgram.isEmpty())
        return QFileInfo(ground.helmProgram).isFile() ? Result<QString>(ground.helmProgram)
                                                      : refused("programMissing", Words::tr("helm is not installed: %1, which the settings name, does not exist.").arg(displaySafe(ground.helmProgram)));
    for (const QString &folder : ground.environment.value(QStringLiteral("PATH")).split(u':', Qt::SkipEmptyParts)) {
        const QString path = folder + u'/' + name;
        if (QDir::isAbsolutePath(folder) && QFileInfo(path).isFile() && ::access(path.toLocal8Bit().constData(), X_OK) == 0)
            return path;
    }
    return refused("programMissing", Words::tr("%1 is not installed: it is not in PATH.").arg(displaySafe(name)),
                   name == QLatin1String("helm") ? Words::tr("Install Helm 3, or say where it is: \"helmProgram\" in settings.json, or an absolute path in the policy.") : QString());
}

std::optional<Error> unsafeProgram(const QString &path)
{
    struct stat known {};
    const QByteArray bytes = path.toLocal8Bit();
    if (::stat(bytes.constData(), &known) != 0 || !S_ISREG(known.st_mode) || ::access(bytes.constData(), X_OK) != 0)
        return refused("programMissing", Words::tr("%1 cannot be executed.").arg(displaySafe(path)));
    if ((known.st_mode & S_IWOTH) || (known.st_uid != ::geteuid() && known.st_uid != 0))
        return refused("programUnsafe", Words::tr("%1 is not run: others than you and the administrator may change it.").arg(displaySafe(path)));
    return std::nullopt;
}

bool knownLater(const QString &name)
{
    return name == QLatin1String("reason") || name == QLatin1String("action_id");
}

} // namespace

QString fileSha256(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? QString::fromLatin1(hash.result().toHex()) : QString();
}

DeskVariables programVariables(const PolicyMatch &match, const ObjectRef &target)
{
    DeskVariables names = declaredVariables(match.policy->document.value(QStringLiteral("variables")).toMap());
    names.insert(variablesOf(match, target));
    names.insert({{QStringLiteral("service"), match.service}, {QStringLiteral("namespace"), target.ns}, {QStringLiteral("name"), target.name},
                  {QStringLiteral("context"), target.context}, {QStringLiteral("environment"), match.environment}});
    return names;
}

QString scriptFolderOf(const Policy &policy)
{
    const QString own = QFileInfo(policy.file).absolutePath();
    const QString root = policy.document.value(QStringLiteral("files")).toMap().value(QStringLiteral("root")).toString();
    return root.isEmpty() ? own : QDir(own).absoluteFilePath(root);
}

QMap<QString, QString> programEnvironment(const ProgramGround &ground)
{
    QMap<QString, QString> out;
    for (const QString &name : {QStringLiteral("PATH"), QStringLiteral("HOME"), QStringLiteral("USER"), QStringLiteral("LOGNAME"), QStringLiteral("LANG"), QStringLiteral("LC_ALL"),
                                QStringLiteral("TZ"), QStringLiteral("TMPDIR"), QStringLiteral("XDG_CACHE_HOME"), QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("XDG_DATA_HOME")})
        if (ground.environment.contains(name))
            out.insert(name, ground.environment.value(name));
    if (!ground.kubeconfig.isEmpty())
        out.insert(QStringLiteral("KUBECONFIG"), ground.kubeconfig.join(u':'));
    return out;
}

Result<Done> prepareProgram(const DeskWay &way, const DeskVariables &variables, const ProgramGround &ground, DeskCall *call)
{
    if (way.argv.isEmpty())
        return refused("programMissing", Words::tr("The policy does not say what to call."));
    const Result<QString> program = findProgram(way, way.argv.first(), ground);
    if (!program)
        return program.error();
    if (const std::optional<Error> unsafe = unsafeProgram(*program))
        return *unsafe;
    QStringList missing;
    call->argv = {*program};
    for (const QString &argument : way.argv.mid(1)) {
        const Result<QString> value = filledArgument(argument, variables);
        if (!value)
            return value.error();
        filled(argument, variables, &missing);
        call->argv.append(*value);
    }
    for (auto it = way.environment.cbegin(); it != way.environment.cend(); ++it)
        call->environment.insert(it.key(), filled(it.value(), variables, &missing));
    missing.removeIf(knownLater);
    if (!missing.isEmpty())
        return refused("noValue", Words::tr("Nobody says what {{%1}} is.").arg(displaySafe(missing.join(QStringLiteral("}}, {{")), 200)),
                       Words::tr("Give it a value under \"variables\" of the policy, the service or the environment."));
    if (way.kind == DeskKind::Helm || way.kind == DeskKind::HelmImage) {
        call->argv << QStringLiteral("--kube-context") << ground.context;
        if (!ground.impersonate.isEmpty())
            call->argv << QStringLiteral("--kube-as-user") << ground.impersonate;
    }
    call->programSha256 = fileSha256(*program);
    call->workingDirectory = ground.scriptFolder;
    call->timeout = way.timeout;
    call->readsRecord = way.readsRecord;
    return Done {};
}

Result<Done> prepareCheck(const ValidationStep &step, const DeskVariables &variables, const ProgramGround &ground, DeskCall *call)
{
    DeskWay way;
    way.name = step.id;
    way.kind = DeskKind::Script;
    way.argv = step.argv;
    way.environment = step.environment;
    way.timeout = std::chrono::milliseconds(step.timeoutMs);
    return prepareProgram(way, variables, ground, call);
}

} // namespace maestro
