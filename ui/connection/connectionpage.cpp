// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/connectionpage.h"

#include "connection/connectiondelegate.h"
#include "connection/secretpanel.h"
#include "parts/rowtable.h"
#include "text/humanize.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QHeaderView>
#include <QPushButton>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

ConnectionPage::ConnectionPage(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_model(new ConnectionModel(ports.clock, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(theme->px(16), theme->px(12), theme->px(16), theme->px(12));
    header->setSpacing(theme->px(10));
    header->addWidget(new ThemedLabel(tr("Connections"), theme, FontRole::PageTitle, Token::Text, this));
    m_count = new ThemedLabel(tr("what the console is connected to, and as whom"), theme, FontRole::Secondary, Token::Text2, this);
    header->addWidget(m_count);
    header->addStretch();
    auto *refresh = new QPushButton(themedIcon(Icon::Refresh, *theme), tr("Read again now"), this);
    connect(refresh, &QPushButton::clicked, ports.fleet, &FleetPort::refresh);
    header->addWidget(refresh);
    column->addLayout(header);
    makeTable();
    m_empty = new EmptyState(theme, this);
    m_empty->setSentence(tr("No connection yet"), tr("The kubeconfig is being read. If it cannot be used, the notice above says which line and why."));
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    column->addLayout(m_stack, 1);

    auto *panel = new QFrame(this);
    panel->setProperty("panel", true);
    auto *row = new QHBoxLayout(panel);
    row->setContentsMargins(theme->px(16), theme->px(12), theme->px(16), theme->px(12));
    auto *words = new QVBoxLayout;
    m_detailTitle = new ThemedLabel({}, theme, FontRole::PanelTitle, Token::Text, panel);
    m_detail = new ThemedLabel({}, theme, FontRole::Body, Token::Text2, panel);
    m_detail->setWordWrap(true);
    words->addWidget(m_detailTitle);
    words->addWidget(m_detail);
    row->addLayout(words, 1);
    m_reconnect = new QPushButton(themedIcon(Icon::Connections, *theme), tr("Reconnect"), panel);
    connect(m_reconnect, &QPushButton::clicked, this, [this] { m_ports.connections->reconnect(selectedContext()); });
    row->addWidget(m_reconnect, 0, Qt::AlignTop);
    if (ports.secrets)
        column->addWidget(new SecretPanel(ports.secrets, theme, this));
    column->addWidget(panel);
    connect(ports.fleet, &FleetPort::fleetChanged, this, &ConnectionPage::takeFleet);
    updateDetail();
}

void ConnectionPage::makeTable()
{
    m_table = new QTableView(this);
    m_table->setAccessibleName(tr("Connections"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ConnectionDelegate(m_model, m_theme, m_table));
    makeRowTable(m_table);
    m_table->verticalHeader()->setDefaultSectionSize(m_theme->px(58));
    QHeaderView *header = m_table->horizontalHeader();
    header->setFixedHeight(m_theme->px(30));
    setFocusProxy(m_table);
    const int widths[] = {200, 130, 190, 232, 96, 160};
    for (int i = 0; i < 6; ++i)
        header->resizeSection(i, m_theme->px(widths[i]));
    header->setSectionResizeMode(ConnectionModel::Notices, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ConnectionPage::updateDetail);
    connect(m_model, &ConnectionModel::dataChanged, this, &ConnectionPage::updateDetail);
}

void ConnectionPage::takeFleet(const FleetSnapshotPtr &fleet)
{
    m_model->setConnections(fleet->connections);
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->selectRow(0);
}

void ConnectionPage::tick()
{
    m_model->tick();
}

QString ConnectionPage::selectedContext() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() ? m_model->rowAt(current.row()).status.context : QString();
}

void ConnectionPage::updateDetail()
{
    const QModelIndex current = m_table->currentIndex();
    m_reconnect->setEnabled(current.isValid());
    m_reconnect->setAccessibleDescription(current.isValid() ? QString() : tr("Choose a connection first."));
    if (!current.isValid()) {
        m_detailTitle->setText(tr("No connection chosen"));
        m_detail->clear();
        return;
    }
    const ConnectionStatus &status = m_model->rowAt(current.row()).status;
    const QStringList notices = connectionNotices(status);
    m_detailTitle->setText(displaySafe(status.context));
    m_detail->setText(notices.isEmpty() ? tr("Works: %1 as %2.").arg(connectionVersions(status), connectionIdentity(status)) : notices.join(u'\n'));
}

} // namespace maestro
