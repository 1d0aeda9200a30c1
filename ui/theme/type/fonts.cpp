// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/type/fonts.h"

#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QLoggingCategory>
#include <QStandardPaths>
#include <QtEndian>

namespace maestro {

Q_LOGGING_CATEGORY(themeLog, "maestro.theme")

namespace {

struct Table
{
    qsizetype offset = 0;
    qsizetype length = 0;
};

/// Bounds-checked position of one table of an sfnt file.
Table findTable(const QByteArray &font, const char *tag)
{
    if (font.size() < 12)
        return {};
    const int count = qFromBigEndian<quint16>(font.constData() + 4);
    for (int i = 0; i < count; ++i) {
        const qsizetype entry = 12 + i * 16;
        if (entry + 16 > font.size())
            return {};
        if (font.mid(entry, 4) != QByteArrayView(tag, 4))
            continue;
        const Table table{qFromBigEndian<quint32>(font.constData() + entry + 8), qFromBigEndian<quint32>(font.constData() + entry + 12)};
        return table.offset + table.length <= font.size() ? table : Table{};
    }
    return {};
}

/// Renames a GSUB feature. A shaper applies features by tag: one under a tag that is always on is always applied, one under
/// an unknown tag never.
void renameFeature(QByteArray &font, const char *from, const char *to)
{
    const Table gsub = findTable(font, "GSUB");
    if (gsub.length < 10)
        return;
    const qsizetype list = gsub.offset + qFromBigEndian<quint16>(font.constData() + gsub.offset + 6);
    if (list + 2 > font.size())
        return;
    const int count = qFromBigEndian<quint16>(font.constData() + list);
    for (int i = 0; i < count && list + 2 + (i + 1) * 6 <= font.size(); ++i) {
        char *tag = font.data() + list + 2 + i * 6;
        if (qstrncmp(tag, from, 4) == 0)
            std::copy_n(to, 4, tag);
    }
}

void renameFamily(QByteArray &font, const QString &from, const QString &to)
{
    const Table names = findTable(font, "name");
    const auto utf16 = [](const QString &text) {
        QByteArray bytes;
        for (const QChar c : text)
            bytes.append(char(c.unicode() >> 8)).append(char(c.unicode() & 0xff));
        return bytes;
    };
    for (const auto &[old, fresh] : {std::pair(utf16(from), utf16(to)), std::pair(from.toLatin1(), to.toLatin1())}) {
        for (qsizetype at = font.indexOf(old, names.offset); at >= 0 && at + old.size() <= names.offset + names.length; at = font.indexOf(old, at + 1))
            font.replace(at, old.size(), fresh);
    }
}

/// `to` must be as long as `from`: the file's tables stay where they are.
bool registerPatched(const QString &path, const QString &from, const QString &to, const QList<std::pair<const char *, const char *>> &features)
{
    Q_ASSERT(from.size() == to.size());
    QFile file(path);
    if (path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return false;
    QByteArray font = file.readAll();
    for (const auto &[old, fresh] : features)
        renameFeature(font, old, fresh);
    renameFamily(font, from, to);
    return QFontDatabase::addApplicationFontFromData(font) >= 0;
}

QString installed(const QString &folder, const QString &file)
{
    return QStandardPaths::locate(QStandardPaths::GenericDataLocation, u"fonts/" % folder % u'/' % file);
}

void missing(const char *package, const QString &instead)
{
    qCInfo(themeLog, "%s is not installed; using %s", package, qUtf8Printable(instead));
}

QString registerSans()
{
    bool all = true;
    for (const QString &weight : {QStringLiteral("Regular"), QStringLiteral("Medium"), QStringLiteral("SemiBold"), QStringLiteral("Bold")})
        all = registerPatched(installed(QStringLiteral("opentype/inter"), u"Inter-" % weight % u".otf"), QStringLiteral("Inter"), QStringLiteral("Intab"), {{"tnum", "rclt"}}) && all;
    if (all)
        return QStringLiteral("Intab");
    const QString instead = QFontDatabase::systemFont(QFontDatabase::GeneralFont).family();
    missing("fonts-inter", instead);
    return instead;
}

QString registerMono()
{
    bool all = true;
    for (const QString &weight : {QStringLiteral("Regular"), QStringLiteral("Bold")})
        all = registerPatched(installed(QStringLiteral("truetype/jetbrains-mono"), u"JetBrainsMono-" % weight % u".ttf"), QStringLiteral("JetBrains Mono"), QStringLiteral("PlainText Mono"),
                              {{"calt", "x000"}, {"liga", "x001"}, {"clig", "x002"}})
            && all;
    if (all)
        return QStringLiteral("PlainText Mono");
    const QString instead = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    missing("fonts-jetbrains-mono", instead);
    return instead;
}

} // namespace

const QString &sansFamily()
{
    static const QString family = registerSans();
    return family;
}

const QString &monoFamily()
{
    static const QString family = registerMono();
    return family;
}

} // namespace maestro
