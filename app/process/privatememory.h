// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace maestro {

/// Credentials stay out of core files: this process and what it starts leave none, and where a collector takes one all the same
/// (core_pattern with a pipe ignores the limit), it holds no memory. To be called first of all.
void keepMemoryPrivate();

} // namespace maestro
