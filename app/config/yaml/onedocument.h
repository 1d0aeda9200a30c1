// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace maestro {

/// YAML::Load reads the first document and forgets the rest, and YAML::LoadAll of yaml-cpp 0.7 does not always come back. The line where a
/// second document begins, which would be lost without a word; or 0.
int secondDocument(const QByteArray &content);
/// Whether there is anything but comments and a document mark.
bool hasContent(const QByteArray &content);

} // namespace maestro
