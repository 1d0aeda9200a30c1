// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;
class QTableView;

namespace maestro {

class ConnectionModel;
class EmptyState;

/// What we are connected to, as whom, how well, and what to do where it does not work. GUI thread.
class ConnectionPage : public QWidget
{
    Q_OBJECT
public:
    ConnectionPage(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void tick();
    ConnectionModel *model() const { return m_model; }

private:
    void takeFleet(const FleetSnapshotPtr &fleet);
    void makeTable();
    void updateDetail();
    QString selectedContext() const;

    Ports m_ports;
    Theme *m_theme;
    ConnectionModel *m_model;
    QTableView *m_table = nullptr;
    QLabel *m_count = nullptr;
    QLabel *m_detailTitle = nullptr;
    QLabel *m_detail = nullptr;
    QPushButton *m_reconnect = nullptr;
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_stack = nullptr;
};

} // namespace maestro
