// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"
#include "domain/operation/verb.h"
#include "items/fleetmodel.h"
#include "ports/checkpointport.h"
#include "rollouts/inspector/inspectorgates.h"
#include "theme/smallparts.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace maestro {

class EnvironmentBadge;
class FactLabel;

/// The dock beside the fleet: one rollout from what its row knows, what people last did to it, and the ways to act, each of
/// which only opens the guard. Owns nothing of the fleet; keeps the row it shows.
class FleetInspector : public QWidget
{
    Q_OBJECT
public:
    explicit FleetInspector(Theme *theme, QWidget *parent = nullptr);

    /// Null: nothing is selected.
    void show(const FleetRowPtr &row, const QString &environment, const Freshness &freshness);
    InspectorGates *gates() const { return m_gates; }
    void setRecords(std::shared_ptr<const QList<JournalRecord>> records);
    /// The points of the fleet; what is overdue of the shown rollout stands under its state.
    void setPoints(const QList<CheckpointList> &lists) { m_points = lists; }
    void showPoints(const QDateTime &now);
    const FleetRowPtr &row() const { return m_row; }

Q_SIGNALS:
    void verbChosen(maestro::Verb verb);
    void openChosen();
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QVBoxLayout *section(QVBoxLayout *column);
    void buildHead(QVBoxLayout *column);
    void buildWeights(QVBoxLayout *column);
    void buildButtons(QVBoxLayout *column);
    void showHistory();

    Theme *m_theme;
    FleetRowPtr m_row;
    std::shared_ptr<const QList<JournalRecord>> m_records;
    EnvironmentBadge *m_badge = nullptr;
    ThemedLabel *m_place = nullptr;
    ThemedLabel *m_name = nullptr;
    PillLabel *m_pill = nullptr;
    ThemedLabel *m_detail = nullptr;
    ThemedLabel *m_sentence = nullptr;
    QList<CheckpointList> m_points;
    PillLabel *m_pointPill = nullptr;
    FactLabel *m_point = nullptr; ///< hidden while nothing is overdue
    ThemedLabel *m_from = nullptr;
    QLabel *m_arrow = nullptr;
    ThemedLabel *m_to = nullptr;
    QWidget *m_bar = nullptr;
    ThemedLabel *m_weights[3] = {};
    ThemedLabel *m_facts[3] = {};
    InspectorGates *m_gates = nullptr;
    ThemedLabel *m_history = nullptr;
    QPushButton *m_verbs[3] = {};
};

} // namespace maestro
