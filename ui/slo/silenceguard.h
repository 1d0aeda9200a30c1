// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/guard/confirmbutton.h"
#include "ports/alertport.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QFrame>

class QLineEdit;
class QVBoxLayout;

namespace maestro {

class ThemedLabel;

/// The guard before a silence is created or expired, as the guard of rollouts: environment, effect, warnings, the exact request,
/// a reason, and words to type where the environment is production or the silence hides what a gate depends on. Cancel has the
/// focus, Return never confirms, every click is ignored for 700 ms after it appears or the window comes back.
class SilenceGuard : public QFrame
{
    Q_OBJECT
public:
    static constexpr qint64 shieldMs = 700;
    static constexpr int leastReason = 3;

    /// `environment` is that of the connection; empty counts as production.
    SilenceGuard(const SilencePlan &plan, const QString &environment, Theme *theme, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void confirmed(maestro::Confirmation confirmation);
    void cancelled();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildBody(QVBoxLayout *column);
    void buildFields(QVBoxLayout *column);
    void buildFooter(QVBoxLayout *column);
    void confirm();
    void refresh();
    bool isValid() const;

    SilencePlan m_plan;
    QString m_token; ///< to be typed; empty: nothing
    Theme *m_theme;
    QElapsedTimer m_shield;
    bool m_sent = false;
    QLineEdit *m_reason = nullptr;
    QLineEdit *m_typed = nullptr;
    ThemedLabel *m_foot = nullptr;
    QPushButton *m_cancel = nullptr;
    ConfirmButton *m_confirm = nullptr;
};

} // namespace maestro
