// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "domain/rollout/fleet.h"

#include <QDir>
#include <QObject>
#include <QTimer>

#include <functional>

namespace maestro {

class MainWindow;

/// Plays a scripted walk in the real window and keeps a picture of each page as `<dir>/<nn>-<page>-<theme>.png`. Each step waits
/// until its data is there, at most half a minute. "pages": every page. "main-job": a rollout, its abort guard, outcome and
/// Journal; the abort is confirmed on a loopback server only, elsewhere the guard is cancelled. GUI thread.
class Tour : public QObject
{
    Q_OBJECT
public:
    Tour(MainWindow *window, const QString &name, const QString &directory);
    ~Tour() override;

    static QStringList names();
    /// Begins; finished() follows from the event loop.
    void start();

Q_SIGNALS:
    /// 0: all pictures are written. 1: a page never got its data, or a picture could not be written; `message` says which.
    void finished(int exitCode, QString message);

private:
    struct Step
    {
        QString name; ///< of the picture; empty: none
        std::function<void()> begin; ///< once
        std::function<bool()> ready; ///< asked until true
    };

    void addPages();
    void addMainJob();
    void look();
    void take();
    void next();
    void end(int exitCode, const QString &message);
    FleetRowPtr pick() const;
    bool fleetListed() const;
    bool healthKnown() const;
    bool isLocal() const;
    void beginTriage();
    bool fillGuard();
    bool confirm();
    QWidget *named(const QString &prefix, const char *type) const;

    MainWindow *m_window;
    QString m_name;
    QDir m_directory;
    QList<Step> m_steps;
    qsizetype m_at = -1;
    int m_pictures = 0;
    bool m_settling = false;
    QTimer m_poll;
    QTimer m_limit;
    FleetSnapshotPtr m_fleet;
    RolloutSnapshotPtr m_rollout;
    FleetRowPtr m_target;
    std::optional<Outcome> m_outcome;
    QString m_planFailure;
    qsizetype m_records = -1;
};

} // namespace maestro
