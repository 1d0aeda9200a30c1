// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/workqueue.h"

namespace maestro::sandbox {

void WorkQueue::add(const WorkKey &key, qint64 dueMs)
{
    if (const auto known = m_slots.constFind(key); known != m_slots.constEnd()) {
        if (known->first <= dueMs)
            return;
        m_order.remove(*known);
    }
    const Slot slot{dueMs, ++m_sequence};
    m_slots.insert(key, slot);
    m_order.insert(slot, key);
}

std::optional<WorkKey> WorkQueue::takeDue(qint64 nowMs)
{
    if (m_order.isEmpty() || m_order.firstKey().first > nowMs)
        return std::nullopt;
    const WorkKey key = m_order.take(m_order.firstKey());
    m_slots.remove(key);
    return key;
}

std::optional<qint64> WorkQueue::nextDue() const
{
    return m_order.isEmpty() ? std::nullopt : std::optional(m_order.firstKey().first);
}

} // namespace maestro::sandbox
