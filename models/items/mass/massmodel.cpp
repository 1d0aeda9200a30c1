// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/mass/massmodel.h"

#include "text/humanize.h"
#include "text/labels.h"
#include "text/mass/masstext.h"

namespace maestro {

namespace {

bool isCheckable(const MassItem &item)
{
    return item.stage == MassItem::Stage::Preview && item.row.deed != MassDeed::Skip;
}

QString imagesText(const MassRow &row)
{
    QStringList tags;
    for (const QString &image : row.images)
        tags.append(displaySafe(imageTag(image), 60));
    return tags.join(QStringLiteral(", "));
}

Tone toneOf(const std::optional<Outcome> &outcome)
{
    if (!outcome)
        return Tone::Unset;
    switch (outcome->state) {
    case OutcomeState::Applied: return Tone::Good;
    case OutcomeState::Unknown:
    case OutcomeState::NotObserved: return Tone::Unknown;
    case OutcomeState::NotSent: return Tone::Unset;
    default: return Tone::Bad;
    }
}

Tone toneOf(const EffectivePhase &phase)
{
    switch (phase.phase) {
    case RolloutPhase::Healthy: return Tone::Good;
    case RolloutPhase::Progressing: return Tone::Active;
    case RolloutPhase::Paused: return Tone::Waiting;
    case RolloutPhase::Degraded: return Tone::Bad;
    case RolloutPhase::Unknown: break;
    }
    return Tone::Unknown;
}

} // namespace

QVariant MassModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const MassItem &item = rowAt(index.row());
    const MassRow &row = item.row;
    const auto text = [&]() -> QString {
        switch (index.column()) {
        case Name: return displaySafe(row.ref.name);
        case State: return row.why == MassWhy::AbortedAlready ? tr("Aborted") : phaseLabel(row.phase.phase);
        case Weight: return row.why == MassWhy::Idle || row.why == MassWhy::PromotedLately || row.why == MassWhy::PolicyLeavesPromoted ? tr("none") : row.weight || row.deed == MassDeed::Abort ? weightText(row.weight, row.maxWeight) : QString();
        case Deed: return massDeedLabel(row.deed);
        case Outcome: return item.result;
        default: return {};
        }
    };
    const auto second = [&]() -> QString {
        switch (index.column()) {
        case Name: return QStringList{displaySafe(row.ref.ns), imagesText(row)}.join(QStringLiteral("  "));
        case Deed: return item.what;
        default: return {};
        }
    };
    switch (role) {
    case Qt::DisplayRole: return text();
    case Qt::ToolTipRole: return index.column() == Name ? QString(text() % u'\n' % second()) : index.column() == Deed ? second() : text();
    case SecondRole: return second();
    case CheckableRole: return isCheckable(item);
    case Qt::CheckStateRole:
        if (index.column() != Name || row.deed == MassDeed::Skip)
            return {};
        return row.chosen ? Qt::Checked : Qt::Unchecked;
    case Qt::AccessibleDescriptionRole:
        if (index.column() == Name)
            return tr("%1, %2: %3%4").arg(row.deed == MassDeed::Skip ? tr("skipped") : row.chosen ? tr("chosen") : tr("not chosen"), massDeedLabel(row.deed), item.what,
                                          item.result.isEmpty() || item.stage == MassItem::Stage::Preview ? QString() : QString(u". " % item.result));
        return second();
    case ToneRole: return int(index.column() == State ? toneOf(row.phase) : index.column() == Outcome ? item.tone : row.deed == MassDeed::Skip ? Tone::Muted : row.deed == MassDeed::Abort ? Tone::Bad : Tone::Warn);
    default: return {};
    }
}

bool MassModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid() || role != Qt::CheckStateRole || !isCheckable(rowAt(index.row())))
        return false;
    Q_EMIT chooseAsked(rowAt(index.row()).row.ref, value.toInt() == Qt::Checked);
    return true;
}

QVariant MassModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name: return tr("Rollout");
    case State: return m_run ? tr("State before") : tr("State");
    case Weight: return m_run ? tr("Before") : tr("Canary");
    case Deed: return m_run ? tr("What is sent") : tr("What will be sent");
    case Outcome: return m_run ? tr("Result") : tr("About");
    default: return {};
    }
}

Qt::ItemFlags MassModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    const Qt::ItemFlags all = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    return index.column() == Name && isCheckable(rowAt(index.row())) ? all | Qt::ItemIsUserCheckable : all;
}

void MassModel::setPlan(const MassPlan &plan, const QDateTime &now, const std::optional<double> &abortSeconds, const std::optional<double> &rollbackSeconds)
{
    setRun(false);
    QList<MassItem> items;
    for (const MassRow &row : plan.rows) {
        const std::optional<double> takes = row.deed == MassDeed::Abort ? abortSeconds : row.way.via.isEmpty() ? rollbackSeconds : std::nullopt;
        items.append({row, massWhyText(row, now), MassItem::Stage::Preview, row.deed == MassDeed::Skip ? QString() : takes ? massSecondsText(*takes) : tr("not known"), Tone::Plain});
    }
    replaceRows(items);
}

void MassModel::setRun(bool run)
{
    if (std::exchange(m_run, run) != run)
        Q_EMIT headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void MassModel::setReport(const MassReport &report, bool running, const QDateTime &now)
{
    setRun(true);
    QHash<ObjectRef, const MassResult *> results;
    for (const MassResult &one : report.results)
        results.insert(one.row.ref, &one);
    QList<MassItem> items;
    int free = running ? report.plan.parallel() : 0;
    for (const MassRow &row : report.plan.rows) {
        MassItem item{row, massWhyText(row, now), MassItem::Stage::Left, {}, Tone::Muted};
        if (const MassResult *result = results.value(row.ref)) {
            item.stage = MassItem::Stage::Ended;
            item.result = massResultText(*result);
            item.tone = toneOf(result->outcome);
        } else if (row.chosen && row.deed != MassDeed::Skip) {
            item.stage = free-- > 0 ? MassItem::Stage::UnderWay : MassItem::Stage::Waiting;
            item.result = item.stage == MassItem::Stage::UnderWay ? tr("under way") : tr("waits");
            item.tone = item.stage == MassItem::Stage::UnderWay ? Tone::Active : Tone::Unset;
        }
        items.append(item);
    }
    replaceRows(items);
}

} // namespace maestro
