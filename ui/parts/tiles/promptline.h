// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/analysis/analysisescalation.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;

namespace maestro {

class FactLabel;

/// The policy asks to escalate, because AnalysisRuns keep failing (ledger ESC-07): why, to whom, and one button. It sends nothing. Hidden while
/// nothing asks. GUI thread.
class PromptLine : public QWidget
{
    Q_OBJECT
public:
    PromptLine(const QString &button, Theme *theme, QWidget *parent = nullptr);

    void showPrompts(const QList<EscalationPrompt> &prompts, const QDateTime &now);

Q_SIGNALS:
    void asked(QString to); ///< the first whom the first rule names

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QList<EscalationPrompt> m_prompts;
    FactLabel *m_text;
    QPushButton *m_button;
};

} // namespace maestro
