// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>

#include <functional>

namespace maestro {

/// Called once, later, on the thread of the object that was asked; never from inside the asking call.
template<typename T> using Callback = std::function<void(T)>;

/// The same call, left out once `owner` is gone: whoever asked may end before the answer comes.
template<typename Call> auto whileAlive(QObject *owner, Call call)
{
    return [alive = QPointer<QObject>(owner), call = std::move(call)](auto &&...answer) {
        if (alive)
            call(std::forward<decltype(answer)>(answer)...);
    };
}

} // namespace maestro
