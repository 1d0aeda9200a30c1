// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/logs/servinglogs.h"

#include "journal/redactor.h"
#include "kube/api/resourcepath.h"

#include <QCoreApplication>
#include <QTimer>
#include <QUrl>

#include <algorithm>

namespace maestro {

namespace {

constexpr qint64 endFreshMs = 60'000;
constexpr qsizetype linesKept = 200; ///< of one log; their number is told, not all of them

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

QStringList containersOf(const Pod &pod)
{
    return pod.containerNames.isEmpty() ? QStringList {QString()} : pod.containerNames;
}

QString keyOf(const Pod &pod, const QString &container)
{
    return pod.meta.uid + u'/' + pod.meta.name + u'/' + container;
}

/// "2026-11-22T18:05:39.123456789Z ..."
QByteArray stampOf(const QByteArray &line)
{
    const QByteArray first = line.left(line.indexOf(' '));
    return first.size() >= 20 && first.at(4) == '-' && first.at(10) == 'T' ? first : QByteArray();
}

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

} // namespace

ServingLogs::ServingLogs(QObject *parent)
    : QObject(parent)
{
}

void ServingLogs::read(KubeClient *client, const QList<Pod> &pods, const QDateTime &since, const QDateTime &at, const QStringList &patterns, Callback<Found> done)
{
    if (patterns != m_patterns)
        m_logs.clear(); // what was read was not looked through for these
    m_patterns = patterns;
    m_at = at;
    const quint64 round = ++m_round;
    struct Asked
    {
        Pod pod;
        QString container;
        QDateTime lookedAt;
    };
    QList<Asked> asked;
    for (const Pod &pod : pods)
        for (const QString &container : containersOf(pod))
            asked.append({pod, container, m_logs.value(keyOf(pod, container)).lookedAt});
    std::stable_sort(asked.begin(), asked.end(), [](const Asked &a, const Asked &b) { return !a.lookedAt.isValid() ? b.lookedAt.isValid() : b.lookedAt.isValid() && a.lookedAt < b.lookedAt; });
    asked = asked.mid(0, logsAtOnce);
    const auto open = std::make_shared<qsizetype>(asked.size());
    if (asked.isEmpty()) {
        QTimer::singleShot(0, this, [this, round, pods, done] {
            if (round == m_round)
                done(found(pods));
        });
        return;
    }
    for (const Asked &one : std::as_const(asked)) {
        const QString key = keyOf(one.pod, one.container);
        Log &log = m_logs[key];
        log.lookedAt = at;
        const Result<QString> path = resourcePath(ResourceType::pods(), one.pod.meta.ns, one.pod.meta.name, QStringLiteral("log"));
        const QByteArray from = log.stamp.isEmpty() ? encoded(since.toUTC().toString(Qt::ISODate)) : encoded(QString::fromLatin1(log.stamp));
        QString query = QStringLiteral("?timestamps=true&limitBytes=%1&sinceTime=%2").arg(pieceBytes).arg(QString::fromLatin1(from));
        if (one.pod.containerNames.size() > 1)
            query += QStringLiteral("&container=") + QString::fromLatin1(encoded(one.container));
        client->get((path ? *path : QStringLiteral("/")) + query, whileAlive(this, [this, round, key, name = one.pod.meta.name, pods, open, done](const Result<QByteArray> &body) {
            if (round != m_round)
                return;
            Log &read = m_logs[key];
            read.problem = body ? QString() : name + QStringLiteral(": ") + body.error().message;
            if (body)
                take(read, name, *body, m_patterns);
            if (--*open == 0)
                done(found(pods));
        }));
    }
}

/// Logs are bytes of somebody else: a line is taken as text whatever it is. The server's since is of whole seconds, so lines come again.
void ServingLogs::take(Log &log, const QString &pod, const QByteArray &body, const QStringList &patterns)
{
    const bool whole = body.size() < pieceBytes;
    const QByteArray before = log.stamp;
    if (before.isEmpty()) { // all of it comes again
        log.lines.clear();
        log.openStamp.clear();
    }
    QList<QByteArray> lines = body.split('\n');
    const QByteArray open = lines.takeLast(); // empty where the last line has its end
    const auto look = [&](const QByteArray &raw, const QByteArray &stamp) {
        const QString line = QString::fromUtf8(stamp.isEmpty() ? raw : raw.mid(stamp.size() + 1));
        const bool bad = std::any_of(patterns.begin(), patterns.end(), [&](const QString &pattern) { return line.contains(pattern); });
        const bool told = !stamp.isEmpty() && stamp == log.openStamp;
        if (bad && !told && log.lines.size() < linesKept)
            log.lines.append({pod, scrubbed(line).left(400)});
        return bad;
    };
    for (const QByteArray &raw : std::as_const(lines)) {
        const QByteArray stamp = stampOf(raw);
        if (raw.isEmpty() || (!stamp.isEmpty() && stamp.size() == before.size() && stamp <= before))
            continue;
        if (!stamp.isEmpty())
            log.stamp = stamp;
        look(raw, stamp);
    }
    if (const QByteArray stamp = stampOf(open); !open.isEmpty() && (whole || lines.isEmpty()) && look(open, stamp))
        log.openStamp = stamp;
    if (whole)
        log.endAt = m_at;
    else if (log.stamp == before)
        log.problem = Words::tr("%1 writes more in a second than is read").arg(pod);
}

ServingLogs::Found ServingLogs::found(const QList<Pod> &pods) const
{
    Found out;
    int behind = 0;
    for (const Pod &pod : pods) {
        bool read = true;
        for (const QString &container : containersOf(pod)) {
            const Log log = m_logs.value(keyOf(pod, container));
            out.lines += log.lines;
            if (!log.problem.isEmpty() && out.unread.isEmpty())
                out.unread = log.problem;
            read = read && log.problem.isEmpty() && log.endAt.isValid() && log.endAt.msecsTo(m_at) <= endFreshMs;
        }
        out.pods += read ? 1 : 0;
        behind += read ? 0 : 1;
    }
    if (out.unread.isEmpty() && behind > 0)
        out.unread = Words::tr("the logs of %1 of %2 pods are not read to their end yet").arg(behind).arg(pods.size());
    return out;
}

} // namespace maestro
