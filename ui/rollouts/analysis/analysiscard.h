// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>

class QPlainTextEdit;

namespace maestro {

class QueryBox;
class ThemedLabel;

/// Why did it fail: one metric of an AnalysisRun with what was counted, its conditions, every measurement seen, and its query, which
/// can be asked again. Follows the run while open; not modal.
class AnalysisCard : public QDialog
{
    Q_OBJECT
public:
    AnalysisCard(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void showMetric(const AnalysisRun &run, const QString &metric);
    /// The same metric as it is in this snapshot, when it is still there.
    void follow(const RolloutSnapshot &snapshot);

private:
    void fill(const AnalysisRun &run);

    Ports m_ports;
    QString m_run; ///< uid
    QString m_metric;
    ThemedLabel *m_title;
    ThemedLabel *m_sentence;
    ThemedLabel *m_condition;
    QPlainTextEdit *m_measurements;
    ThemedLabel *m_queryNote;
    QueryBox *m_query;
};

} // namespace maestro
