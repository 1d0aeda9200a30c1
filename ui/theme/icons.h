// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QIcon>

class QPainter;

namespace maestro {

/// Line icons of the console, drawn as paths on a 24 unit grid with a 2 unit round stroke.
enum class Icon {
    Fleet, Rollout, Journal, Connections, Search, Filter, Server, Namespace, ChevronDown, ChevronRight, ArrowRight, Close, RollBack, Promote,
    PromoteFully, Abort, Pause, Resume, Retry, Restart, Skip, Sun, Moon, Bell, Copy, Export, Link, Clock, Lock, Info, Keyboard, Refresh, Shield,
    Person, Console, Check, Panel, Logo, Gauge, Clip, Drill,
};

void paintIcon(QPainter &painter, const QRectF &box, Icon icon, const QColor &color);
/// Drawn anew for every size and scale; the colour is read from the theme while painting, so it follows a theme switch.
QIcon themedIcon(Icon icon, const Theme &theme, Token token = Token::Text2);

} // namespace maestro
