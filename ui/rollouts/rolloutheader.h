// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationpolicy.h"
#include "theme/smallparts.h"

class QHBoxLayout;

namespace maestro {

class TrafficBar;

/// Who this is, in which state, from what to what, the one sentence, and three weights that are never merged.
class RolloutHeader : public QWidget
{
    Q_OBJECT
public:
    explicit RolloutHeader(Theme *theme, QWidget *parent = nullptr);

    void showSnapshot(const RolloutSnapshot &snapshot, const Freshness &freshness);
    void tick(const RolloutSnapshot &snapshot, const Freshness &freshness);
    /// Before the first answer, or after the rollout went away.
    void showMessage(const ObjectRef &ref, const QString &message);

private:
    QHBoxLayout *buildTitleRow();
    QHBoxLayout *buildFactRow();
    QWidget *fact(const QString &caption, FactLabel *label);
    void showSides(const RolloutSnapshot &snapshot);
    void showWeights(const RolloutSnapshot &snapshot);

    Theme *m_theme;
    ThemedLabel *m_name;
    PillLabel *m_pill;
    ThemedLabel *m_stable;
    TrafficBar *m_traffic;
    ThemedLabel *m_canary;
    DataAgeLabel *m_age;
    FactLabel *m_summary;
    FactLabel *m_wanted;
    FactLabel *m_recorded;
    FactLabel *m_observed;
    ThemedLabel *m_weightNote;
    QWidget *m_weights;
};

} // namespace maestro
