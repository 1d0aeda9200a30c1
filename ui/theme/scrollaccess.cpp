// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/scrollaccess.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QScrollArea>

namespace maestro {

namespace {

QAccessibleInterface *makeScrollArea(const QString &, QObject *object)
{
    if (auto *area = qobject_cast<QScrollArea *>(object))
        return new QAccessibleWidget(area, QAccessible::Client);
    return nullptr;
}

} // namespace

void installScrollAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeScrollArea);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace maestro
