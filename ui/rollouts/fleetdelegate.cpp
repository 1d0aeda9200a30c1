// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rollouts/fleetdelegate.h"

#include "text/humanize.h"
#include "text/labels.h"
#include "text/slotext.h"
#include "theme/bandwidget.h"
#include "theme/cellpaint.h"
#include "theme/glyph.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <cmath>

namespace maestro {

namespace {

constexpr int edge = 5; // of the environment
constexpr int padding = 8;

bool isOld(const Freshness &freshness)
{
    return freshness.state == FreshnessState::Stale || freshness.state == FreshnessState::Disconnected;
}

Token inkOf(FleetClass kind)
{
    switch (kind) {
    case FleetClass::Degraded:
    case FleetClass::AtRisk:
        return Token::Failed;
    case FleetClass::Waits:
        return Token::Wait;
    case FleetClass::Old:
        return Token::Warn;
    default:
        return Token::Text;
    }
}

Glyph glyphOfAnalysis(const QString &phase)
{
    if (phase == QLatin1String("Successful"))
        return Glyph::Healthy;
    if (phase == QLatin1String("Failed") || phase == QLatin1String("Error"))
        return Glyph::Failed;
    if (phase == QLatin1String("Running"))
        return Glyph::Progress;
    return phase == QLatin1String("Inconclusive") ? Glyph::Unknown : Glyph::Idle;
}

/// "prod-us-east-1" and "aivo-system" as one short line.
QString placeOf(const ObjectRef &ref)
{
    return displaySafe(ref.context, 60) % u" · " % displaySafe(ref.ns, 60);
}

void paintBlueGreen(QPainter &painter, const QPoint &bottomLeft, const Rollout &rollout, const Theme &theme)
{
    const bool preview = !rollout.previewHash.isEmpty() && rollout.previewHash != rollout.activeHash;
    const QRect active(bottomLeft.x(), bottomLeft.y() - theme.px(13), theme.px(50), theme.px(13));
    QFont font = theme.font(FontRole::Pill);
    font.setPixelSize(theme.px(9));
    painter.setFont(font);
    painter.fillRect(active, theme.color(Token::Stable));
    painter.setPen(theme.color(Token::Surface));
    painter.drawText(active, Qt::AlignCenter, QCoreApplication::translate("Fleet", "ACTIVE"));
    if (!preview)
        return;
    const QRect box = active.translated(theme.px(56), 0);
    painter.setPen(theme.color(Token::Canary));
    painter.drawRect(box.adjusted(0, 0, -1, -1));
    painter.drawText(box, Qt::AlignCenter, QCoreApplication::translate("Fleet", "PREVIEW"));
}

} // namespace

int paintStepBars(QPainter &painter, const QPoint &bottomLeft, const Rollout &rollout, bool dim, const Theme &theme)
{
    QList<std::pair<qsizetype, int>> bars; // step index, weight
    for (qsizetype i = 0; i < rollout.steps.size(); ++i) {
        if (rollout.steps.at(i).kind == StepKind::SetWeight && rollout.steps.at(i).weight)
            bars << std::pair(i, *rollout.steps.at(i).weight);
    }
    if (bars.isEmpty() || bars.last().second != rollout.traffic.maxWeight)
        bars << std::pair(rollout.steps.size(), rollout.traffic.maxWeight);
    const qsizetype at = rollout.currentStepIndex.value_or(-1);
    qsizetype current = -1;
    for (qsizetype b = 0; b < bars.size(); ++b) {
        if (bars.at(b).first <= at)
            current = b;
    }
    const bool known = rollout.currentStepIndex.has_value();
    const bool done = known && at >= rollout.steps.size();
    const int gap = theme.px(2);
    const int width = qBound(theme.px(5), (theme.px(112) - gap * int(bars.size() - 1)) / int(bars.size()), theme.px(21));
    const Token ink = rollout.abort ? Token::Stable : Token::Canary;
    painter.save();
    painter.setOpacity(dim ? 0.45 : 1.0);
    for (qsizetype b = 0; b < bars.size(); ++b) {
        const double share = qBound(0.0, double(bars.at(b).second) / qMax(1, rollout.traffic.maxWeight), 1.0);
        const int height = theme.px(4 + int(std::lround(12 * std::sqrt(share))));
        const QRect bar(bottomLeft.x() + int(b) * (width + gap), bottomLeft.y() - height, width, height);
        if (known && (b < current || done)) {
            painter.fillRect(bar, theme.color(ink));
        } else if (known && b == current) {
            painter.fillRect(QRect(bar.left(), bar.top(), bar.width() / 2, bar.height()), theme.color(ink));
            painter.setPen(theme.color(ink));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(bar.adjusted(0, 0, -1, -1));
        } else {
            painter.fillRect(bar, theme.color(theme.isDark() ? Token::Border : Token::Sunken));
        }
        if (rollout.abort && b == qMax<qsizetype>(0, current)) {
            const double size = theme.px(9);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(QPen(theme.color(Token::FailedSolid), 2));
            const QRectF cross(bar.center().x() - size / 2, bar.top() - size - 1, size, size);
            painter.drawLine(cross.topLeft(), cross.bottomRight());
            painter.drawLine(cross.topRight(), cross.bottomLeft());
            painter.setRenderHint(QPainter::Antialiasing, false);
        }
    }
    painter.restore();
    return int(bars.size()) * (width + gap) - gap;
}

FleetDelegate::FleetDelegate(const FleetModel *model, const Theme *theme, QTableView *view)
    : QStyledItemDelegate(view)
    , m_model(model)
    , m_theme(theme)
    , m_view(view)
{
}

bool FleetDelegate::oneLine(const FleetEntry &entry) const
{
    return entry.attention == Attention::Steady;
}

int FleetDelegate::rowHeight(const FleetEntry &entry) const
{
    if (entry.isGroup())
        return m_theme->px(28);
    return m_theme->px(oneLine(entry) ? 30 : 44);
}

void FleetDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const FleetEntry &entry = m_model->rowAt(index.row());
    painter->save();
    if (entry.isGroup()) {
        const QRect row(-m_view->horizontalHeader()->offset(), option.rect.top(), m_view->viewport()->width(), option.rect.height());
        const bool old = entry.attention == Attention::DataIsOld && !entry.group->note.isEmpty();
        paintSection(*painter, option.rect, row, entry.group->title, QString::number(entry.group->count), entry.group->note, entry.group->collapsed ? 2 : 1, old ? Token::Warn : Token::Text, *m_theme);
        painter->restore();
        return;
    }
    const bool selected = option.state & QStyle::State_Selected;
    paintRowGround(*painter, option.rect, selected, isOld(m_model->freshnessOf(entry.row->ref.context)), *m_theme);
    int left = padding;
    if (m_view->horizontalHeader()->visualIndex(index.column()) == 0) {
        const QRect strip(option.rect.left(), option.rect.top(), m_theme->px(edge), option.rect.height());
        paintEnvironment(*painter, strip, m_model->environmentOf(entry.row->ref.context), *m_theme);
        if (selected)
            painter->fillRect(QRect(strip.right() + 1, strip.top(), m_theme->px(3), strip.height()), m_theme->color(Token::AccentFill));
        left = m_theme->px(14);
    }
    painter->setClipRect(option.rect.adjusted(0, 0, -2, -1), Qt::IntersectClip);
    paintCell(*painter, option.rect.adjusted(left, 0, -m_theme->px(6), -1), entry, index.column());
    painter->restore();
}

void FleetDelegate::paintCell(QPainter &painter, const QRect &box, const FleetEntry &entry, int column) const
{
    const FleetRow &row = *entry.row;
    const bool old = isOld(m_model->freshnessOf(row.ref.context));
    const Token ink = old ? Token::Text3 : Token::Text;
    switch (column) {
    case FleetModel::Name:
        paintName(painter, box, entry, ink);
        break;
    case FleetModel::Status:
        paintStatus(painter, box, entry);
        break;
    case FleetModel::Change:
        paintLines(painter, box, entry, {changeText(row.rollout()), FontRole::Mono, ink}, {changeDetail(row.rollout()), FontRole::Secondary, Token::Text3});
        break;
    case FleetModel::Steps:
        if (oneLine(entry))
            paintLine(painter, box, {weightHeadline(row).isEmpty() ? stepsText(row) : QString(weightHeadline(row) % u", " % stepsText(row)), FontRole::Secondary, Token::Text2}, *m_theme);
        else
            paintSteps(painter, box, entry);
        break;
    case FleetModel::Pods: {
        const Rollout rollout = row.rollout();
        const int missing = rollout.specReplicas - rollout.readyReplicas;
        paintLines(painter, box, entry, {podsText(rollout), FontRole::Body, !old && missing > 0 ? Token::Warn : ink},
                   {missing > 0 ? QCoreApplication::translate("Fleet", "%1 missing").arg(missing) : QCoreApplication::translate("Fleet", "all ready"), FontRole::Secondary, Token::Text3});
        break;
    }
    case FleetModel::Gates:
        paintGates(painter, box, entry, old);
        break;
    case FleetModel::Analysis:
        paintAnalysis(painter, box, entry, old);
        break;
    case FleetModel::Next:
        paintNext(painter, box, entry, old);
        break;
    default:
        break;
    }
}

void FleetDelegate::paintLines(QPainter &painter, const QRect &box, const FleetEntry &entry, const CellText &top, const CellText &bottom) const
{
    if (oneLine(entry))
        paintLine(painter, box, top, *m_theme);
    else
        paintTwoLines(painter, box, top, bottom, *m_theme);
}

void FleetDelegate::paintName(QPainter &painter, const QRect &box, const FleetEntry &entry, Token ink) const
{
    const CellText name{displaySafe(entry.row->ref.name), FontRole::BodyStrong, ink};
    const CellText place{placeOf(entry.row->ref), FontRole::Secondary, Token::Text3};
    if (!oneLine(entry)) {
        paintTwoLines(painter, box, name, place, *m_theme);
        return;
    }
    const int used = paintLine(painter, box, name, *m_theme) + m_theme->px(8);
    if (box.width() - used > m_theme->px(24))
        paintLine(painter, box.adjusted(used, 0, 0, 0), place, *m_theme);
}

void FleetDelegate::paintStatus(QPainter &painter, const QRect &box, const FleetEntry &entry) const
{
    const FleetRow &row = *entry.row;
    const Freshness freshness = m_model->freshnessOf(row.ref.context);
    const StateLook look = lookOf(row, freshness);
    if (oneLine(entry)) {
        const double size = m_theme->px(12);
        paintGlyph(painter, QRectF(box.left(), box.center().y() - size / 2 + 0.5, size, size), look.glyph, *m_theme);
        paintLine(painter, box.adjusted(m_theme->px(17), 0, 0, 0), {look.word, FontRole::Body, look.text}, *m_theme);
        return;
    }
    paintPill(painter, QRect(box.left(), box.top() + m_theme->px(3), box.width(), m_theme->px(20)), look, *m_theme);
    QString below = isOld(freshness) ? QCoreApplication::translate("Fleet", "was %1").arg(phaseLabel(row.phase.phase)) : rowDetail(row);
    if (below.compare(look.word, Qt::CaseInsensitive) == 0)
        below = QCoreApplication::translate("Fleet", "at %1").arg(stepsText(row));
    paintLine(painter, QRect(box.left(), box.top() + m_theme->px(24), box.width(), m_theme->px(16)), {below, FontRole::Secondary, Token::Text3}, *m_theme);
}

/// A glyph for each gate, worst first, and what stands out in words; a rollout without a policy has words alone.
void FleetDelegate::paintGates(QPainter &painter, const QRect &box, const FleetEntry &entry, bool old) const
{
    const ObjectRef ref = FleetModel::judged(*entry.row);
    const FleetHealth &health = m_model->health();
    const QDateTime now = m_model->utcNow();
    const bool judged = !old && health.stateOf(ref, now) == FleetHealth::State::Judged;
    const QString words = old && health.reportOf(ref) ? QCoreApplication::translate("Fleet", "unknown") : health.headline(ref, now);
    const QList<GateVerdict> verdicts = health.verdictsOf(ref);
    const bool doubtful = health.isRead() && health.isDoubtful(ref);
    if (verdicts.isEmpty())
        return paintLines(painter, box, entry, {words, FontRole::Secondary, doubtful ? Token::Warn : Token::Text3}, {});
    const bool fine = std::all_of(verdicts.begin(), verdicts.end(), [](const GateVerdict &v) { return v.state == GateState::Pass && !isPending(v); });
    const Token ink = judged && !fine ? lookOf(verdicts.first()).text : doubtful ? Token::Warn : Token::Text3;
    const int size = m_theme->px(12);
    if (oneLine(entry)) {
        paintGlyph(painter, QRectF(box.left(), box.center().y() - size / 2.0 + 0.5, size, size), judged ? lookOf(verdicts.first()).glyph : Glyph::Stale, *m_theme);
        paintLine(painter, box.adjusted(m_theme->px(17), 0, 0, 0), {words, FontRole::Secondary, ink}, *m_theme);
        return;
    }
    const int step = m_theme->px(16);
    const int room = std::max(1, box.width() / step);
    const int shown = verdicts.size() <= room ? int(verdicts.size()) : room - 1;
    for (int i = 0; i < shown; ++i)
        paintGlyph(painter, QRectF(box.left() + i * step, box.top() + m_theme->px(8), size, size), judged ? lookOf(verdicts.at(i)).glyph : Glyph::Stale, *m_theme);
    if (shown < verdicts.size())
        paintLine(painter, QRect(box.left() + shown * step, box.top() + m_theme->px(6), step + m_theme->px(4), m_theme->px(16)),
                  {QStringLiteral("+%1").arg(verdicts.size() - shown), FontRole::Axis, Token::Text3}, *m_theme);
    paintLine(painter, QRect(box.left(), box.top() + m_theme->px(24), box.width(), m_theme->px(16)), {words, FontRole::Secondary, ink}, *m_theme);
}

void FleetDelegate::paintAnalysis(QPainter &painter, const QRect &box, const FleetEntry &entry, bool old) const
{
    const Rollout rollout = entry.row->rollout();
    if (rollout.analysis.isEmpty() || oneLine(entry)) {
        paintLines(painter, box, entry, {analysisText(rollout), FontRole::Secondary, Token::Text3}, {});
        return;
    }
    int x = box.left();
    const int size = m_theme->px(12);
    for (const AnalysisStatus &analysis : rollout.analysis) {
        paintGlyph(painter, QRectF(x, box.top() + m_theme->px(8), size, size), old ? Glyph::Stale : glyphOfAnalysis(analysis.phase), *m_theme);
        x += m_theme->px(17);
    }
    const QString below = old ? QCoreApplication::translate("Fleet", "unknown") : analysisText(rollout);
    paintLine(painter, QRect(box.left(), box.top() + m_theme->px(24), box.width(), m_theme->px(16)), {below, FontRole::Secondary, Token::Text3}, *m_theme);
}

void FleetDelegate::paintNext(QPainter &painter, const QRect &box, const FleetEntry &entry, bool old) const
{
    const QDateTime &since = entry.row->since;
    const QString age = since.isValid() ? QCoreApplication::translate("Fleet", "since %1").arg(ageText(double(since.secsTo(m_model->utcNow())))) : QString();
    if (oneLine(entry)) {
        paintLine(painter, box, {age, FontRole::Secondary, Token::Text3}, *m_theme);
        return;
    }
    QString next = m_model->next(entry);
    if (!next.isEmpty())
        next[0] = next.at(0).toUpper();
    const Token ink = old ? Token::Warn : inkOf(entry.kind);
    if (lineWidth(next, FontRole::BodyStrong, *m_theme) <= box.width())
        paintTwoLines(painter, box, {next, FontRole::BodyStrong, ink}, {age, FontRole::Secondary, Token::Text3}, *m_theme);
    else // what a person must decide is never cut short: it takes the line of the age
        paintWrapped(painter, box, {next, FontRole::Pill, ink}, *m_theme);
}

void FleetDelegate::paintSteps(QPainter &painter, const QRect &box, const FleetEntry &entry) const
{
    const FleetRow &row = *entry.row;
    const bool old = isOld(m_model->freshnessOf(row.ref.context));
    const QPoint bottomLeft(box.left(), box.top() + m_theme->px(23));
    const Rollout rollout = row.rollout();
    if (rollout.strategy == Strategy::BlueGreen) {
        paintBlueGreen(painter, bottomLeft, rollout, *m_theme);
    } else if (rollout.strategy == Strategy::Canary) {
        const int width = paintStepBars(painter, bottomLeft, rollout, old, *m_theme);
        paintLine(painter, QRect(box.left() + width + m_theme->px(8), box.top() + m_theme->px(5), box.width() - width, m_theme->px(18)),
                  {weightHeadline(row), FontRole::BodyStrong, old ? Token::Text3 : Token::Text}, *m_theme);
    }
    const QString detail = weightDetail(row);
    const QString below = old ? QCoreApplication::translate("Fleet", "last known") : detail.isEmpty() ? stepsText(row) : QString(stepsText(row) % u", " % detail);
    paintLine(painter, QRect(box.left(), box.top() + m_theme->px(24), box.width(), m_theme->px(16)), {below, FontRole::Secondary, Token::Text2}, *m_theme);
}

} // namespace maestro
