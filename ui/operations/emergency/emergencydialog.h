// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/emergencyrules.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>

class QGridLayout;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace maestro {

class FactLabel;

/// Big controls for the worst hour. What makes things safer stands first (ledger EMG-01, EMG-02, EMG-04): back at once, more pods, the whole
/// namespace. What passes over gates and analysis stands apart, with what each skips (EMG-03, EMG-05). They rest on the cluster alone. Taking one closes the dialog and opens the guard; nothing is sent from here. Not modal.
class EmergencyDialog : public QDialog
{
    Q_OBJECT
public:
    /// `owed`: kinds of the open duties of this rollout (Duty::kind): what was taken out from here and can be put back. `rules`: what the policy lists
    /// stands first in its part, in its order, and the pods are its number; nothing moves while it is open.
    EmergencyDialog(RolloutSnapshotPtr snapshot, const QStringList &owed, EmergencyRules rules, const Clock *clock, Theme *theme, QWidget *parent);

    /// Of the same rollout, newer; others are passed over.
    void see(const RolloutSnapshotPtr &snapshot);

Q_SIGNALS:
    void chosen(maestro::Verb verb, std::optional<int> replicas);
    void massAsked();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Control
    {
        QPushButton *button = nullptr;
        FactLabel *about = nullptr;
        QString key; ///< the digit that takes it: its place
    };

    QGridLayout *addSection(QVBoxLayout *column, const QString &title, const QString &about, bool warning);
    Control addControl(QGridLayout *grid, int place, const QString &name, bool danger);
    QList<Control *> ordered(const QList<std::pair<QStringList, Control *>> &known) const;
    QString policyLine() const;
    void name(const Control &control, Verb verb);
    void refresh();
    void set(const Control &control, Verb verb, const QString &about);
    void setBypass(const Control &control, Verb verb);
    void take(Verb verb);
    Verb wayBack() const;
    Verb stepsVerb() const;
    Verb analysisVerb() const;

    RolloutSnapshotPtr m_snapshot;
    QStringList m_owed;
    EmergencyRules m_rules;
    const Clock *m_clock;
    Theme *m_theme;
    FactLabel *m_state;
    QSpinBox *m_pods;
    Control m_back;
    Control m_scale;
    Control m_mass;
    Control m_full;
    Control m_weight;
    Control m_analysis;
};

} // namespace maestro
