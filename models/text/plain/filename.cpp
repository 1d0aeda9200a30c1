// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/plain/filename.h"

#include <QCryptographicHash>
#include <QStringBuilder>

#include <algorithm>
#include <array>

namespace maestro {

namespace {

constexpr int markLength = 8; ///< of what tells two texts apart

bool isPlain(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.' || c == u'-';
}

/// Names that a system whose archives are unpacked elsewhere takes for something else, whatever stands behind the dot.
bool isDevice(const QString &name)
{
    constexpr std::array<QStringView, 4> devices {u"con", u"prn", u"aux", u"nul"};
    const QString base = name.section(u'.', 0, 0).toLower();
    const bool port = base.size() == 4 && (base.startsWith(u"com") || base.startsWith(u"lpt")) && base.at(3).isDigit();
    return port || std::find(devices.begin(), devices.end(), base) != devices.end();
}

} // namespace

QString plainFileName(const QString &text, int most)
{
    if (text.isEmpty())
        return QStringLiteral("none");
    QString name;
    bool lost = text.size() > most;
    for (const QChar c : text.left(most)) {
        name += isPlain(c) ? c : QChar(u'-');
        lost = lost || !(isPlain(c) || c == u'_');
    }
    if (name.startsWith(u'.') || name.startsWith(u'-') || isDevice(name)) {
        name.prepend(u'x');
        lost = true;
    }
    if (name.endsWith(u'.')) {
        name.back() = u'-';
        lost = true;
    }
    if (!lost)
        return name;
    const QString mark = QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(markLength));
    return name.left(std::max(1, most - markLength - 1)) % u'-' % mark;
}

} // namespace maestro
