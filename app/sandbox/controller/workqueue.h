// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMap>
#include <QString>

#include <optional>

namespace maestro::sandbox {

struct ResourceType;

/// What to look at again.
struct WorkKey
{
    const ResourceType *type = nullptr;
    QString ns = {};
    QString name = {};

    bool operator==(const WorkKey &) const = default;
};

inline size_t qHash(const WorkKey &key, size_t seed = 0)
{
    return qHashMulti(seed, quintptr(key.type), key.ns, key.name);
}

/// Objects waiting to be reconciled, each once, at the earliest time asked for. Order: due time, then insertion.
class WorkQueue
{
public:
    void add(const WorkKey &key, qint64 dueMs);
    std::optional<WorkKey> takeDue(qint64 nowMs);
    std::optional<qint64> nextDue() const;

private:
    using Slot = QPair<qint64, quint64>;

    QMap<Slot, WorkKey> m_order;
    QHash<WorkKey, Slot> m_slots;
    quint64 m_sequence = 0;
};

} // namespace maestro::sandbox
