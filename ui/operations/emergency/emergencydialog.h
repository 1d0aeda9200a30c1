// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>

class QGridLayout;
class QPushButton;
class QSpinBox;

namespace maestro {

class FactLabel;

/// Four big controls for the worst hour (ledger EMG-01, EMG-02, EMG-04): back at once, to everybody at once, more pods, the whole
/// namespace. They rest on the cluster alone. Taking one closes the dialog and opens the guard; nothing is sent from here. Not modal.
class EmergencyDialog : public QDialog
{
    Q_OBJECT
public:
    EmergencyDialog(RolloutSnapshotPtr snapshot, const Clock *clock, Theme *theme, QWidget *parent);

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
    };

    Control addControl(QGridLayout *grid, int place, const QString &name, const QString &key);
    void refresh();
    void set(const Control &control, Verb verb, const QString &about);
    void take(Verb verb);
    Verb wayBack() const;

    RolloutSnapshotPtr m_snapshot;
    const Clock *m_clock;
    Theme *m_theme;
    FactLabel *m_state;
    QSpinBox *m_pods;
    Control m_back;
    Control m_full;
    Control m_scale;
    Control m_mass;
};

} // namespace maestro
