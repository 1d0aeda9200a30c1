// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts/detailtable.h"

#include "parts/detaildelegate.h"
#include "parts/rowtable.h"
#include "theme/smallparts.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

DetailTable::DetailTable(const QString &name, QAbstractItemModel *model, const QList<int> &widths, Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_table(new QTableView(this))
    , m_note(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_empty(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text3, this))
    , m_widths(widths)
{
    setProperty("panel", true);
    auto *title = new ThemedLabel(name, theme, FontRole::BodyStrong, Token::Text, this);
    title->setAccessibleName(tr("%1, heading").arg(name));
    auto *head = new QHBoxLayout;
    head->addWidget(title);
    head->addSpacing(6);
    head->addWidget(m_note, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 6, 1, 1);
    column->setSpacing(2);
    head->setContentsMargins(11, 0, 11, 0);
    column->addLayout(head);
    column->addWidget(m_empty, 1);
    column->addWidget(m_table, 1);
    m_empty->setContentsMargins(11, 4, 11, 4);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setWordWrap(true);

    m_table->setAccessibleName(name);
    m_table->setModel(model);
    m_table->setItemDelegate(new DetailDelegate(theme, m_table));
    m_table->setFrameShape(QFrame::NoFrame);
    makeRowTable(m_table);
    m_table->viewport()->installEventFilter(this);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(model, &QAbstractItemModel::rowsInserted, this, &DetailTable::showEmptiness);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &DetailTable::showEmptiness);
    connect(theme, &Theme::changed, this, &DetailTable::restyle);
    restyle();
    showEmptiness();
}

void DetailTable::setNote(const QString &note)
{
    m_noteText = note;
    m_note->setText(m_stale ? (note.isEmpty() ? tr("last known") : tr("last known: %1").arg(note)) : note);
    m_note->setToken(m_stale ? Token::Warn : Token::Text2);
}

void DetailTable::setDispensable(const QList<int> &columns)
{
    m_dispensable = columns;
    spread();
}

void DetailTable::setStale(bool stale)
{
    if (m_stale == stale)
        return;
    m_stale = stale;
    m_table->setProperty(DetailDelegate::staleProperty, stale);
    m_table->viewport()->update();
    setNote(m_noteText);
}

void DetailTable::setEmptySentence(const QString &sentence)
{
    m_empty->setText(sentence);
}

void DetailTable::showEmptiness()
{
    const bool empty = m_table->model()->rowCount() == 0;
    m_empty->setVisible(empty);
    m_table->setVisible(!empty);
}

void DetailTable::restyle()
{
    m_table->verticalHeader()->setDefaultSectionSize(m_theme->px(25));
    m_table->horizontalHeader()->setFont(m_theme->font(FontRole::Secondary));
    m_table->horizontalHeader()->setFixedHeight(m_theme->px(24));
    spread();
}

void DetailTable::spread()
{
    const QFontMetrics head(m_table->horizontalHeader()->font());
    QList<int> widths;
    for (int i = 0; i < m_widths.size(); ++i) { // a heading is never cut, in no language
        const QString word = m_table->model()->headerData(i, Qt::Horizontal).toString();
        const int least = word.isEmpty() ? 0 : head.horizontalAdvance(word) + m_theme->px(18);
        widths << (m_widths.at(i) > 0 ? std::max(m_theme->px(m_widths.at(i)), least) : 0);
    }
    for (const int column : std::as_const(m_dispensable))
        m_table->setColumnHidden(column, false);
    const auto rest = [&] {
        int room = m_table->viewport()->width();
        for (int i = 0; i < widths.size(); ++i)
            room -= m_table->isColumnHidden(i) ? 0 : widths.at(i);
        return room;
    };
    const int least = m_theme->px(m_dispensable.isEmpty() ? 150 : 180);
    for (const int column : std::as_const(m_dispensable)) {
        if (rest() < least)
            m_table->setColumnHidden(column, true);
    }
    for (int i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(i, widths.at(i) > 0 ? widths.at(i) : std::max(rest(), m_theme->px(150)));
}

bool DetailTable::eventFilter(QObject *watched, QEvent *event)
{
    // The viewport's own size: while the table is hidden it is not the frame's.
    if (event->type() == QEvent::Resize)
        spread();
    return QFrame::eventFilter(watched, event);
}

} // namespace maestro
