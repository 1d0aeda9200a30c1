// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/triage/changelist.h"

#include <algorithm>

namespace maestro {

QString changeWord(ChangeSource kind)
{
    switch (kind) {
    case ChangeSource::Revision: return QStringLiteral("revision");
    case ChangeSource::Helm: return QStringLiteral("helm");
    case ChangeSource::ConfigMap: return QStringLiteral("configMap");
    case ChangeSource::Secret: return QStringLiteral("secret");
    case ChangeSource::Ingress: return QStringLiteral("ingress");
    case ChangeSource::Workflow: return QStringLiteral("workflow");
    case ChangeSource::ArgoCd: return QStringLiteral("argoCd");
    }
    return {};
}

void ChangeList::sort()
{
    std::stable_sort(entries.begin(), entries.end(), [](const ChangeEntry &a, const ChangeEntry &b) { return a.at > b.at; });
}

const ChangeEntry *ChangeList::suspect() const
{
    if (!bad.at.isValid())
        return nullptr;
    const auto found = std::find_if(entries.cbegin(), entries.cend(), [this](const ChangeEntry &one) { return !one.effect && one.at <= bad.at; });
    return found == entries.cend() ? nullptr : &*found;
}

const ChangeEntry *ChangeList::effectBefore() const
{
    const ChangeEntry *cause = suspect();
    if (!cause)
        return nullptr;
    const auto found = std::find_if(entries.cbegin(), entries.cend(), [&](const ChangeEntry &one) { return one.effect && one.at <= bad.at && one.at >= cause->at; });
    return found == entries.cend() ? nullptr : &*found;
}

const ChangeEntry *ChangeList::newest() const
{
    const auto found = std::find_if(entries.cbegin(), entries.cend(), [](const ChangeEntry &one) { return !one.effect; });
    return found == entries.cend() ? nullptr : &*found;
}

const ChangeEntry *ChangeList::measured() const
{
    const ChangeEntry *before = suspect();
    if (before || !bad.at.isValid())
        return before;
    const auto oldest = std::find_if(entries.crbegin(), entries.crend(), [](const ChangeEntry &one) { return !one.effect; });
    return oldest == entries.crend() ? nullptr : &*oldest;
}

qint64 ChangeList::gapMs() const
{
    const ChangeEntry *against = measured();
    return against ? against->at.msecsTo(bad.at) : 0;
}

} // namespace maestro
