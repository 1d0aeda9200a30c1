// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QDateTime>
#include <QPushButton>

namespace maestro {

/// What all gates of the open rollout say in one line: the decision, then glyph, name, value and timer of each gate. A press
/// opens the page "SLO and gates". Hidden while nothing is known.
class GateStrip : public QPushButton
{
    Q_OBJECT
public:
    explicit GateStrip(Theme *theme, QWidget *parent = nullptr);

    /// Whether a policy file that matters here is broken: then no decision looks fine.
    void setDoubtful(bool doubtful);
    void showReport(const SloReportPtr &report, const QDateTime &now);
    void tick(const QDateTime &now);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool isOld() const;
    void describe();
    QList<GateReading> ordered() const;

    Theme *m_theme;
    SloReportPtr m_report;
    QDateTime m_now;
    bool m_doubtful = false;
};

} // namespace maestro
