// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/connectionport.h"
#include "theme/theme.h"

#include <QDialog>

namespace maestro {

/// Asks once whether the kubeconfig may run exactly this program to sign in. Everything from the file is shown as plain text;
/// closing means no; the button for yes is never the default and can be pressed after a moment only.
class TrustDialog : public QDialog
{
    Q_OBJECT
public:
    TrustDialog(const TrustQuestion &question, Theme *theme, QWidget *parent);

Q_SIGNALS:
    void answered(bool allow);

private:
    bool m_answered = false;
};

} // namespace maestro
