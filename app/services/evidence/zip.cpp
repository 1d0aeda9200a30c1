// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/evidencepack.h"

#include <QCoreApplication>

#include <array>

namespace maestro {

namespace {

// APPNOTE.TXT 6.3: local headers, central directory, its end. Sizes are below 4 GiB, names are UTF-8 (flag bit 11).
constexpr quint16 neededVersion = 20;
constexpr quint16 utf8Names = 1 << 11;
constexpr quint16 firstDosDay = (1 << 5) | 1; ///< 1980-01-01: equal content is an equal file

quint32 crc32(const QByteArray &bytes)
{
    static const std::array<quint32, 256> table = [] {
        std::array<quint32, 256> made {};
        for (quint32 i = 0; i < 256; ++i) {
            quint32 c = i;
            for (int bit = 0; bit < 8; ++bit)
                c = c & 1 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
            made[i] = c;
        }
        return made;
    }();
    quint32 crc = 0xFFFFFFFFu;
    for (const char byte : bytes)
        crc = table[(crc ^ static_cast<unsigned char>(byte)) & 0xFF] ^ (crc >> 8);
    return crc ^ 0xFFFFFFFFu;
}

void put16(QByteArray &out, quint32 value)
{
    out.append(char(value & 0xFF)).append(char((value >> 8) & 0xFF));
}

void put32(QByteArray &out, quint32 value)
{
    put16(out, value & 0xFFFF);
    put16(out, value >> 16);
}

/// What local header and central directory have in common.
void putEntry(QByteArray &out, const QByteArray &name, const QByteArray &bytes, quint32 crc)
{
    put16(out, neededVersion);
    put16(out, utf8Names);
    put16(out, 0); // stored
    put16(out, 0);
    put16(out, firstDosDay);
    put32(out, crc);
    put32(out, quint32(bytes.size()));
    put32(out, quint32(bytes.size()));
    put16(out, quint32(name.size()));
    put16(out, 0);
}

quint32 get(const QByteArray &bytes, qsizetype at, int count)
{
    quint32 value = 0;
    for (int i = 0; i < count; ++i)
        value |= quint32(static_cast<unsigned char>(bytes[at + i])) << (8 * i);
    return value;
}

constexpr qsizetype localHeader = 30;

} // namespace

QByteArray zipOf(const QString &folder, const QList<std::pair<QString, QByteArray>> &files)
{
    QByteArray out;
    QByteArray directory;
    for (const auto &[file, bytes] : files) {
        const QByteArray name = (folder + u'/' + file).toUtf8();
        const quint32 crc = crc32(bytes);
        const quint32 offset = quint32(out.size());
        put32(out, 0x04034b50);
        putEntry(out, name, bytes, crc);
        out.append(name).append(bytes);
        put32(directory, 0x02014b50);
        put16(directory, (3 << 8) | neededVersion); // made on Unix
        putEntry(directory, name, bytes, crc);
        put16(directory, 0);
        put16(directory, 0);
        put16(directory, 0);
        put32(directory, 0100600u << 16);
        put32(directory, offset);
        directory.append(name);
    }
    const quint32 start = quint32(out.size());
    out.append(directory);
    put32(out, 0x06054b50);
    put32(out, 0);
    put16(out, quint32(files.size()));
    put16(out, quint32(files.size()));
    put32(out, quint32(directory.size()));
    put32(out, start);
    put16(out, 0);
    return out;
}

Result<QList<std::pair<QString, QByteArray>>> filesOfZip(const QByteArray &zip)
{
    QList<std::pair<QString, QByteArray>> files;
    QString folder;
    qsizetype at = 0;
    while (at + localHeader <= zip.size() && get(zip, at, 4) == 0x04034b50) {
        const qsizetype size = get(zip, at + 18, 4);
        const qsizetype nameSize = get(zip, at + 26, 2);
        if (size > zip.size() - at - localHeader - nameSize)
            break;
        const QString name = QString::fromUtf8(zip.mid(at + localHeader, nameSize));
        folder = name.section(u'/', 0, 0);
        files.append({name.section(u'/', 1), zip.mid(at + localHeader + nameSize, size)});
        at += localHeader + nameSize + size;
    }
    // Written anew it has to be the same: so no size, checksum, name or directory of it says anything else than the files do.
    if (files.isEmpty() || zipOf(folder, files) != zip)
        return Error{ErrorKind::BadInput, QStringLiteral("notOurZip"), QCoreApplication::translate("Evidence", "This is not a ZIP as it was exported: damaged, changed, or packed by another program."),
                     QCoreApplication::translate("Evidence", "Verify the folder, or the ZIP as it was written."), {}};
    return files;
}

} // namespace maestro
