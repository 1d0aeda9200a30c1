// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/read/traffic.h"

#include <QDir>

#include <arpa/inet.h>
#include <atomic>
#include <linux/tcp.h>
#include <sys/socket.h>

namespace maestro {

namespace {

std::atomic<qint64> bodyBytes = 0;

bool isTo(int fd, quint16 port)
{
    sockaddr_storage peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(fd, reinterpret_cast<sockaddr *>(&peer), &size) != 0)
        return false;
    if (peer.ss_family == AF_INET)
        return reinterpret_cast<const sockaddr_in *>(&peer)->sin_port == htons(port);
    return peer.ss_family == AF_INET6 && reinterpret_cast<const sockaddr_in6 *>(&peer)->sin6_port == htons(port);
}

} // namespace

Traffic trafficOf(quint16 port)
{
    Traffic traffic{0, bodyBytes};
    const QStringList open = QDir(QStringLiteral("/proc/self/fd")).entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot, QDir::Unsorted);
    for (const QString &name : open) {
        const int fd = name.toInt();
        tcp_info info{};
        socklen_t size = sizeof info;
        if (isTo(fd, port) && ::getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0)
            traffic.received += qint64(info.tcpi_bytes_received);
    }
    return traffic;
}

void countBody(qint64 bytes)
{
    bodyBytes += bytes;
}

} // namespace maestro
