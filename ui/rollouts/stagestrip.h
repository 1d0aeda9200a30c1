// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/rolloutsnapshot.h"
#include "theme/theme.h"
#include "timeline/timelinescene.h"

#include <QWidget>

namespace maestro {

struct Stage
{
    QString title;
    QString note;
    PhaseState state = PhaseState::Planned;

    bool operator==(const Stage &) const = default;
};

/// The stages of a blue/green update as its state shows them: active, preview, switch, scale-down.
QList<Stage> stagesOf(const RolloutSnapshot &snapshot, const QDateTime &now);

/// Blue/green has no weights: stages and the two Services instead.
class StageStrip : public QWidget
{
    Q_OBJECT
public:
    explicit StageStrip(Theme *theme, QWidget *parent = nullptr);
    void showSnapshot(const RolloutSnapshot &snapshot, const QDateTime &now);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QList<Stage> m_stages;
};

} // namespace maestro
