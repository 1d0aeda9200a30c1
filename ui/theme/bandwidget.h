// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QPainter;

namespace maestro {

/// "PROD", "STAGING", "DEV"; anything else in capitals; empty: "NO ENVIRONMENT".
QString environmentWord(const QString &environment);
/// Colour and pattern of an environment: prod solid, staging striped, dev dotted, others plain grey.
void paintEnvironment(QPainter &painter, const QRectF &box, const QString &environment, const Theme &theme);
/// The small word badge; returns its width.
int paintEnvironmentBadge(QPainter &painter, const QPoint &topLeft, const QString &environment, const Theme &theme);

/// The stripe at the top edge of the window: one segment for each environment in scope. Never hidden.
class BandWidget : public QWidget
{
    Q_OBJECT
public:
    explicit BandWidget(Theme *theme, QWidget *parent = nullptr);
    /// One entry for each cluster in scope; the same words are joined into one segment by their share.
    void setEnvironments(QStringList environments);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QStringList m_environments;
};

/// The word badge as a widget.
class EnvironmentBadge : public QWidget
{
    Q_OBJECT
public:
    explicit EnvironmentBadge(Theme *theme, QWidget *parent = nullptr);
    void setEnvironment(const QString &environment);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QString m_environment;
};

} // namespace maestro
