// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QDialog>

class QLineEdit;
class QPushButton;

namespace maestro {

/// Asks why. The button stays shut until the reason is long enough for the Journal.
class ReasonDialog : public QDialog
{
    Q_OBJECT
public:
    /// `suggested` stands in the field at first.
    ReasonDialog(const QString &title, const QString &effect, const QString &button, const QString &suggested, Theme *theme, QWidget *parent);

    void offerLink(); ///< asks for one besides, which may stay empty
    QString link() const;

Q_SIGNALS:
    void given(QString reason);

private:
    void check();

    QLineEdit *m_reason;
    QLineEdit *m_link;
    QPushButton *m_go;
};

} // namespace maestro
