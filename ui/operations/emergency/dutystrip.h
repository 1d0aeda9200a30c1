// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/present.h"
#include "domain/journal/duty.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;

namespace maestro {

class FactLabel;
class PillLabel;

/// What emergencies left to do on the open rollout (ledger ACT-14, EMG-05): "Analysis off by X since", until it is put back; spoken once when
/// it is overdue. Rests on the Journal alone, so it is there again after a restart. Hidden while nothing is owed.
class DutyStrip : public QWidget
{
    Q_OBJECT
public:
    DutyStrip(const Ports &ports, Theme *theme, QWidget *parent);

    void open(const ObjectRef &ref);
    void tick(const QDateTime &now);

Q_SIGNALS:
    void asked(maestro::Verb verb); ///< the one that does what is owed

private:
    void refresh();

    const Clock *m_clock;
    SteadyPresent m_present;
    ObjectRef m_ref;
    QList<Duty> m_all; ///< open ones that actions left
    QString m_spoken; ///< id of the duty that was told as overdue
    PillLabel *m_pill;
    FactLabel *m_sentence;
    QPushButton *m_do;
    std::optional<Verb> m_verb;
};

} // namespace maestro
