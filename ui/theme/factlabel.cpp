// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/factlabel.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace maestro {

namespace {

class AccessibleFact : public QAccessibleWidget, public QAccessibleTextInterface
{
public:
    explicit AccessibleFact(FactLabel *label)
        : QAccessibleWidget(label, QAccessible::StaticText)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return content();
        return QAccessibleWidget::text(kind);
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::TextInterface)
            return static_cast<QAccessibleTextInterface *>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override { }
    QString text(int start, int end) const override { return content().mid(start, end - start); }
    int characterCount() const override { return int(content().size()); }
    QRect characterRect(int) const override { return rect(); }
    int offsetAtPoint(const QPoint &) const override { return -1; }
    void scrollToSubstring(int, int) override { }
    QString attributes(int, int *start, int *end) const override
    {
        *start = 0;
        *end = characterCount();
        return {};
    }

private:
    QString content() const { return static_cast<FactLabel *>(widget())->text(); }
};

QAccessibleInterface *makeFact(const QString &, QObject *object)
{
    if (auto *label = qobject_cast<FactLabel *>(object))
        return new AccessibleFact(label);
    return nullptr;
}

} // namespace

FactLabel::FactLabel(const QString &name, QWidget *parent)
    : QLabel(parent)
{
    setAccessibleName(name);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void FactLabel::setFact(const QString &text)
{
    if (text == this->text())
        return;
    const QString before = this->text();
    setText(text);
    QAccessibleTextUpdateEvent event(this, 0, before, text);
    QAccessible::updateAccessibility(&event);
}

void FactLabel::announce(const QString &text)
{
    setFact(text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void installFactAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeFact);
        return true;
    }();
    Q_UNUSED(installed)
}

} // namespace maestro
