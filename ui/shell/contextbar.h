// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/rollout/fleet.h"
#include "theme/smallparts.h"

#include <QWidget>

class QPushButton;

namespace maestro {

class SelectorButton;

/// Where we are, how old what we see is, and as whom: context and namespace, the way to the palette, data age, notices, identity.
class ContextBar : public QWidget
{
    Q_OBJECT
public:
    explicit ContextBar(Theme *theme, QWidget *parent = nullptr);

    void setScope(const QString &context, const QString &ns);
    void choose(const QString &context, const QString &ns) { Q_EMIT scopeChosen(context, ns); } ///< as if it was chosen here
    void setFleet(const FleetSnapshot &fleet, const QStringList &notices);
    void setAges(const QList<ConnectionStatus> &connections, qint64 nowBootMs); ///< of the connections in scope
    /// The rollout page has its own `Data age`; names are unique within a page.
    void setAgeName(const QString &name);

Q_SIGNALS:
    void scopeChosen(QString context, QString ns);
    void paletteAsked();
    void noticesAsked();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillMenus();

    Theme *m_theme;
    QString m_context;
    QString m_ns;
    QList<ConnectionStatus> m_connections;
    QStringList m_namespaces;
    SelectorButton *m_contexts;
    SelectorButton *m_scopes;
    QPushButton *m_find;
    DataAgeLabel *m_age;
    QPushButton *m_bell;
    QWidget *m_identity;
};

/// Whether the bars around the pages would say the same, ages aside.
bool sameBars(const FleetSnapshot &a, const FleetSnapshot &b);

} // namespace maestro
