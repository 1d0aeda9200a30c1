// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakecomparison.h"
#include "domain/base/result.h"

#include <QJsonObject>

namespace maestro {

// Samples and verdicts of `bake` as cli.md writes them.

/// One line of a samples file. An error names the field; file and line are the caller's to add.
Result<BakeSample> readBakeSample(const QByteArray &line);
/// In the operator's words, code "badSample".
Error bakeRefusalError(BakeRefusal refusal);

QJsonObject bakeDocument(const BakeVerdict &verdict);
QString bakeText(const BakeVerdict &verdict);

} // namespace maestro
