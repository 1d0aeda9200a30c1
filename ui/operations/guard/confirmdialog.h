// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "operations/guard/guardwatch.h"
#include "ports/operationport.h"
#include "theme/theme.h"

#include <QFrame>
#include <QTimer>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace maestro {

class ConfirmButton;
class FactLabel;
class GuardBand;
class GuardChecks;
class ReasonBox;
class RecordBox;
class ThemedLabel;

/// The guard before every change: says what a plan will do and lets a person say yes on purpose. One class for all verbs, the
/// tier decides how much is asked (safety.md section 4). Cancel has the focus, Return never confirms, every click is ignored
/// for 700 ms after it appears or the window comes back. When what the plan stands on changes, it dies in place. GUI thread.
class ConfirmDialog : public QFrame
{
    Q_OBJECT
public:
    static constexpr qint64 shieldMs = 700;

    /// `environment` is that of the connection; empty counts as production.
    ConfirmDialog(OperationPlanPtr plan, const QString &environment, const Clock *clock, Theme *theme, QWidget *parent = nullptr);

    const OperationPlan &plan() const { return *m_plan; }
    OperationPlanPtr planPtr() const { return m_plan; }
    void see(const RolloutSnapshot &now);
    void see(const ConnectionStatus &connection);
    void see(const SloReportPtr &report);
    void setReason(const QString &reason); ///< kept over "Plan again"
    QString reason() const;
    bool isDead() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void confirmed(maestro::Confirmation confirmation);
    void cancelled();
    void planAgainAsked();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildBody(QVBoxLayout *column);
    void buildFields(QVBoxLayout *column);
    void buildFooter(QVBoxLayout *column);
    void offerTypedWay();
    void confirm();
    void refresh();
    void raiseShield();
    bool isShielded() const;
    bool typedMatches() const;
    bool isValid() const;
    QString footerText() const;

    OperationPlanPtr m_plan;
    QString m_token; ///< to be typed; empty: nothing
    const Clock *m_clock;
    Theme *m_theme;
    GuardWatch m_watch;
    QTimer m_ticks;
    QElapsedTimer m_shield;
    bool m_sent = false;

    GuardBand *m_band;
    FactLabel *m_notice = nullptr;
    GuardChecks *m_checks = nullptr;
    ReasonBox *m_reason = nullptr;
    QLineEdit *m_ticket = nullptr;
    RecordBox *m_record = nullptr;
    QWidget *m_details = nullptr;
    QWidget *m_body = nullptr;
    QWidget *m_typing = nullptr;
    QLineEdit *m_typed = nullptr;
    ThemedLabel *m_match = nullptr;
    ThemedLabel *m_foot = nullptr;
    QPushButton *m_again = nullptr;
    QPushButton *m_cancel = nullptr;
    ConfirmButton *m_confirm = nullptr;
};

} // namespace maestro
