// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

namespace maestro {

/// Called once, later, on the thread of the object that was asked; never from inside the asking call.
template<typename T> using Callback = std::function<void(T)>;

} // namespace maestro
