// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/kubeconfigwatch.h"

namespace maestro {

namespace {

constexpr int lookEveryMs = 2'000;

} // namespace

KubeconfigWatch::KubeconfigWatch(QObject *parent)
    : QObject(parent)
    , m_pollTimer(this)
{
    connect(&m_pollTimer, &QTimer::timeout, this, &KubeconfigWatch::look);
    m_pollTimer.setInterval(lookEveryMs);
}

QList<std::optional<FileStamp>> KubeconfigWatch::stamps() const
{
    QList<std::optional<FileStamp>> out;
    for (const QString &file : m_files)
        out.append(FileStamp::of(file));
    return out;
}

void KubeconfigWatch::setFiles(const QStringList &files)
{
    m_files = files;
    m_seen = stamps();
    m_pollTimer.start();
}

void KubeconfigWatch::look()
{
    const QList<std::optional<FileStamp>> now = stamps();
    if (now == m_seen)
        return;
    m_seen = now;
    Q_EMIT changed();
}

} // namespace maestro
