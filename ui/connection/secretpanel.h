// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/secretport.h"
#include "theme/theme.h"

#include <QFrame>
#include <QMap>

class QLineEdit;
class QPushButton;

namespace maestro {

class FactLabel;

/// Asks for a secret that a connection names and the keychain does not give, one at a time; hidden when none is missing. What was
/// typed leaves with the button and is not kept in the field. GUI thread.
class SecretPanel : public QFrame
{
    Q_OBJECT
public:
    SecretPanel(SecretPort *secrets, Theme *theme, QWidget *parent = nullptr);

private:
    void take(const QString &name, const QString &why);
    void told(const QString &name, const QString &problem);
    void send();
    void show();

    SecretPort *m_secrets;
    QMap<QString, QString> m_missing; ///< name to why
    FactLabel *m_asked;
    FactLabel *m_told;
    QLineEdit *m_secret;
    QPushButton *m_keep;
};

} // namespace maestro
