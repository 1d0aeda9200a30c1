// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/documents/podlog.h"

#include "sandbox/store/json.h"
#include "sandbox/store/simclock.h"

namespace maestro::sandbox {

namespace {

constexpr qint64 lineEveryMs = 5000;

QByteArray lineAt(const QJsonObject &pod, qint64 ms, bool stamped, const SimClock &clock, bool crashed)
{
    const qint64 index = ms / lineEveryMs;
    const QString image = text(pod, u"spec.containers.0.image");
    const quint32 mix = quint32(qHash(nameOf(pod), 7) ^ size_t(index) * 2654435761U);
    QString line = crashed ? QStringLiteral("level=fatal msg=\"cannot start: configuration is incomplete\" image=%1").arg(image)
                           : QStringLiteral("level=info msg=\"request served\" path=/api/%1 status=200 ms=%2 image=%3").arg(mix % 7).arg(20 + mix % 60).arg(image);
    if (stamped)
        line.prepend(clock.stamp(ms - clock.ms()) + u' ');
    return line.toUtf8() + '\n';
}

bool isWaiting(const QJsonObject &pod)
{
    return at(pod, u"status.containerStatuses.0.state.running").isUndefined();
}

} // namespace

Answer<QByteArray> podLog(const QJsonObject &pod, const HttpRequest &request, const SimClock &clock)
{
    const QString container = request.parameter(QStringLiteral("container"));
    const QString only = text(pod, u"spec.containers.0.name");
    if (!container.isEmpty() && container != only)
        return badRequest(QStringLiteral("container %1 is not valid for pod %2").arg(container, nameOf(pod)));
    const bool previous = request.wants(QStringLiteral("previous"));
    const qint64 restarts = number(pod, u"status.containerStatuses.0.restartCount");
    if (previous && restarts == 0)
        return badRequest(QStringLiteral("previous terminated container \"%1\" in pod \"%2\" not found").arg(only, nameOf(pod)));
    if (!previous && restarts == 0 && isWaiting(pod))
        return badRequest(QStringLiteral("container \"%1\" in pod \"%2\" is waiting to start: ContainerCreating").arg(only, nameOf(pod)));
    const qint64 born = clock.msOf(text(pod, u"metadata.creationTimestamp"));
    qint64 from = std::max(born, clock.ms() - 2000 * lineEveryMs);
    if (const QString since = request.parameter(QStringLiteral("sinceTime")); !since.isEmpty())
        from = std::max(from, clock.msOf(since));
    if (const qint64 seconds = request.parameter(QStringLiteral("sinceSeconds")).toLongLong(); seconds > 0)
        from = std::max(from, clock.ms() - seconds * 1000);
    QList<QByteArray> lines;
    const bool stamped = request.wants(QStringLiteral("timestamps"));
    for (qint64 ms = from - from % lineEveryMs; ms <= clock.ms(); ms += lineEveryMs)
        lines.append(lineAt(pod, ms, stamped, clock, restarts > 0));
    if (const QString tail = request.parameter(QStringLiteral("tailLines")); !tail.isEmpty())
        lines = lines.mid(std::max<qsizetype>(0, lines.size() - tail.toLongLong()));
    QByteArray bytes = lines.join();
    if (const qint64 limit = request.parameter(QStringLiteral("limitBytes")).toLongLong(); limit > 0)
        bytes.truncate(limit);
    return bytes;
}

QByteArray podLogLine(const QJsonObject &pod, const HttpRequest &request, const SimClock &clock)
{
    return lineAt(pod, clock.ms(), request.wants(QStringLiteral("timestamps")), clock, false);
}

} // namespace maestro::sandbox
