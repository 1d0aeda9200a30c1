// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/behaviour.h"

namespace maestro::sandbox {

Behaviour BehaviourTable::of(const QString &service, const QString &tag) const
{
    for (const auto &key : {QPair(service, tag), QPair(service, QString()), QPair(QString(), tag), QPair(QString(), QString())}) {
        if (const auto found = m_entries.constFind(key); found != m_entries.constEnd())
            return *found;
    }
    return {};
}

QString tagOf(const QString &image)
{
    const QString last = image.section(u'/', -1);
    return last.contains(u':') ? last.section(u':', -1) : last;
}

} // namespace maestro::sandbox
