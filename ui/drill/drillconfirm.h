// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "ports/drill/drillport.h"
#include "theme/theme.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QFormLayout;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace maestro {

class FactLabel;

/// "Run drill…": where, with which values, why; then exactly what would be run, and the name of the environment typed. What is shown is what
/// is run: whatever is changed afterwards takes the offer away until it was shown anew, and it is good for a minute. GUI thread.
class DrillConfirm : public QDialog
{
    Q_OBJECT
public:
    DrillConfirm(const DrillEntry &entry, DrillPort *port, const Clock *clock, Theme *theme, QWidget *parent);

private:
    void buildFields(QFormLayout *form);
    DrillAsk asked() const;
    void changed();
    void ask();
    void takeOffer(const DrillOfferPtr &offer);
    void refused(const QString &why);
    void check();
    void run();

    DrillEntry m_entry;
    DrillPort *m_port;
    const Clock *m_clock;
    Theme *m_theme;
    QComboBox *m_where;
    QMap<QString, QLineEdit *> m_values;
    QLineEdit *m_reason;
    QLineEdit *m_typed;
    QPlainTextEdit *m_steps;
    FactLabel *m_why;
    QPushButton *m_run;
    QTimer m_wait; ///< until nobody types any more
    QTimer m_age;
    DrillOfferPtr m_offer;
    qint64 m_offeredAtMs = 0; ///< Clock::bootMs()
};

} // namespace maestro
