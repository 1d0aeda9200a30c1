// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "items/health/silencemodel.h"

#include "text/humanize.h"
#include "text/slotext.h"

namespace maestro {

void SilenceModel::setSilences(QList<SilenceRow> rows)
{
    const auto rank = [](const Silence &s) { return s.state == Silence::State::Expired ? 2 : s.hides.isEmpty() ? 1 : 0; };
    std::stable_sort(rows.begin(), rows.end(), [&](const SilenceRow &a, const SilenceRow &b) {
        return std::tuple(rank(a.silence), a.silence.endsAt, a.silence.id) < std::tuple(rank(b.silence), b.silence.endsAt, b.silence.id);
    });
    replaceRows(std::move(rows));
}

void SilenceModel::setNow(const QDateTime &utc)
{
    m_now = utc;
    columnChanged(Ends, {Qt::DisplayRole});
}

QVariant SilenceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const SilenceRow &row = rowAt(index.row());
    const bool hiding = !row.silence.hides.isEmpty() && row.silence.state != Silence::State::Expired;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::ToolTipRole:
        return silenceSentence(row.silence);
    case Qt::AccessibleDescriptionRole:
        return index.column() == Matchers ? QVariant(silenceSentence(row.silence)) : QVariant();
    case ToneRole:
        if (index.column() == Hides)
            return int(hiding ? Tone::Warn : Tone::Muted);
        if (index.column() == State)
            return int(row.silence.state == Silence::State::Active ? Tone::Active : Tone::Unset);
        return int(index.column() == Matchers ? Tone::Plain : Tone::Muted);
    case MonoRole:
        return index.column() == Matchers;
    default:
        return {};
    }
}

QString SilenceModel::text(const SilenceRow &row, int column) const
{
    const Silence &silence = row.silence;
    switch (column) {
    case Matchers: {
        QStringList parts;
        for (const SilenceMatcher &matcher : silence.matchers)
            parts << matcherText(matcher);
        return parts.join(QStringLiteral(", "));
    }
    case State:
        return silenceStateLabel(silence.state);
    case Ends: {
        if (!silence.endsAt.isValid() || !m_now.isValid())
            return tr("unknown");
        const qint64 left = m_now.secsTo(silence.endsAt);
        return left > 0 ? tr("in %1").arg(ageText(double(left))) : tr("%1 ago").arg(ageText(double(-left)));
    }
    case Hides:
        return silence.hides.isEmpty() ? tr("nothing the policy depends on") : displaySafe(silence.hides.join(QStringLiteral(", ")), 160);
    case Comment:
        return displaySafe(silence.comment, 160);
    case By:
        return displaySafe(silence.createdBy, 80);
    default:
        return {};
    }
}

QVariant SilenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Matchers: return tr("Silence");
    case State: return tr("State");
    case Ends: return tr("Ends");
    case Hides: return tr("Hides");
    case Comment: return tr("Comment");
    case By: return tr("By");
    default: return {};
    }
}

} // namespace maestro
