// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/diskfile.h"

#include <QHash>
#include <QMap>

namespace maestro::testing {

/// Files and names below one folder as a power cut may leave them.
class Disk
{
public:
    enum class Kind { Made, Named, Renamed, Removed };
    struct Naming
    {
        Kind kind;
        QByteArray name;
        QByteArray to;
        int file = -1; ///< -1: a folder
        bool durable = false;
    };
    QMap<int, DiskFile> files;
    QHash<QByteArray, int> names; ///< as they are now
    QList<Naming> namings; ///< in order

    static QByteArray folderOf(const QByteArray &name) { return name.left(std::max<qsizetype>(name.lastIndexOf('/'), 0)); }
    void name(const Naming &naming)
    {
        namings.append(naming);
        apply(names, naming);
    }
    static void apply(QHash<QByteArray, int> &names, const Naming &naming)
    {
        if (naming.kind == Kind::Removed || naming.kind == Kind::Renamed) {
            if (names.value(naming.name, -2) == naming.file)
                names.remove(naming.name);
        }
        if (naming.kind != Kind::Removed)
            names.insert(naming.kind == Kind::Renamed ? naming.to : naming.name, naming.file);
    }
    /// Names are kept in the file system's own journal: where a sync of them fails, a later one that succeeds settles them.
    void folderSynced(const QByteArray &folder)
    {
        for (Naming &one : namings)
            one.durable = one.durable || folderOf(one.name) == folder;
    }
    /// Everything reached the disk.
    void settle()
    {
        for (DiskFile &file : files) {
            QByteArray now = file.now();
            file = DiskFile();
            file.write(0, now);
            file.synced();
        }
        for (Naming &one : namings)
            one.durable = true;
    }
    double choices() const
    {
        double out = 1;
        for (const Naming &one : namings)
            out *= one.durable ? 1 : 2;
        for (const DiskFile &file : files)
            out *= file.choices();
        return out;
    }
    /// Name -> bytes; folders end in '/'.
    template<typename Draw> QMap<QByteArray, QByteArray> image(Draw draw) const
    {
        QHash<QByteArray, int> seen;
        for (const Naming &one : namings) {
            if (one.durable || draw(2) == 1)
                apply(seen, one);
        }
        QMap<QByteArray, QByteArray> out;
        for (auto it = seen.constBegin(); it != seen.constEnd(); ++it) {
            const QByteArray folder = folderOf(it.key());
            if (!folder.isEmpty() && !seen.contains(folder))
                continue;
            out.insert(it.value() < 0 ? it.key() + '/' : it.key(), it.value() < 0 ? QByteArray() : files.value(it.value()).image(draw));
        }
        return out;
    }
};

} // namespace maestro::testing
