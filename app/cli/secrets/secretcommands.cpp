// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/secrets/secretcommands.h"

#include "cli/commands/terminal.h"
#include "cli/documents/documents.h"
#include "services/endpoints/endpoints.h"
#include "text/humanize.h"

#include <QFile>

namespace maestro {

namespace {

constexpr qint64 sizeLimit = 64 * 1024;

/// A line of the terminal that is not shown, or all of stdin.
Result<QByteArray> typedSecret(Call *call, const QString &name)
{
    const auto refused = [](const QString &message) { return Error {ErrorKind::BadInput, QStringLiteral("secret"), message, CliText::tr("Type it on a terminal, or pipe it in."), {}}; };
    QByteArray secret;
    if (haveTerminal()) {
        call->out().note(CliText::tr("The secret for %1 (it is not shown):").arg(displaySafe(name)));
        secret = hiddenLine();
    } else {
        QFile input;
        if (!input.open(0, QIODevice::ReadOnly))
            return refused(CliText::tr("stdin cannot be read"));
        secret = input.read(sizeLimit + 1);
    }
    while (secret.endsWith('\n') || secret.endsWith('\r'))
        secret.chop(1);
    if (secret.isEmpty())
        return refused(CliText::tr("no secret was given"));
    if (secret.size() > sizeLimit || std::any_of(secret.begin(), secret.end(), [](char c) { return uchar(c) < 0x20 || c == 0x7f; }))
        return refused(CliText::tr("a secret is one line of at most 64 KiB without control characters"));
    return secret;
}

SecretStore::Written telling(Call *call, const QString &state, const QString &words)
{
    return [call, state, words](const Result<Done> &written) {
        if (!written) {
            // Memory is of no use to a program that ends now.
            Error error = written.error();
            error.message = CliText::tr("The keychain refused; nothing was kept. %1").arg(error.message);
            return call->fail(error);
        }
        QJsonObject object = document(QStringLiteral("Secret"));
        object[QLatin1String("name")] = call->line().operand(0);
        object[QLatin1String("state")] = state;
        call->out().answer(object);
        call->out().answer(words);
        call->finish(0);
    };
}

bool named(Call *call)
{
    const QString name = call->line().operand(0);
    const bool good = !name.isEmpty() && name.size() <= 200 && displaySafe(name, 200) == name;
    if (!good)
        call->fail({ErrorKind::BadInput, QStringLiteral("secretName"), CliText::tr("the name of a secret is printable text of at most 200 characters"), CliText::tr("It is what stands behind keychain: in connections.yaml."), {}});
    return good;
}

} // namespace

void runSecretSet(Call *call)
{
    if (!named(call))
        return;
    const QString name = call->line().operand(0);
    const Result<QByteArray> secret = typedSecret(call, name);
    if (!secret)
        return call->fail(secret.error());
    call->secrets()->write(name, *secret, telling(call, QStringLiteral("kept"), CliText::tr("kept in the keychain: keychain:%1").arg(name)));
}

void runSecretRemove(Call *call)
{
    if (!named(call))
        return;
    const QString name = call->line().operand(0);
    call->secrets()->write(name, {}, telling(call, QStringLiteral("removed"), CliText::tr("no longer in the keychain: keychain:%1").arg(name)));
}

} // namespace maestro
