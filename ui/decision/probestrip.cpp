// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "decision/probestrip.h"

#include "text/decision/decisiontext.h"
#include "text/humanize.h"
#include "theme/factlabel.h"

#include <QPainter>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int cellHeight = 14;
constexpr int cellStep = 5;
constexpr int cellGap = 1;

} // namespace

class ProbeStrip::Cells : public QWidget
{
public:
    Cells(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme->px(cellHeight));
        connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    void setLooks(const QList<HealthLook> &looks)
    {
        if (std::exchange(m_looks, looks) != looks)
            update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int step = m_theme->px(cellStep);
        const int wide = std::max(1, step - m_theme->px(cellGap));
        const qsizetype shown = std::min<qsizetype>(m_looks.size(), width() / std::max(1, step));
        for (qsizetype i = 0; i < shown; ++i) { // of more than there is room for the newest
            const HealthLook &look = m_looks.at(m_looks.size() - shown + i);
            const int high = look.ok == true ? height() / 2 : height();
            const QRect cell(int(i) * step, height() - high, wide, high);
            if (look.ok) {
                painter.fillRect(cell, m_theme->color(*look.ok ? Token::HealthySolid : Token::FailedSolid));
            } else {
                painter.setPen(m_theme->color(Token::Unknown));
                painter.drawRect(cell.adjusted(0, 0, -1, -1));
            }
        }
    }

private:
    Theme *m_theme;
    QList<HealthLook> m_looks;
};

ProbeStrip::ProbeStrip(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_state(new FactLabel({}, this))
    , m_cells(new Cells(theme, this))
    , m_looks(new FactLabel({}, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(4), theme->px(4), 0, theme->px(4));
    column->setSpacing(theme->px(3));
    for (FactLabel *label : {m_state, m_looks})
        label->setWordWrap(true);
    m_looks->setFont(theme->font(FontRole::Secondary));
    column->addWidget(m_state);
    column->addWidget(m_cells);
    column->addWidget(m_looks);
}

void ProbeStrip::showProbe(const ProbeHistory &probe)
{
    const QString name = displaySafe(probe.name, 80);
    const QString state = probeStateText(probe);
    const QString looks = probeLooksText(probe);
    m_state->setAccessibleName(tr("Health endpoint %1").arg(name));
    m_state->setFact(tr("%1: %2").arg(name, state));
    const std::optional<bool> ok = probe.ok();
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme->color(!ok ? Token::Unknown : *ok ? Token::Text : Token::Failed));
    m_state->setPalette(colours);
    m_cells->setLooks(probe.looks);
    m_cells->setAccessibleName(tr("Looks at %1").arg(name));
    m_cells->setAccessibleDescription(looks);
    m_cells->setToolTip(tr("Each look a cell, the newest on the right: low is fine, high is failed, empty is unknown."));
    m_looks->setAccessibleName(tr("Looks at %1, counted").arg(name));
    m_looks->setFact(looks);
    show();
}

} // namespace maestro
