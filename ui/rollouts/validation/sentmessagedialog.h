// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/validation/validation.h"
#include "theme/theme.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;

namespace maestro {

class FactLabel;

/// What a person sent, where the policy says what it has to name (ledger VAL-05): begins with the draft, and says what is not named yet;
/// until all is, there is nothing to record. GUI thread; deletes itself.
class SentMessageDialog : public QDialog
{
    Q_OBJECT
public:
    SentMessageDialog(const CheckItem &item, const ValidationSubject &subject, const QString &draft, Theme *theme, QWidget *parent);

Q_SIGNALS:
    void said(const QString &text); ///< names all; once

private:
    void judge();

    CheckItem m_item;
    ValidationSubject m_subject;
    QPlainTextEdit *m_text;
    FactLabel *m_lacks;
    QPushButton *m_record;
};

} // namespace maestro
