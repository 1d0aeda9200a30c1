// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/grafanaport.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QDateEdit;
class QLineEdit;
class QPushButton;

namespace maestro {

class FactLabel;

/// An evidence pack of a stretch of days, both included and in UTC (ledger EVD-08): asks for the days and a folder, tells how it goes and
/// what became of it. Not modal; closing it stops nothing. GUI thread.
class PackDaysDialog : public QDialog
{
    Q_OBJECT
public:
    /// `grafana` may be null.
    PackDaysDialog(const Ports &ports, GrafanaPort *grafana, Theme *theme, QWidget *parent);

Q_SIGNALS:
    void asked(QString id, QString folder, bool onGrafana); ///< to EvidencePort::exportPack

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QString id() const; ///< FROM..TO
    void begin();
    void askFolder();
    void takeGrafana(const QString &source);
    void refresh();
    void tick();
    void end(const QString &text);

    Ports m_ports;
    QDateEdit *m_from;
    QDateEdit *m_to;
    QLineEdit *m_folder;
    QPushButton *m_browse;
    QPushButton *m_write;
    QCheckBox *m_onGrafana;
    FactLabel *m_grafana;
    FactLabel *m_problem;
    FactLabel *m_state;
    QTimer m_clock;
    bool m_hasGrafana = false;
    QString m_underWay; ///< id; empty: none
    QString m_phase;
    qint64 m_begunMs = 0; ///< Clock::bootMs()
};

} // namespace maestro
