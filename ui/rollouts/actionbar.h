// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationpolicy.h"
#include "theme/theme.h"

#include <QMap>
#include <QWidget>

class QPushButton;

namespace maestro {

/// One button for each verb. A verb that cannot be used is greyed and says why, in its tooltip and accessible description.
class ActionBar : public QWidget
{
    Q_OBJECT
public:
    explicit ActionBar(Theme *theme, QWidget *parent = nullptr);

    void showAllowed(const RolloutSnapshot &snapshot, const Freshness &freshness);
    void block(const QString &why);
    /// The button beside Roll back; hidden where there is no desk.
    void offerWays(bool offered);

Q_SIGNALS:
    void chosen(maestro::Verb verb);
    void waysAsked();
    void emergencyAsked();

private:
    void setVerb(Verb verb, const Allowed &allowed);
    void restyle();

    Theme *m_theme;
    QMap<Verb, QPushButton *> m_buttons;
    QPushButton *m_ways;
    QPushButton *m_emergency;
};

} // namespace maestro
