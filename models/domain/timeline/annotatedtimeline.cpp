// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timeline/annotatedtimeline.h"

#include <algorithm>

namespace maestro {

namespace {

bool isToldBetter(const GrafanaAnnotation &annotation, const Timeline &timeline)
{
    const QString prefix = QStringLiteral("action:");
    for (const QString &tag : annotation.tags) {
        const QString own = QStringLiteral("journal:%1/").arg(tag.mid(prefix.size()));
        if (tag.startsWith(prefix) && std::any_of(timeline.entries.cbegin(), timeline.entries.cend(), [&own](const TimelineEntry &entry) { return entry.id.startsWith(own); }))
            return true;
    }
    return false;
}

} // namespace

Timeline withAnnotations(const Timeline &timeline, const QList<GrafanaAnnotation> &annotations)
{
    if (timeline.entries.isEmpty())
        return timeline;
    Timeline whole = timeline;
    const QDateTime begin = timeline.entries.first().at; // the boundary stays first
    for (const GrafanaAnnotation &one : annotations) {
        if (!one.at.isValid() || !begin.isValid() || one.at < begin || isToldBetter(one, timeline))
            continue;
        const QString key = one.id > 0 ? QString::number(one.id) : QStringLiteral("%1/%2").arg(one.at.toMSecsSinceEpoch()).arg(one.text.left(80));
        whole.entries.append({one.at, EntrySource::Reported, EntryKind::Event, QStringLiteral("Grafana: ") + one.text.simplified(), one.author, one.tags.join(QStringLiteral(", ")), {}, QStringLiteral("grafana:") + key});
    }
    std::stable_sort(whole.entries.begin() + 1, whole.entries.end(), [](const TimelineEntry &a, const TimelineEntry &b) { return a.at < b.at; });
    return whole;
}

} // namespace maestro
