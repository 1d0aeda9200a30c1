// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/plansummary.h"

#include "operations/plan/nextsteplist.h"
#include "operations/plan/revisioncard.h"
#include "text/desk/desktext.h"
#include "text/dryrun/dryruntext.h"
#include "text/humanize.h"
#include "text/labels.h"
#include "text/operationtext.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QPainter>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace maestro {

namespace {

const Revision *revisionOf(const RolloutSnapshot &snapshot, const QString &hash)
{
    for (const Revision &revision : snapshot.revisions) {
        if (!hash.isEmpty() && revision.hash == hash)
            return &revision;
    }
    return nullptr;
}

RevisionCard::Content cardOf(const Revision &revision, const QString &caption, Token edge)
{
    RevisionCard::Content card;
    card.caption = caption;
    card.edge = edge;
    card.revision = PlanSummary::tr("rev %1").arg(revision.number);
    QStringList tags;
    for (const QString &image : revision.images) {
        const QString tag = imageTag(image);
        tags << displaySafe(tag, 60);
        card.images << displaySafe(image.endsWith(u':' + tag) ? image.chopped(tag.size() + 1) : image, 512); // a tag stands above, large
    }
    card.tag = tags.join(QStringLiteral(", "));
    card.rows << std::pair(PlanSummary::tr("Pods"), PlanSummary::tr("%1 of %2 ready").arg(revision.ready).arg(revision.desired));
    return card;
}

/// The arrow between the cards.
class Arrow : public QWidget
{
public:
    Arrow(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedWidth(theme->px(36));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const int size = m_theme->px(20);
        paintIcon(painter, QRectF((width() - size) / 2.0, (height() - size) / 2.0, size, size), Icon::ArrowRight, m_theme->color(Token::Text2));
    }

private:
    Theme *m_theme;
};

/// One warning with its triangle.
class WarningRow : public QWidget
{
public:
    WarningRow(const QString &text, Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        auto *row = new QVBoxLayout(this);
        row->setContentsMargins(theme->px(32), theme->px(6), theme->px(10), theme->px(6));
        auto *label = new ThemedLabel(text, theme, FontRole::Secondary, Token::Warn, this);
        label->setWordWrap(true);
        row->addWidget(label);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Token::WarnBg));
        painter.drawRoundedRect(rect(), 4, 4);
        const int size = m_theme->px(14);
        paintGlyph(painter, QRectF(m_theme->px(10), m_theme->px(7), size, size), Glyph::Warn, *m_theme);
    }

private:
    Theme *m_theme;
};

} // namespace

PlanSummary::PlanSummary(const OperationPlan &plan, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    auto *effect = new FactLabel(tr("Effect"), this);
    effect->setFont(theme->font(FontRole::Body));
    effect->setWordWrap(true);
    effect->setFact(effectText(plan));
    column->addWidget(effect);
    addCards(column, plan);
    addWarnings(column, plan);
}

void PlanSummary::addCards(QVBoxLayout *column, const OperationPlan &plan)
{
    if (!plan.before)
        return;
    const RolloutSnapshot &before = *plan.before;
    const bool blueGreen = before.rollout.strategy == Strategy::BlueGreen;
    const Revision *fresh = revisionOf(before, before.rollout.currentPodHash);
    const Revision *stable = revisionOf(before, blueGreen ? before.rollout.activeHash : before.rollout.stableHash);
    if (plan.targetRevision)
        stable = &*plan.targetRevision;
    std::optional<double> share;
    if (before.weight && before.weight->observed)
        share = *before.weight->observed * 100.0 / std::max(1, before.weight->max);
    const auto percent = [](std::optional<double> value) { return value ? QString::number(*value, 'g', 4) + QStringLiteral(" %") : PlanSummary::tr("unknown"); };
    const bool back = plan.request.verb == Verb::Abort || plan.request.verb == Verb::Rollback;
    const bool forth = plan.request.verb == Verb::Promote || plan.request.verb == Verb::PromoteFull || plan.request.verb == Verb::SkipStep;
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    const bool two = !plan.call && (back || forth) && fresh && stable && fresh->hash != stable->hash;
    if (two) {
        auto newCard = cardOf(*fresh, back ? tr("From, new version") : tr("To, new version"), Token::Canary);
        auto oldCard = cardOf(*stable, back ? tr("To, %1").arg(plan.targetRevision ? tr("earlier version") : tr("stable version")) : tr("From, stable version"), Token::Stable);
        if (before.weight) {
            newCard.rows.prepend(std::pair(tr("Traffic now"), percent(share)));
            oldCard.rows.prepend(std::pair(tr("Traffic now"), percent(share ? std::optional(100 - *share) : std::nullopt)));
        }
        row->addWidget(new RevisionCard(back ? newCard : oldCard, m_theme, this), 1, Qt::AlignTop);
        row->addWidget(new Arrow(m_theme, this));
        row->addWidget(new RevisionCard(back ? oldCard : newCard, m_theme, this), 1, Qt::AlignTop);
    } else if (fresh) {
        row->addWidget(new RevisionCard(cardOf(*fresh, tr("Present version"), Token::Stable), m_theme, this), 1, Qt::AlignTop);
        row->addStretch(1);
    }
    column->addLayout(row);
}

void PlanSummary::addWarnings(QVBoxLayout *column, const OperationPlan &plan)
{
    for (const PlanWarning &warning : plan.warnings)
        column->addWidget(new WarningRow(warningText(warning), m_theme, this));
    if (plan.dryRun && (plan.dryRun->state != DryRun::State::Accepted || !plan.dryRun->differences.isEmpty() || !plan.dryRun->message.isEmpty()))
        column->addWidget(new WarningRow(dryRunText(*plan.dryRun), m_theme, this));
}

PlanDetails::PlanDetails(const OperationPlan &plan, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(3);
    if (const QList<NextStep> steps = nextSteps(plan); !steps.isEmpty())
        column->addWidget(new NextStepList(steps, theme, this));
    addFact(column, tr("Will not be undone"), notUndoneText(plan));
    addFact(column, tr("Way back"), counterActionText(plan));
    QStringList checks;
    for (const PatchStep &step : plan.steps) {
        for (const Guard &guard : step.guards)
            checks << guardPath(guard.field);
    }
    checks.removeDuplicates();
    addFact(column, plan.call ? tr("Read again just before it leaves") : tr("The server checks in the same write"), checks.join(QStringLiteral(", ")));
    addFact(column, tr("Owed afterwards"), planDutyText(plan));
    if (plan.dryRun)
        addFact(column, tr("Asked beforehand, at %1").arg(plan.dryRun->at.toLocalTime().toString(QStringLiteral("HH:mm:ss"))), dryRunText(*plan.dryRun));
    auto *caption = new ThemedLabel(tr("Sent exactly so"), theme, FontRole::Secondary, Token::Text3, this);
    column->addWidget(caption);
    auto *request = new QPlainTextEdit(this);
    request->setAccessibleName(tr("Exact request"));
    request->setReadOnly(true);
    request->setTabChangesFocus(true);
    request->setWordWrapMode(QTextOption::WrapAnywhere);
    request->setFont(theme->font(FontRole::Mono));
    QStringList texts;
    for (const PlannedRequest &planned : plan.requests)
        texts << requestText(planned);
    if (plan.call && plan.call->isProgram())
        texts << commandText(*plan.call);
    if (plan.call && !plan.call->checks.isEmpty())
        texts << checksText(*plan.call);
    request->setPlainText(texts.join(QStringLiteral("\n\n")));
    request->setMinimumHeight(theme->px(90));
    column->addWidget(request, 1);
}

void PlanDetails::addFact(QVBoxLayout *column, const QString &caption, const QString &text)
{
    if (text.isEmpty())
        return;
    column->addWidget(new ThemedLabel(caption, m_theme, FontRole::Secondary, Token::Text3, this));
    auto *label = new ThemedLabel(text, m_theme, FontRole::Secondary, Token::Text, this);
    label->setWordWrap(true);
    column->addWidget(label);
    column->addSpacing(m_theme->px(8));
}

void PlanDetails::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Sunken));
    painter.fillRect(QRect(0, 0, 1, height()), m_theme->color(Token::Border));
}

} // namespace maestro
