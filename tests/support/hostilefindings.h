// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/plain/harmful.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QTextEdit>
#include <QToolTip>

namespace maestro::test {

inline bool steers(const QString &text)
{
    const QList<uint> points = text.toUcs4();
    return std::any_of(points.begin(), points.end(), [](uint c) { return c != '\n' && c != '\t' && isHarmful(c); });
}

/// What a widget or a cell would show as something else than plain text.
struct Findings
{
    QStringList wrong;
    int told = 0;
    int tips = 0;

    void text(const QObject *where, const char *what, const QString &said, bool plain)
    {
        told += said.contains(QLatin1String("EVIL"));
        if (steers(said) || (!plain && said.contains(QLatin1String("<b>"))))
            wrong << QStringLiteral("%1 %2: %3").arg(QLatin1String(where->metaObject()->className()), QLatin1String(what), said.left(120));
    }
    /// A tool tip of a widget is rich as soon as Qt takes it for that.
    void tip(const QObject *where, const QString &said) { text(where, "tool tip", said, !Qt::mightBeRichText(said)); }

    void look(const QWidget &window)
    {
        text(&window, "title", window.windowTitle(), true);
        for (const QWidget *widget : window.findChildren<QWidget *>()) {
            tip(widget, widget->toolTip());
            text(widget, "accessible name", widget->accessibleName(), true);
            text(widget, "accessible description", widget->accessibleDescription(), true);
            text(widget, "title", widget->windowTitle(), true);
            if (const auto *label = qobject_cast<const QLabel *>(widget))
                text(label, "text", label->text(), label->textFormat() == Qt::PlainText);
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                text(button, "text", button->text(), true);
            if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
                text(edit, "text", edit->toPlainText(), true);
            if (const auto *line = qobject_cast<const QLineEdit *>(widget))
                text(line, "text", line->text() + line->placeholderText(), true);
            if (const auto *box = qobject_cast<const QGroupBox *>(widget))
                text(box, "title", box->title(), true);
            if (const auto *rich = qobject_cast<const QTextEdit *>(widget)) // here markup that came in would have become a format
                text(rich, "text", rich->toPlainText(), rich->toPlainText().contains(QLatin1String("EVIL")) == rich->toPlainText().contains(QLatin1String("<b>")));
            for (const QAction *action : widget->actions()) {
                text(action, "text", action->text(), true);
                tip(action, action->toolTip());
            }
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
                cells(view);
        }
    }
    /// The tool tip as it comes up.
    void shown(const QAbstractItemView *view, const QModelIndex &index, const QString &said)
    {
        const QPoint place = view->visualRect(index).center();
        if (!view->isVisible() || !said.contains(QLatin1String("<b>")) || view->indexAt(place) != index || !view->viewport()->rect().contains(place))
            return;
        QHelpEvent help(QEvent::ToolTip, place, view->viewport()->mapToGlobal(place));
        QApplication::sendEvent(view->viewport(), &help);
        ++tips;
        text(view, "tool tip as shown", QToolTip::text(), !QToolTip::text().contains(QLatin1String("<b>")) && QToolTip::text().contains(QLatin1String("&lt;b&gt;")));
        QToolTip::hideText();
    }
    void cells(const QAbstractItemView *view)
    {
        const QAbstractItemModel *model = view->model();
        for (int column = 0; column < model->columnCount(); ++column)
            text(view, "head", model->headerData(column, Qt::Horizontal).toString() + model->headerData(column, Qt::Horizontal, Qt::ToolTipRole).toString(), true);
        for (int row = 0; row < std::min(model->rowCount(view->rootIndex()), 60); ++row) {
            for (int column = 0; column < model->columnCount(view->rootIndex()); ++column) {
                const QModelIndex index = model->index(row, column, view->rootIndex());
                text(view, "cell", index.data().toString(), true);
                text(view, "accessible cell", index.data(Qt::AccessibleTextRole).toString(), true);
                const QString said = index.data(Qt::ToolTipRole).toString();
                text(view, "tool tip", said, true);
                shown(view, index, said);
            }
        }
    }
};

} // namespace maestro::test
