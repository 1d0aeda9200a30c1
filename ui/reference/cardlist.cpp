// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/cardlist.h"

#include "parts/filterbox.h"
#include "reference/cardview.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace maestro {

CardList::CardList(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_revision(new QLineEdit(this))
    , m_tag(new QLineEdit(this))
    , m_release(new QLineEdit(this))
    , m_filter(new FilterBox(tr("Filter: command, verb, tool"), 220, theme, this))
    , m_found(new FactLabel(tr("Cards"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(10), theme->px(8));
    column->setSpacing(theme->px(8));
    auto *line = new QHBoxLayout;
    line->setSpacing(theme->px(8));
    line->addWidget(m_filter);
    const auto field = [&](QLineEdit *edit, const QString &name, const QString &hint) {
        edit->setAccessibleName(name);
        edit->setPlaceholderText(hint);
        edit->setMaxLength(200);
        line->addWidget(edit, 1);
        connect(edit, &QLineEdit::textChanged, this, &CardList::fill);
    };
    field(m_revision, tr("Revision"), tr("revision, 41"));
    field(m_tag, tr("Image tag"), tr("last good image tag"));
    field(m_release, tr("Helm release"), tr("Helm release"));
    column->addLayout(line);
    column->addWidget(m_found);
    auto *area = new QScrollArea(this);
    area->setAccessibleName(tr("Cards"));
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inside = new QWidget(area);
    m_column = new QVBoxLayout(inside);
    m_column->setContentsMargins(0, 0, theme->px(8), 0);
    m_column->setSpacing(theme->px(6));
    area->setWidget(inside);
    column->addWidget(area, 1);
    const QList<ReferenceCard> cards = referenceCards({});
    for (const ReferenceCard &card : cards) {
        if (m_headings.isEmpty() || m_headings.last().first != card.group) {
            auto *heading = new ThemedLabel(card.group, theme, FontRole::PanelTitle, Token::Text, inside);
            m_headings.append({card.group, heading});
            m_column->addWidget(heading);
        }
        auto *view = new CardView(theme, inside);
        connect(view, &CardView::asked, this, &CardList::asked);
        connect(view, &CardView::copied, this, &CardList::copied);
        m_cards.append(view);
        m_column->addWidget(view);
    }
    m_column->addStretch(1);
    setFocusProxy(m_filter);
    connect(m_filter, &QLineEdit::textChanged, this, &CardList::filter);
    fill();
}

void CardList::setSubject(const ReferenceSubject &subject)
{
    m_subject = subject;
    fill();
}

void CardList::fill()
{
    m_subject.revision = m_revision->text().trimmed();
    const ObjectRef &ref = m_subject.ref;
    const QList<ReferenceCard> cards = referenceCards({ref.context, ref.ns, ref.name, {}, m_subject.revision, m_tag->text().trimmed(), m_release->text().trimmed()});
    for (qsizetype i = 0; i < cards.size() && i < m_cards.size(); ++i)
        m_cards[i]->setCard(cards[i], m_subject);
    filter(m_filter->text());
}

void CardList::filter(const QString &wanted)
{
    const QString word = wanted.trimmed();
    QStringList groups;
    int shown = 0;
    for (CardView *card : std::as_const(m_cards)) {
        const bool visible = word.isEmpty() || card->contains(word);
        card->setVisible(visible);
        shown += visible;
        if (visible)
            groups.append(card->group());
    }
    for (const auto &[group, heading] : std::as_const(m_headings))
        heading->setVisible(groups.contains(group));
    m_found->setFact(shown == m_cards.size() ? tr("%n command(s) of the runbooks", nullptr, shown) : tr("%1 of %2 commands").arg(shown).arg(m_cards.size()));
}

} // namespace maestro
