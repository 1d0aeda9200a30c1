// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/unreadparts.h"

namespace maestro {

namespace {

/// "[]" is each of a list. Whoever reads one of them takes it off the list: a test looks for that.
constexpr const char *unread[] = {
    "http", "calendar.peak_hours", "calendar.maintenance_windows", "environments[].regions", "environments[].reason.required",
    "metrics[].baseline.window", "strategies[].use_for", "strategies[].start_in", "strategies[].automation.decision_source",
    "strategies[].run_sheet[].post_to", "strategies[].phases[].cohort", "strategies[].phases[].comms", "strategies[].phases[].load",
    "strategies[].phases[].checklist", "strategies[].phases[].scope", "start_methods",
    "rollback.authority", "checklists", "alerts.maintenance_silences",
    "escalation[].unacknowledged_alert", "communications", "roles[].home", "rhythm", "cli",
};

bool declares(const QVariant &part, const QStringList &path)
{
    if (path.isEmpty())
        return part.isValid();
    QString key = path.constFirst();
    const bool each = key.endsWith(QLatin1String("[]"));
    if (each)
        key.chop(2);
    const QVariantMap map = part.toMap();
    if (!map.contains(key))
        return false;
    const QStringList rest = path.mid(1);
    if (path == QStringList{QStringLiteral("required")}) // a reason is asked for whatever the policy says: only its `false` is not done
        return !map.value(key).toBool();
    if (!each)
        return declares(map.value(key), rest);
    const QVariantList members = map.value(key).toList();
    return std::any_of(members.cbegin(), members.cend(), [&rest](const QVariant &member) { return declares(member, rest); });
}

} // namespace

QStringList unreadParts(const QVariantMap &document)
{
    QStringList found;
    for (const char *path : unread)
        if (declares(document, QString::fromLatin1(path).split(u'.')))
            found.append(QString::fromLatin1(path));
    return found;
}

} // namespace maestro
