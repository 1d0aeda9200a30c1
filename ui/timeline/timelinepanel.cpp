// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinepanel.h"

#include "domain/timeline/annotatedtimeline.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace maestro {

namespace {

/// done, planned, and the heights of analysis: what the picture means.
class TimelineLegend : public QWidget
{
public:
    TimelineLegend(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setAccessibleName(TimelinePanel::tr("Legend: filled is done, hatched is planned; analysis cells are higher the worse the result"));
        setFixedHeight(theme->px(20));
        setMinimumWidth(theme->px(10));
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const QFontMetrics metrics(m_theme->font(FontRole::Secondary));
        int width = m_theme->px(74) + 18;
        for (const QString &word : {TimelinePanel::tr("done"), TimelinePanel::tr("planned"), TimelinePanel::tr("pass, near, fail")})
            width += metrics.horizontalAdvance(word);
        return {width, m_theme->px(20)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter p(this);
        p.setFont(m_theme->font(FontRole::Secondary));
        const QColor canary = m_theme->color(Token::Canary);
        int x = 0;
        const auto word = [&](const QString &text) {
            p.setPen(m_theme->color(Token::Text2));
            p.drawText(QRect(x, 0, width(), height()), Qt::AlignVCenter, text);
            x += p.fontMetrics().horizontalAdvance(text) + m_theme->px(12);
        };
        const QRect box(0, height() / 2 - m_theme->px(5), m_theme->px(12), m_theme->px(10));
        p.fillRect(box, canary);
        x += m_theme->px(17);
        word(TimelinePanel::tr("done"));
        paintHatch(p, box.translated(x, 0), canary);
        p.setPen(QPen(canary, 1));
        p.drawRect(box.translated(x, 0).adjusted(0, 0, -1, -1));
        x += m_theme->px(17);
        word(TimelinePanel::tr("planned"));
        const std::pair<Token, int> cells[] = {{Token::HealthySolid, 4}, {Token::WarnSolid, 8}, {Token::FailedSolid, 11}};
        for (const auto &[token, h] : cells) {
            p.fillRect(QRect(x, height() / 2 + m_theme->px(5) - m_theme->px(h), 4, m_theme->px(h)), m_theme->color(token));
            x += 6;
        }
        x += m_theme->px(4);
        word(TimelinePanel::tr("pass, near, fail"));
    }

private:
    Theme *m_theme;
};

QPushButton *segment(const QString &text, QButtonGroup *group, QHBoxLayout *row, int id)
{
    auto *button = new QPushButton(text);
    button->setCheckable(true);
    button->setAutoDefault(false);
    button->setFocusPolicy(Qt::TabFocus);
    group->addButton(button, id);
    row->addWidget(button);
    return button;
}

} // namespace

TimelinePanel::TimelinePanel(TimeCursor *cursor, Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_model(new TimelineModel(this))
    , m_view(new TimelineView(m_model, cursor, theme, this))
    , m_stack(new QStackedWidget(this))
{
    setProperty("panel", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 6, 6);
    column->setSpacing(6);
    auto *head = new QHBoxLayout;
    head->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(buildList());
    m_stack->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    buildHead(head);
    setFocusProxy(m_view);
}

QListView *TimelinePanel::buildList()
{
    auto *list = new QListView(this);
    list->setAccessibleName(tr("Timeline"));
    list->setModel(m_model);
    list->setUniformItemSizes(true);
    list->setFrameShape(QFrame::NoFrame);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    return list;
}

void TimelinePanel::buildHead(QHBoxLayout *head)
{
    auto *title = new ThemedLabel(tr("Timeline"), m_theme, FontRole::BodyStrong, Token::Text, this);
    title->setAccessibleName(tr("Timeline, heading"));
    head->addWidget(title);
    head->addSpacing(12);
    auto *views = new QButtonGroup(this);
    segment(tr("Phases"), views, head, 0)->setChecked(true);
    segment(tr("Time"), views, head, 1);
    segment(tr("List"), views, head, 2);
    connect(views, &QButtonGroup::idClicked, this, [this](int id) {
        m_stack->setCurrentIndex(id == 2 ? 1 : 0);
        if (id != 2)
            m_view->setScaleKind(id == 0 ? TimelineScaleKind::Phases : TimelineScaleKind::Time);
        m_ranges->button(0)->setChecked(true);
    });
    head->addSpacing(14);
    head->addWidget(new TimelineLegend(m_theme, this));
    head->addStretch(1);
    m_end = new ThemedLabel({}, m_theme, FontRole::Secondary, Token::Text2, this);
    head->addWidget(m_end);
    head->addSpacing(12);
    buildRanges(head);
}

void TimelinePanel::buildRanges(QHBoxLayout *head)
{
    m_ranges = new QButtonGroup(this);
    const std::pair<QString, int> ranges[] = {{tr("Fit"), 0}, {tr("7 d"), 7 * 86400}, {tr("24 h"), 86400}, {tr("6 h"), 6 * 3600}, {tr("1 h"), 3600}};
    for (const auto &[text, seconds] : ranges)
        segment(text, m_ranges, head, seconds);
    m_ranges->button(0)->setChecked(true);
    connect(m_ranges, &QButtonGroup::idClicked, m_view, [this](int seconds) { m_view->showLast(seconds); });
}

void TimelinePanel::showRollout(const RolloutSnapshotPtr &snapshot, const TimelinePtr &timeline, const Freshness &freshness, const QDateTime &now)
{
    m_snapshot = snapshot;
    m_timeline = timeline;
    join(freshness, now);
    const auto end = m_view->plannedEnd();
    m_end->setText(end ? tr("done about %1").arg(utcText(QDateTime::fromMSecsSinceEpoch(*end, Qt::UTC))) : QString());
}

void TimelinePanel::showAnnotations(const QList<GrafanaAnnotation> &annotations)
{
    if (m_annotations == annotations)
        return;
    m_annotations = annotations;
    if (m_snapshot && m_timeline)
        join(m_freshness, m_now);
}

void TimelinePanel::join(const Freshness &freshness, const QDateTime &now)
{
    m_freshness = freshness;
    m_now = now;
    const TimelinePtr whole = m_annotations.isEmpty() ? m_timeline : std::make_shared<const Timeline>(withAnnotations(*m_timeline, m_annotations));
    m_model->setTimeline(*whole);
    m_view->showRollout(m_snapshot, whole, freshness, now);
}

void TimelinePanel::showHealth(const HealthTrack &health, const QList<ChartData::Span> &baselineWindows, std::optional<TimeCursor::Range> charts)
{
    m_view->showHealth(health, baselineWindows, charts);
}

void TimelinePanel::tick(const Freshness &freshness, const QDateTime &now)
{
    m_freshness = freshness;
    m_now = now;
    m_view->tick(freshness, now);
}

void TimelinePanel::clear()
{
    m_snapshot.reset();
    m_timeline.reset();
    m_annotations.clear();
    m_model->setTimeline({});
    m_view->clear();
    m_end->clear();
}

} // namespace maestro
