// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "kube/config/kubeconfig.h"

using namespace maestro;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const Result<Kubeconfig> read = Kubeconfig::load({fuzzing::fileWith(fuzzing::bytesOf(data, size), QStringLiteral("config")), {}, {}});
    if (!read) {
        fuzzing::require(!read.error().message.isEmpty(), "a refusal says why");
        return 0;
    }
    const QStringList names = read->contextNames() << read->currentContext() << QStringLiteral("none");
    for (const QString &name : names) {
        const Result<ContextConfig> context = read->context(name);
        if (!context)
            fuzzing::require(!context.error().message.isEmpty(), "a refusal says why");
        else
            fuzzing::require(context->cluster.server.isValid() && context->cluster.server.scheme().startsWith(QLatin1String("http")), "a context has a server");
    }
    return 0;
}
