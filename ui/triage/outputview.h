// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/triagerun.h"
#include "theme/theme.h"

#include <QFrame>

class QPlainTextEdit;
class QPushButton;

namespace maestro {

class FactLabel;
class ThemedLabel;

/// What one item saw: the command a person would type, when and how long, the output with lines that tell errors marked, what was read
/// from where, and the tick. GUI thread.
class OutputView : public QFrame
{
    Q_OBJECT
public:
    explicit OutputView(Theme *theme, QWidget *parent = nullptr);

    /// Null: nothing is chosen. The place in a long output stays while the item does.
    void showItem(const TriageItem *item, bool decided);

Q_SIGNALS:
    void tickAsked(QString item, maestro::ItemState state);
    void untickAsked(QString item);
    void analysisAsked(); ///< the AnalysisRuns on the rollout's page

private:
    void mark(); ///< lines that tell errors

    Theme *m_theme;
    QString m_item;
    QString m_text;
    ThemedLabel *m_title;
    FactLabel *m_command;
    FactLabel *m_when;
    FactLabel *m_finding;
    FactLabel *m_reads;
    FactLabel *m_kept; ///< only where something is
    FactLabel *m_tick;
    QPlainTextEdit *m_output;
    QPushButton *m_copyCommand;
    QPushButton *m_copyOutput;
    QPushButton *m_analysis;
    QPushButton *m_seen;
    QPushButton *m_bad;
    QPushButton *m_skip;
    QPushButton *m_untick;
};

} // namespace maestro
