// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalwatch.h"

#include <QDir>

namespace maestro {

JournalWatch::JournalWatch(const QString &dir, QObject *parent)
    : QObject(parent)
    , m_dir(dir)
{
    m_throttle.setSingleShot(true);
    m_throttle.setInterval(100);
    const auto wake = [this] {
        if (!m_throttle.isActive())
            m_throttle.start();
    };
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, wake);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, wake);
    connect(&m_throttle, &QTimer::timeout, this, [this] {
        rearm();
        Q_EMIT changed();
    });
    rearm();
}

void JournalWatch::rearm()
{
    // Only the newest segment grows; a new one shows as a change of the directory.
    QStringList wanted = QDir(m_dir).entryList({QStringLiteral("segment-*.jsonl")}, QDir::Files, QDir::Name);
    wanted = wanted.isEmpty() ? QStringList() : QStringList{QDir(m_dir).filePath(wanted.last())};
    if (QDir(m_dir).exists())
        wanted.append(m_dir);
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    for (const QString &path : watched) {
        if (!wanted.contains(path))
            m_watcher.removePath(path);
    }
    for (const QString &path : std::as_const(wanted)) {
        if (!watched.contains(path))
            m_watcher.addPath(path);
    }
}

} // namespace maestro
