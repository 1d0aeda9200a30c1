// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "kube/config/execanswer.h"

using namespace maestro;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    ContextConfig context;
    context.cluster.server = QUrl(QStringLiteral("https://cluster.example"));
    context.user.exec = ExecConfig{QStringLiteral("client.authentication.k8s.io/v1"), QStringLiteral("plugin"), {}, {}, {}};
    const QByteArray output = fuzzing::bytesOf(data, size);
    const Result<PluginCredential> read = readExecAnswer(output, context, QDateTime(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC));
    if (!read) {
        fuzzing::require(!read.error().message.isEmpty(), "a refusal says why");
        return 0;
    }
    fuzzing::require(!read->token.isEmpty() || !read->clientCertPem.isEmpty(), "an answer holds a credential");
    return 0;
}
