// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QDialog>

class QComboBox;
class QLineEdit;

namespace maestro {

class DetailTable;
class FactLabel;
class ReachModel;
class RouteModel;

/// Where alerts go: the routes of every Alertmanager, read only, with the receivers of one alert marked, and whether every alert that a
/// policy names exists and is told to somebody. Asks the port to read when it opens and on demand; not modal. GUI thread.
class RoutesDialog : public QDialog
{
    Q_OBJECT
public:
    /// `chosen` is the fingerprint of the alert to follow first; empty: none.
    RoutesDialog(const Ports &ports, const QList<AlertReading> &alerts, const QString &chosen, Theme *theme, QWidget *parent);

private:
    QWidget *buildChoice();
    void read();
    void take(const QList<AlertRouting> &all, const QDateTime &at);
    void follow(int alert);
    void fill();
    void openAlertmanager();

    Ports m_ports;
    Theme *m_theme;
    const QList<AlertReading> m_known;
    QList<AlertRouting> m_all;
    std::optional<QMap<QString, QString>> m_followed; ///< the labels of the chosen alert, as long as nobody edits their text
    bool m_isRead = false;
    RouteModel *m_routes;
    ReachModel *m_reaches;
    DetailTable *m_routeTable;
    DetailTable *m_reachTable;
    QComboBox *m_alert;
    QLineEdit *m_labels;
    FactLabel *m_end;
    FactLabel *m_said;
};

} // namespace maestro
