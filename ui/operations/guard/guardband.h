// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/freshness/freshness.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

/// The head of the guard: environment, cluster, server and namespace on the environment's own colour and pattern, and how old
/// the data is.
class GuardBand : public QWidget
{
    Q_OBJECT
public:
    GuardBand(const QString &environment, const QString &context, const QString &ns, const QString &server, Theme *theme, QWidget *parent = nullptr);
    void setFreshness(const Freshness &freshness);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_environment;
    QString m_place;
    QString m_age;
    bool m_live = false;
    Theme *m_theme;
};

} // namespace maestro
