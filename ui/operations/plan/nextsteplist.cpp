// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/plan/nextsteplist.h"

#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPainter>

namespace maestro {

namespace {

/// A number in a ring.
class Ordinal : public QWidget
{
public:
    Ordinal(int number, Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_text(QString::number(number))
        , m_theme(theme)
    {
        setFixedSize(theme->px(19), theme->px(19));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme->color(Token::Control), 1.2));
        painter.drawEllipse(QRectF(rect()).adjusted(1, 1, -1, -1));
        painter.setFont(m_theme->font(FontRole::Pill));
        painter.setPen(m_theme->color(Token::Text2));
        painter.drawText(rect(), Qt::AlignCenter, m_text);
    }

private:
    QString m_text;
    Theme *m_theme;
};

} // namespace

NextStepList::NextStepList(const QList<NextStep> &steps, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setAccessibleName(tr("What happens next"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, theme->px(8));
    grid->setHorizontalSpacing(theme->px(8));
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new ThemedLabel(tr("What happens next"), theme, FontRole::Secondary, Token::Text3, this), 0, 0, 1, 3);
    grid->setRowMinimumHeight(0, theme->px(22));
    QStringList all;
    for (int i = 0; i < steps.size(); ++i) {
        addStep(grid, 1 + 2 * i, steps.at(i));
        const QString time = steps.at(i).time.isEmpty() ? QString() : tr(", %1").arg(steps.at(i).time);
        all << tr("%1: %2, %3%4").arg(i + 1).arg(steps.at(i).title, steps.at(i).detail, time);
    }
    setAccessibleDescription(all.join(QStringLiteral("; ")));
}

void NextStepList::addStep(QGridLayout *grid, int row, const NextStep &step)
{
    grid->addWidget(new Ordinal(row / 2 + 1, m_theme, this), row, 0, Qt::AlignTop);
    auto *title = new ThemedLabel(step.title, m_theme, FontRole::BodyStrong, Token::Text, this);
    auto *time = new ThemedLabel(step.time, m_theme, FontRole::Secondary, Token::Text2, this);
    auto *detail = new ThemedLabel(step.detail, m_theme, FontRole::Secondary, Token::Text2, this);
    for (ThemedLabel *label : {title, detail})
        label->setWordWrap(true);
    title->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    detail->setContentsMargins(0, 0, 0, m_theme->px(5));
    grid->addWidget(title, row, 1);
    grid->addWidget(time, row, 2, Qt::AlignRight | Qt::AlignTop);
    grid->addWidget(detail, row + 1, 1, 1, 2);
    grid->setRowMinimumHeight(row, m_theme->px(20));
}

} // namespace maestro
