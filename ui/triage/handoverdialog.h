// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/age.h"
#include "ports/triageport.h"
#include "theme/theme.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace maestro {

class Clock;
class FactLabel;

/// Hands the open run over to somebody (ledger ESC-08): to whom, a note, the message to the letter, then one click. What is sent is what stands
/// here; anything changed means another draft. It stays open until its outcome is known. GUI thread.
class HandOverDialog : public QDialog
{
    Q_OBJECT
public:
    HandOverDialog(TriagePort *port, const Clock *clock, const QString &service, Theme *theme, QWidget *parent);

    void prefer(const QString &to) { m_preferred = to; } ///< chosen at first, when the policy knows them

Q_SIGNALS:
    void ended(QString sentence); ///< what became of it, once

private:
    QWidget *buildForm();
    void takeAddressees(const QList<HandOverAddressee> &addressees);
    void takeDraft(const HandOverDraft &draft);
    void takeOutcome(const HandOver &outcome);
    void takeFailure(const Error &error);
    void chooseAddressee();
    void askDraft();
    void forgetDraft(const QString &why);
    void check();

    TriagePort *m_port;
    const Clock *m_clock;
    Theme *m_theme;
    QString m_preferred;
    QList<HandOverAddressee> m_addressees;
    std::optional<HandOverDraft> m_draft; ///< as it is shown
    SteadyAge m_draftAge;
    bool m_sending = false;
    bool m_over = false; ///< its outcome stands here
    QTimer m_typing;
    QTimer m_ageing; ///< 1 Hz
    QComboBox *m_to;
    FactLabel *m_reach;
    QLineEdit *m_note;
    QPlainTextEdit *m_message;
    FactLabel *m_state;
    QPushButton *m_again;
    QPushButton *m_copy; ///< for who can only be told by hand
    QPushButton *m_close;
    QPushButton *m_go;
};

} // namespace maestro
