// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/config/filestamp.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

namespace maestro {

/// Notices that one of some files became another one, or came, or went. It looks every two seconds, and whenever it is asked: that also
/// sees renames, links and network file systems, where notifications of the kernel are silent.
class KubeconfigWatch : public QObject
{
    Q_OBJECT
public:
    explicit KubeconfigWatch(QObject *parent = nullptr);

    void setFiles(const QStringList &files); ///< as they are now
    void look();

Q_SIGNALS:
    void changed();

private:
    QList<std::optional<FileStamp>> stamps() const;

    QStringList m_files;
    QList<std::optional<FileStamp>> m_seen;
    QTimer m_pollTimer;
};

} // namespace maestro
