// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QDialog>

namespace maestro {

/// All keys of the window, behind `?`.
class ShortcutList : public QDialog
{
    Q_OBJECT
public:
    ShortcutList(Theme *theme, QWidget *parent);
};

} // namespace maestro
