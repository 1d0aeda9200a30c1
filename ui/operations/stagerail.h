// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/outcome.h"
#include "theme/theme.h"

#include <QWidget>

#include <array>

namespace maestro {

/// The stages of one operation in a row, each with the time it took.
class StageRail : public QWidget
{
    Q_OBJECT
public:
    static constexpr int count = 6;

    StageRail(qint64 startedBootMs, Theme *theme, QWidget *parent = nullptr);

    void reach(OperationStage stage, qint64 bootMs);
    void finish(OutcomeState state, qint64 bootMs);
    void tick(qint64 bootMs);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int activeStage() const;
    QString durationOf(int stage) const;
    void describe();

    Theme *m_theme;
    std::array<qint64, count> m_reached; ///< boot ms, -1: not yet
    int m_current = 0;
    std::optional<OutcomeState> m_end;
    qint64 m_endedAt = -1;
    qint64 m_now;
};

} // namespace maestro
