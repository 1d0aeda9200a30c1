// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"
#include "prometheus/promdecoder.h"

using namespace maestro;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    constexpr int statuses[] = {200, 200, 200, 400, 422, 503, 204, 302};
    HttpResponse response;
    response.status = statuses[data[0] % std::size(statuses)];
    response.headers = {{"content-type", "application/json"}};
    response.body = fuzzing::bytesOf(data + 1, size - 1);
    const PromAnswer answer = decodeQuery(QStringLiteral("fuzz"), response, std::nullopt);
    fuzzing::require(!answer.ok() || *response.status / 100 == 2, "only a success is an answer");
    fuzzing::require(answer.ok() || answer.series.isEmpty(), "an error has no samples");
    (void)decodeData(QStringLiteral("fuzz"), response);
    return 0;
}
