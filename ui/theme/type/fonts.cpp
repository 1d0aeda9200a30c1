// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/type/fonts.h"

#include <QDir>
#include <QFile>
#include <QFontDatabase>
#include <QLibrary>
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
        const auto next = [&, &old = old](qsizetype at) { return QByteArrayView(font).sliced(names.offset, names.length).indexOf(old, at); };
        for (qsizetype at = next(0); at >= 0; at = next(at + 1))
            font.replace(names.offset + at, old.size(), fresh);
    }
}

/// `to` must be as long as `from`: the file's tables stay where they are. Empty when the file cannot be read.
QByteArray patched(const QString &file, const QString &from, const QString &to, const QList<std::pair<const char *, const char *>> &features)
{
    Q_ASSERT(from.size() == to.size());
    const QString path = QStandardPaths::locate(QStandardPaths::GenericDataLocation, u"fonts/" % file);
    QFile source(path);
    if (path.isEmpty() || !source.open(QIODevice::ReadOnly))
        return {};
    QByteArray font = source.readAll();
    for (const auto &[old, fresh] : features)
        renameFeature(font, old, fresh);
    renameFamily(font, from, to);
    return font;
}

constexpr QLatin1String sansName("Intab");
constexpr QLatin1String monoName("PlainText Mono");

/// The weights that Theme::font gives and no others: each costs a start some milliseconds.
struct Files
{
    QByteArrayList sans;
    QByteArrayList mono;
};

const Files &files()
{
    static const Files read = [] {
        if (const QFunctionPointer init = QLibrary::resolve(QStringLiteral("fontconfig"), 1, "FcInit"))
            reinterpret_cast<int (*)()>(init)(); // else with the first text; its configuration is some forty files
        Files made;
        for (const QLatin1String weight : {QLatin1String("Regular"), QLatin1String("SemiBold")})
            made.sans << patched(u"opentype/inter/Inter-" % weight % u".otf", QStringLiteral("Inter"), sansName, {{"tnum", "rclt"}});
        made.mono << patched(QStringLiteral("truetype/jetbrains-mono/JetBrainsMono-Regular.ttf"), QStringLiteral("JetBrains Mono"), monoName,
                             {{"calt", "x000"}, {"liga", "x001"}, {"clig", "x002"}});
        return made;
    }();
    return read;
}

QString registered(const QByteArrayList &fonts, QLatin1String name, const char *package, QFontDatabase::SystemFont otherwise)
{
    if (std::all_of(fonts.begin(), fonts.end(), [](const QByteArray &font) { return !font.isEmpty() && QFontDatabase::addApplicationFontFromData(font) >= 0; }))
        return name;
    const QString instead = QFontDatabase::systemFont(otherwise).family();
    qCInfo(themeLog, "%s is not installed; using %s", package, qUtf8Printable(instead));
    return instead;
}

/// Both at once: a font that is added takes the fonts in use with it, which then are matched again.
struct Families
{
    QString sans = registered(files().sans, sansName, "fonts-inter", QFontDatabase::GeneralFont);
    QString mono = registered(files().mono, monoName, "fonts-jetbrains-mono", QFontDatabase::FixedFont);
};

const Families &families()
{
    static const Families both;
    return both;
}

} // namespace

void readFontsAhead()
{
    files();
}

const QString &sansFamily()
{
    return families().sans;
}

const QString &monoFamily()
{
    return families().mono;
}

} // namespace maestro
