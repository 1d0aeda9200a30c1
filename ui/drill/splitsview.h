// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/drill/drillview.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

/// The parts of a run on one clock, with what they may take and how the best run did (ux/design.md 5e). Told in words to those who do not
/// see it. GUI thread.
class SplitsView : public QWidget
{
    Q_OBJECT
public:
    explicit SplitsView(Theme *theme, QWidget *parent = nullptr);

    /// `nowMs`: the clock of a run under way; nothing: it is over.
    void showSplits(const QList<DrillSplit> &splits, const QList<DrillSplit> &best, std::optional<qint64> nowMs);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintRow(QPainter &painter, int row, double left, double scale);

    Theme *m_theme;
    QList<DrillSplit> m_splits;
    QList<DrillSplit> m_best;
    std::optional<qint64> m_nowMs;
};

/// The last runs as bars: from the first deed to well again; one that did not pass is crossed and named so.
class PastDrills : public QWidget
{
    Q_OBJECT
public:
    explicit PastDrills(Theme *theme, QWidget *parent = nullptr);
    void showRuns(const QList<DrillRun> &runs);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QList<DrillRun> m_runs; ///< the oldest first
};

} // namespace maestro
