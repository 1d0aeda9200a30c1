// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace maestro {

/// One part of a file's name made of a text that comes from anywhere: ASCII letters, digits, dots and dashes, at most `most` of them, never hidden, an
/// option or a device of any system; of nothing, "none". Texts that would become the same name get different ones; `_` alone becomes `-` without that.
QString plainFileName(const QString &text, int most = 60);

} // namespace maestro
