// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/decision/probehistory.h"
#include "domain/triage/triagerun.h"
#include "theme/theme.h"

#include <QFrame>

class QPlainTextEdit;
class QPushButton;

namespace maestro {

class FactLabel;
class MetricTile;
class ProbeStrip;
class ThemedLabel;

/// What one item saw: the command a person would type, when and how long, the output with lines that tell errors marked, what was read
/// from where, and the tick. GUI thread.
class OutputView : public QFrame
{
    Q_OBJECT
public:
    explicit OutputView(Theme *theme, QWidget *parent = nullptr);

    /// Null: nothing is chosen. The place in a long output stays while the item does.
    void showItem(const TriageItem *item, bool decided, const QDateTime &now = {});
    void showAge(const QDateTime &now); ///< of what has samples of its own
    void showProbe(const ProbeHistory *probe); ///< the looks at the endpoint that the item asks; null: it asks none
    /// Without ticks, and without ways to look further.
    void setOnlyLooking(bool on);
    void say(const QString &sentence); ///< in place of a reading: it comes, or it failed

Q_SIGNALS:
    void tickAsked(QString item, maestro::ItemState state);
    void untickAsked(QString item);
    void analysisAsked(); ///< why the AnalysisRun failed: its measurements
    void failed(QString text); ///< no browser took a link
    void logsAsked(); ///< of the canary's pods, by their hash

private:
    void mark(); ///< lines that tell errors

    Theme *m_theme;
    bool m_looking = false;
    QString m_item;
    QString m_text;
    ThemedLabel *m_title;
    FactLabel *m_command;
    FactLabel *m_when;
    FactLabel *m_finding;
    FactLabel *m_reads;
    FactLabel *m_kept; ///< only where something is
    FactLabel *m_tick;
    MetricTile *m_tile; ///< only where the item reads a metric
    ProbeStrip *m_probe; ///< only where it asks a health endpoint
    QPlainTextEdit *m_output;
    QPushButton *m_copyCommand;
    QPushButton *m_copyOutput;
    QPushButton *m_analysis;
    QPushButton *m_logs;
    QPushButton *m_seen;
    QPushButton *m_bad;
    QPushButton *m_skip;
    QPushButton *m_untick;
};

} // namespace maestro
