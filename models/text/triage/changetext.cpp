// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/triage/changetext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Triage)
};

/// "0:42", "4:12", "3:02:10", "2 d 4 h".
QString gapText(qint64 ms)
{
    const qint64 seconds = std::abs(ms) / 1000;
    if (seconds >= 24 * 3600)
        return ageText(double(seconds));
    const auto two = [](qint64 number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    return seconds < 3600 ? QStringLiteral("%1:%2").arg(seconds / 60).arg(two(seconds % 60)) : QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(two(seconds / 60 % 60), two(seconds % 60));
}

} // namespace

QString changeLabel(ChangeSource kind)
{
    switch (kind) {
    case ChangeSource::Revision: return Words::tr("Revision");
    case ChangeSource::Helm: return Words::tr("Helm");
    case ChangeSource::ConfigMap: return Words::tr("ConfigMap");
    case ChangeSource::Secret: return Words::tr("Secret");
    case ChangeSource::Ingress: return Words::tr("Ingress");
    case ChangeSource::Workflow: return Words::tr("Workflow");
    case ChangeSource::ArgoCd: return Words::tr("Argo CD");
    }
    return {};
}

QString changeMarkText(const ChangeList &list)
{
    if (!list.bad.unknown.isEmpty())
        return Words::tr("first bad sample not known: %1").arg(list.bad.unknown);
    if (!list.bad.at.isValid())
        return Words::tr("no bad sample");
    const ChangeEntry *against = list.measured();
    if (!against)
        return Words::tr("first bad sample %1 (%2), no change is known").arg(utcText(list.bad.at), list.bad.what);
    const QString gap = gapText(list.gapMs());
    if (const ChangeEntry *effect = list.effectBefore())
        return Words::tr("first bad sample %1 after %2, %3 after the controller moved its traffic (%4)").arg(gap, against->what, gapText(effect->at.msecsTo(list.bad.at)), list.bad.what);
    return list.suspect() ? Words::tr("first bad sample %1 after %2 (%3)").arg(gap, against->what, list.bad.what)
                          : Words::tr("first bad sample %1 before %2, the oldest change that is known (%3)").arg(gap, against->what, list.bad.what);
}

QString changeGapsText(const ChangeList &list)
{
    QStringList parts;
    for (const ChangeGap &gap : list.unread)
        if (const QString part = Words::tr("%1: %2").arg(changeLabel(gap.kind), gap.why); !parts.contains(part))
            parts.append(part);
    return parts.join(QStringLiteral("; "));
}

QString newestChangeText(const ChangeList &list, const QDateTime &now)
{
    const ChangeEntry *newest = list.newest();
    return newest ? Words::tr("%1, %2 ago").arg(newest->what, durationText(std::max<qint64>(0, newest->at.secsTo(now)))) : Words::tr("no change is known");
}

QString unreadKindsText(const ChangeList &list)
{
    QStringList kinds;
    for (const ChangeGap &gap : list.unread)
        if (const QString kind = changeLabel(gap.kind); !kinds.contains(kind))
            kinds.append(kind);
    return kinds.join(QStringLiteral(", "));
}

QList<ChangeRow> changeRows(const ChangeList &list)
{
    QList<ChangeRow> rows;
    bool marked = !list.bad.at.isValid();
    const auto mark = [&] {
        rows.append({{list.bad.at.toUTC().toString(Qt::ISODate), Words::tr("First bad"), list.bad.what, changeMarkText(list), {}}, true});
        marked = true;
    };
    for (const ChangeEntry &one : list.entries) {
        if (!marked && one.at <= list.bad.at)
            mark();
        rows.append({{one.at.toUTC().toString(Qt::ISODate), changeLabel(one.kind), one.what, one.detail, one.by}});
    }
    if (!marked)
        mark();
    return rows;
}

} // namespace maestro
