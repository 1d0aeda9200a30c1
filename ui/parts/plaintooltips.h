// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace maestro {

/// Installed on the application: what the cells of views say in their tool tips is shown as plain text, whatever Qt would take it for.
class PlainToolTips : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace maestro
