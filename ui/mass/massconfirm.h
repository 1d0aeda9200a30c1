// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mass/massview.h"
#include "theme/theme.h"

#include <QElapsedTimer>
#include <QFrame>

class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace maestro {

class ConfirmButton;
class FactLabel;
class GuardBand;
class ThemedLabel;

/// The guard of a mass rollback, beside its table: where, how many, what was checked, why, and the words to type. Return never confirms;
/// clicks are ignored for 700 ms after it appears or the window comes back; another plan than the one that was confirmed empties the
/// words. While a run is under way it holds the Stop button. GUI thread.
class MassConfirm : public QFrame
{
    Q_OBJECT
public:
    static constexpr qint64 shieldMs = 700;

    MassConfirm(Theme *theme, QWidget *parent = nullptr);

    void showView(const MassViewPtr &view, qint64 nowBootMs); ///< null: no scope
    void tick(qint64 nowBootMs);
    void setStopOnFailure(bool stop) { m_stopOnFailure = stop; }
    void refused(const QString &why); ///< nothing was sent: the yes can be given again
    void showReport(const MassReport &report, bool running);
    void leaveReport();

Q_SIGNALS:
    void confirmed(maestro::MassOrder order);
    void stopAsked();
    void againAsked(); ///< the report was read: a new preview is wanted

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void buildFields(QVBoxLayout *column);
    void buildFooter(QVBoxLayout *column);
    void placeBand();
    void confirm();
    void refresh();
    MassOrder order() const;
    QString problem() const;

    Theme *m_theme;
    MassViewPtr m_view;
    qint64 m_now = 0;
    QElapsedTimer m_shield;
    bool m_stopOnFailure = false;
    bool m_sent = false; ///< until it is refused, or the run has ended
    bool m_reporting = false;
    QString m_bandOf;
    GuardBand *m_band = nullptr;
    ThemedLabel *m_title;
    ThemedLabel *m_what;
    QWidget *m_fields;
    QList<std::pair<QLabel *, FactLabel *>> m_checks;
    QLineEdit *m_reason = nullptr;
    ThemedLabel *m_typedCaption = nullptr;
    QLineEdit *m_typed = nullptr;
    FactLabel *m_outcome;
    FactLabel *m_foot = nullptr;
    ConfirmButton *m_confirm = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_again = nullptr;
};

} // namespace maestro
