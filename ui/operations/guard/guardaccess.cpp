// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/guardaccess.h"

#include "operations/guard/confirmbutton.h"
#include "operations/guard/confirmdialog.h"

#include <QAccessibleWidget>

namespace maestro {

namespace {

class AccessibleConfirm : public QAccessibleWidget
{
public:
    explicit AccessibleConfirm(ConfirmButton *button)
        : QAccessibleWidget(button, QAccessible::Button)
    {
    }

    QStringList actionNames() const override
    {
        QStringList names;
        if (widget()->isEnabled())
            names << pressAction();
        return names + QAccessibleWidget::actionNames();
    }

    void doAction(const QString &action) override
    {
        if (action == pressAction())
            static_cast<ConfirmButton *>(widget())->pressByAssistant();
        else
            QAccessibleWidget::doAction(action);
    }
};

QAccessibleInterface *makeGuardInterface(const QString &, QObject *object)
{
    if (auto *button = qobject_cast<ConfirmButton *>(object))
        return new AccessibleConfirm(button);
    if (auto *dialog = qobject_cast<ConfirmDialog *>(object))
        return new QAccessibleWidget(dialog, QAccessible::Dialog);
    if (auto *frame = qobject_cast<QWidget *>(object); frame && frame->property(guardProperty).toBool())
        return new QAccessibleWidget(frame, QAccessible::Dialog);
    return nullptr;
}

} // namespace

void installGuardAccess()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeGuardInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace maestro
