// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "text/plain/harmful.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextBlock>
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
    QStringList secrets; ///< none of them is told by anything
    int told = 0;
    int tips = 0;
    QSet<QString> tipsShown;

    void text(const QObject *where, const char *what, const QString &said, bool plain)
    {
        told += said.contains(QLatin1String("EVIL"));
        const bool betrays = std::any_of(secrets.begin(), secrets.end(), [&said](const QString &secret) { return said.contains(secret); });
        if (betrays || steers(said) || (!plain && said.contains(QLatin1String("<b>"))))
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
                text(label, "text", label->text(), label->textFormat() == Qt::PlainText || (label->inherits("QTipLabel") && !Qt::mightBeRichText(label->text())));
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
                text(button, "text", button->text(), true);
            if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget))
                text(edit, "text", edit->toPlainText(), true);
            if (const auto *line = qobject_cast<const QLineEdit *>(widget))
                text(line, "text", line->text() + line->placeholderText(), true);
            if (const auto *choice = qobject_cast<const QComboBox *>(widget))
                for (int item = 0; item < choice->count(); ++item)
                    text(choice, "item", choice->itemText(item) + choice->itemData(item, Qt::ToolTipRole).toString(), true);
            if (const auto *tabs = qobject_cast<const QTabBar *>(widget))
                for (int tab = 0; tab < tabs->count(); ++tab) {
                    text(tabs, "tab", tabs->tabText(tab), true);
                    tip(tabs, tabs->tabToolTip(tab));
                }
            if (const auto *box = qobject_cast<const QGroupBox *>(widget))
                text(box, "title", box->title(), true);
            if (const auto *rich = qobject_cast<const QTextEdit *>(widget)) { // here markup that came in would have become a format
                document(rich);
                text(rich, "text", rich->toPlainText(), rich->toPlainText().contains(QLatin1String("EVIL")) == rich->toPlainText().contains(QLatin1String("<b>")));
            }
            for (const QAction *action : widget->actions()) {
                text(action, "text", action->text(), true);
                tip(action, action->toolTip());
            }
            if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
                cells(view);
        }
    }
    /// What is read out of it, by whatever way its parts are known to assistive technology.
    void heard(QAccessibleInterface *node, int depth = 0)
    {
        if (!node || !node->isValid() || depth > 40 || node->state().invisible)
            return;
        const QObject *where = node->object() ? node->object() : QCoreApplication::instance();
        for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
            text(where, "as heard", node->text(kind), kind != QAccessible::Help || !Qt::mightBeRichText(node->text(kind)));
        if (node->role() == QAccessible::Table || node->role() == QAccessible::List || node->role() == QAccessible::Tree)
            return; // cells are looked at as such
        for (int child = 0; child < std::min(node->childCount(), 300); ++child)
            heard(node->child(child), depth + 1);
    }
    /// Markup that came in would have become a picture or a link.
    void document(const QTextEdit *rich)
    {
        for (QTextBlock block = rich->document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QTextCharFormat format = part.fragment().charFormat();
                if (format.isImageFormat() || (format.isAnchor() && !format.anchorHref().startsWith(QLatin1String("http"))))
                    wrong << QStringLiteral("%1 has a picture or a strange link: %2").arg(QLatin1String(rich->metaObject()->className()), part.fragment().text().left(120));
            }
        }
    }
    /// The tool tip as it comes up.
    void shown(const QAbstractItemView *view, const QModelIndex &index, const QString &said)
    {
        const QPoint place = view->visualRect(index).center();
        if (!view->isVisible() || !said.contains(QLatin1String("<b>")) || view->indexAt(place) != index || !view->viewport()->rect().contains(place))
            return;
        if (const QString known = QLatin1String(view->metaObject()->className()) + said; tipsShown.contains(known)) // brought up once, that is enough
            return;
        else
            tipsShown << known;
        QHelpEvent help(QEvent::ToolTip, place, view->viewport()->mapToGlobal(place));
        QApplication::sendEvent(view->viewport(), &help);
        ++tips;
        text(view, "tool tip as shown", QToolTip::text(), !Qt::mightBeRichText(QToolTip::text()) || (!QToolTip::text().contains(QLatin1String("<b>")) && QToolTip::text().contains(QLatin1String("&lt;b&gt;"))));
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
