// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

namespace maestro {

/// Says that some process wrote to a journal directory. Lives on the thread that made it; folds bursts to one signal per 100 ms.
class JournalWatch : public QObject
{
    Q_OBJECT
public:
    explicit JournalWatch(const QString &dir, QObject *parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    void rearm();

    QString m_dir;
    QFileSystemWatcher m_watcher;
    QTimer m_throttle;
};

} // namespace maestro
