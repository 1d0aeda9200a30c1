// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "config/paths.h"
#include "desktop/composition.h"
#include "items/fleetmodel.h"
#include "rollouts/fleetpage.h"
#include "shell/mainwindow.h"
#include "theme/theme.h"

#include <QApplication>
#include <QProcessEnvironment>
#include <QTableView>

#include <chrono>
#include <csignal>
#include <cstdio>

using namespace maestro;

namespace {

volatile std::sig_atomic_t stopped = 0;

qint64 nowNs()
{
    return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double at(const std::vector<double> &sorted, double share)
{
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, size_t(double(sorted.size()) * share))];
}

/// Watches the real window: how old the newest event of each visible row is at the end of the paint that shows it, and how long
/// the GUI thread was away. The message of a rollout is the time at which its event was born.
class Probe : public QObject
{
public:
    Probe(MainWindow *window, int rows)
        : m_table(window->fleetPage()->findChild<QTableView *>())
        , m_model(window->fleetPage()->model())
        , m_rows(rows)
        , m_started(nowNs())
    {
        m_table->viewport()->installEventFilter(this);
        m_heartbeat.setTimerType(Qt::PreciseTimer);
        connect(&m_heartbeat, &QTimer::timeout, this, [this] { beat(); });
        m_heartbeat.start(1);
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QMetaObject::invokeMethod(this, [this] { painted(); }, Qt::QueuedConnection);
        return false;
    }

private:
    void beat()
    {
        const qint64 now = nowNs();
        if (m_firstFrame > 0 && m_lastBeat > m_firstFrame) {
            qint64 &gap = m_ready ? m_gap : m_listGap;
            gap = std::max(gap, now - m_lastBeat);
        }
        m_lastBeat = now;
        if (!m_ready && m_firstFrame > 0 && m_model->rowsShown() >= m_rows) {
            m_ready = true;
            std::printf("first frame after %.0f ms, all rows after %.0f ms\n", double(m_firstFrame - m_started) / 1e6, double(now - m_started) / 1e6);
            std::fflush(stdout);
        }
        if (stopped)
            end();
    }

    void painted()
    {
        const qint64 now = nowNs();
        if (m_firstFrame == 0)
            m_firstFrame = now;
        ++m_paints;
        const int last = m_table->rowAt(m_table->viewport()->height() - 1);
        for (int row = std::max(0, m_table->rowAt(0)); row <= (last < 0 ? m_model->rowCount() - 1 : last); ++row) {
            const FleetRowPtr shown = m_model->rowAt(row).row;
            const qint64 born = shown ? shown->phase.message.toLongLong() : 0;
            qint64 &seen = m_seen[shown ? shown->ref.name : QString()];
            if (born > seen)
                m_ages.push_back(double(now - born) / 1e6);
            seen = std::max(seen, born);
        }
    }

    void end()
    {
        std::sort(m_ages.begin(), m_ages.end());
        std::printf("event to paint: p50 %.1f ms, p99 %.1f ms, worst %.1f ms (%zu events on visible rows, %d paints)\n", at(m_ages, .5), at(m_ages, .99),
                    at(m_ages, 1), m_ages.size(), m_paints);
        std::printf("worst gap of the GUI thread, in frames of 16 ms: %.1f in the list, %.1f in the watch\n", double(m_listGap) / 16e6, double(m_gap) / 16e6);
        std::fflush(stdout);
        QCoreApplication::quit();
    }

    QTableView *m_table;
    FleetModel *m_model;
    int m_rows;
    QTimer m_heartbeat;
    qint64 m_started;
    qint64 m_firstFrame = 0;
    qint64 m_lastBeat = 0;
    qint64 m_listGap = 0; ///< while the rows come
    qint64 m_gap = 0;
    bool m_ready = false;
    int m_paints = 0;
    std::vector<double> m_ages;
    QHash<QString, qint64> m_seen;
};

} // namespace

int main(int argc, char *argv[])
{
    std::signal(SIGTERM, [](int) { stopped = 1; });
    QApplication application(argc, argv);
    const Result<Paths> paths = pathsFrom(QProcessEnvironment::systemEnvironment());
    if (!paths || !createFolders(*paths) || argc < 3)
        return 2;
    Workspace::Options options;
    options.kubeconfig = QString::fromLocal8Bit(argv[1]);
    Composition composition(options, *paths);
    Theme theme;
    theme.applyTo(application);
    MainWindow window(composition.ports(), &theme, {});
    window.resize(1440, 900);
    Probe probe(&window, QByteArray(argv[2]).toInt());
    window.show();
    composition.start();
    return QApplication::exec();
}
