// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <algorithm>

namespace maestro::testing {

/// What a disk may hold of one file after a power cut: sectors that were not synced are any of their versions since the last sync.
class DiskFile
{
public:
    static constexpr qsizetype sectorSize = 512;

    void write(qsizetype offset, const QByteArray &bytes)
    {
        QByteArray next = m_now;
        if (next.size() < offset + bytes.size())
            next.append(QByteArray(offset + bytes.size() - next.size(), '\0'));
        next.replace(offset, bytes.size(), bytes);
        become(next);
    }
    void truncate(qsizetype size)
    {
        QByteArray next = m_now;
        next.resize(std::min(size, m_now.size()));
        become(next);
    }
    void synced()
    {
        for (Sector &sector : m_sectors) {
            // What a sync that failed left behind is clean for the kernel: a later sync that succeeds does not write it.
            if (sector.dirty || sector.versions.size() == 1)
                sector.versions = {sector.versions.last()};
            sector.dirty = false;
        }
        m_sizes = {m_now.size()};
    }
    void syncFailed()
    {
        for (Sector &sector : m_sectors)
            sector.dirty = false;
    }
    const QByteArray &now() const { return m_now; }
    bool open() const { return choices() > 1; }
    double choices() const
    {
        double out = double(m_sizes.size());
        for (const Sector &sector : m_sectors)
            out *= double(sector.versions.size());
        return out;
    }
    /// `draw(n)` chooses one of n.
    template<typename Draw> QByteArray image(Draw draw) const
    {
        const qsizetype size = m_sizes.at(draw(m_sizes.size()));
        QByteArray out;
        for (const Sector &sector : m_sectors)
            out += sector.versions.at(draw(sector.versions.size()));
        out.resize(std::max(out.size(), size), '\0');
        return out.left(size);
    }

private:
    struct Sector
    {
        QList<QByteArray> versions{QByteArray(sectorSize, '\0')};
        bool dirty = false;
    };
    void become(const QByteArray &next)
    {
        const qsizetype longest = std::max(m_now.size(), next.size());
        for (qsizetype i = 0; i * sectorSize < longest; ++i) {
            if (i == m_sectors.size())
                m_sectors.append(Sector());
            const QByteArray version = next.mid(i * sectorSize, sectorSize).leftJustified(sectorSize, '\0');
            if (version == m_sectors[i].versions.last())
                continue;
            m_sectors[i].versions.append(version);
            m_sectors[i].dirty = true;
        }
        const auto addSize = [this](qsizetype size) {
            if (!m_sizes.contains(size))
                m_sizes.append(size);
        };
        for (qsizetype border = (m_now.size() / sectorSize + 1) * sectorSize; border < next.size(); border += sectorSize)
            addSize(border);
        addSize(next.size());
        m_now = next;
    }
    QByteArray m_now;
    QList<Sector> m_sectors;
    QList<qsizetype> m_sizes{0};
};

} // namespace maestro::testing
