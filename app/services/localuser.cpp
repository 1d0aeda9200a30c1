// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/localuser.h"

#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>
#include <vector>

namespace maestro {

QString localUserName()
{
    std::vector<char> buffer(4096);
    passwd entry {};
    passwd *found = nullptr;
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(entry.pw_name);
    return QStringLiteral("uid %1").arg(geteuid());
}

QString localHostName()
{
    return QSysInfo::machineHostName();
}

} // namespace maestro
