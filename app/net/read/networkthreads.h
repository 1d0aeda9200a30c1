// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace maestro {

/// From now on the application object, when it goes, waits until the threads that speak TLS are gone, for 5 s at most: those of all
/// QNetworkAccessManagers and the services' own; what they work for goes before it. Qt waits for a thread only until its work is done: what OpenSSL
/// keeps for the thread is freed after that, and by the exit handler of OpenSSL as well, which holds no lock (init_thread_deregister in
/// crypto/initthread.c).
void outliveNetworkThreads();

} // namespace maestro
