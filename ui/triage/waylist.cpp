// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "triage/waylist.h"

#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QAbstractButton>
#include <QPainter>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr qsizetype waysAtMost = 8; ///< all of them are on the page Rollback options

QString titleOf(const RollbackOption &option)
{
    const QString kind = deskKindLabel(option.way.kind);
    return option.target.isEmpty() ? kind : WayList::tr("%1 to %2").arg(kind, displaySafe(option.target, 60));
}

QString noteOf(const RollbackOption &option)
{
    return displaySafe(option.reason.isEmpty() ? option.reverts : option.reason, 300);
}

} // namespace

/// One way: number, title with the time it took, why, usable or not.
class WayRow : public QAbstractButton
{
public:
    WayRow(int number, Theme *theme, QWidget *parent)
        : QAbstractButton(parent)
        , m_number(number)
        , m_theme(theme)
    {
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setAttribute(Qt::WA_Hover);
        connect(theme, &Theme::changed, this, [this] { updateGeometry(); });
    }

    void show(const RollbackOption &option)
    {
        m_name = option.way.name;
        m_title = titleOf(option);
        m_note = noteOf(option);
        m_usable = option.usable;
        m_took = !option.usable ? QString() : option.estimateSeconds ? durationText(*option.estimateSeconds) : WayList::tr("time not known");
        const QString state = m_usable ? WayList::tr("usable") : WayList::tr("not usable");
        setAccessibleName(WayList::tr("Way %1: %2").arg(m_number).arg(m_title));
        setAccessibleDescription(QStringList{state, m_took, m_note}.join(QStringLiteral(", ")));
        setToolTip(plainTip(displaySafe(m_name, 60) + QStringLiteral(": ") + state + u'\n' + m_note));
        setVisible(true);
        update();
    }
    const QString &way() const { return m_name; }
    QSize sizeHint() const override { return {m_theme->px(200), m_theme->px(42)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        const int radius = m_theme->px(5);
        painter.setPen(hasFocus() ? QPen(m_theme->color(Token::Accent), 2) : QPen(m_theme->color(Token::Border)));
        painter.setBrush(m_theme->color(underMouse() ? Token::Hover : Token::Raised));
        painter.drawRoundedRect(frame, radius, radius);
        const int side = m_theme->px(22);
        const int pad = m_theme->px(8);
        const QRect box(pad, (height() - side) / 2, side, side);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::Border));
        painter.drawRoundedRect(box, m_theme->px(4), m_theme->px(4));
        painter.setPen(m_theme->color(Token::Text2));
        painter.setFont(m_theme->font(FontRole::Pill));
        painter.drawText(box, Qt::AlignCenter, m_usable ? QString::number(m_number) : QStringLiteral("–"));
        const int glyph = m_theme->px(14);
        const QRect state(width() - pad - glyph, pad, glyph, glyph);
        paintGlyph(painter, state, m_usable ? Glyph::Healthy : Glyph::Failed, *m_theme);
        painter.setFont(m_theme->font(FontRole::Secondary));
        const int took = m_took.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(m_took) + pad;
        const int left = box.right() + pad;
        const int half = height() / 2;
        painter.setPen(m_theme->color(Token::Text2));
        painter.drawText(QRect(state.left() - took, 0, took - pad, half + m_theme->px(2)), Qt::AlignRight | Qt::AlignBottom, m_took);
        painter.drawText(QRect(left, half + m_theme->px(2), width() - pad - left, half), Qt::AlignLeft | Qt::AlignTop,
                         painter.fontMetrics().elidedText(m_note, Qt::ElideRight, width() - pad - left));
        painter.setFont(m_theme->font(FontRole::BodyStrong));
        painter.setPen(m_theme->color(m_usable ? Token::Text : Token::Text2));
        const int room = state.left() - took - pad - left;
        painter.drawText(QRect(left, 0, room, half + m_theme->px(2)), Qt::AlignLeft | Qt::AlignBottom, painter.fontMetrics().elidedText(m_title, Qt::ElideRight, room));
    }

private:
    int m_number;
    Theme *m_theme;
    QString m_name;
    QString m_title;
    QString m_note;
    QString m_took;
    bool m_usable = false;
};

WayList::WayList(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_asOf(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text3, this))
    , m_none(new FactLabel(tr("Ways back"), this))
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme->px(4));
    auto *head = new QHBoxLayout;
    head->addWidget(new ThemedLabel(tr("Ways back"), theme, FontRole::BodyStrong, Token::Text2, this));
    head->addStretch(1);
    head->addWidget(m_asOf);
    m_column->addLayout(head);
    m_none->setWordWrap(true);
    m_column->addWidget(m_none);
}

void WayList::showWays(const RollbackOptionsPtr &options, const QString &why)
{
    const qsizetype count = options ? std::min(options->options.size(), waysAtMost) : 0;
    while (m_rows.size() < count) {
        auto *row = new WayRow(int(m_rows.size()) + 1, m_theme, this);
        connect(row, &QAbstractButton::clicked, this, [this, row] { Q_EMIT chosen(row->way()); });
        m_column->addWidget(row);
        m_rows.append(row);
    }
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (i < count)
            m_rows.at(i)->show(options->options.at(i));
        else
            m_rows.at(i)->hide();
    }
    m_asOf->setText(options ? tr("as of %1").arg(utcText(options->at, options->at.date())) : QString());
    m_asOf->setVisible(options != nullptr);
    m_none->setVisible(count == 0 || !options->busy.isEmpty());
    m_none->setFact(options ? count == 0 ? tr("no way back is known") : displaySafe(options->busy, 200) : displaySafe(why, 300));
}

} // namespace maestro
