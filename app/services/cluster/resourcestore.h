// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rollout/fleet.h"
#include "kube/decode/listdecoder.h"
#include "kube/watch/reflectorsink.h"

#include <QHash>

#include <functional>
#include <memory>

namespace maestro {

inline const ObjectMeta &metaOf(const FleetRow &row)
{
    return row.rollout.meta;
}

template<typename T> const ObjectMeta &metaOf(const T &object)
{
    return object.meta;
}

/// The content of one watched collection, keyed by UID; T has a member path to ObjectMeta through `metaOf`. An unchanged object keeps
/// its pointer, a relist replaces everything at once, and time never runs backwards for one UID.
template<typename T> class ResourceStore final : public ReflectorSink
{
public:
    using Pointer = std::shared_ptr<const T>;
    using DecodeOne = std::function<Result<T>(const QByteArray &)>;
    using DecodeList = std::function<Result<DecodedList<T>>(const QByteArray &)>;

    ResourceStore(DecodeOne decodeOne, DecodeList decodeList, std::function<void()> changed)
        : m_decodeOne(std::move(decodeOne))
        , m_decodeList(std::move(decodeList))
        , m_changed(std::move(changed))
    {
    }

    const QHash<QString, Pointer> &items() const { return m_items; }
    bool complete() const { return m_complete; } ///< a whole list has been received at least once
    const QStringList &faults() const { return m_faults; } ///< objects of the last list that could not be read, and why

    void replacing() override
    {
        m_incoming.clear();
        m_faults.clear();
    }

    void page(const QByteArray &listBody) override
    {
        Result<DecodedList<T>> list = m_decodeList(listBody);
        if (!list) {
            m_faults.append(list.error().message);
            return;
        }
        m_faults.append(list->faults);
        for (T &item : list.value().items) {
            const QString uid = metaOf(item).uid;
            const Pointer known = m_items.value(uid);
            if (known && metaOf(*known).resourceVersion == metaOf(item).resourceVersion)
                m_incoming.insert(uid, known);
            else
                m_incoming.insert(uid, std::make_shared<const T>(std::move(item)));
        }
    }

    void replaced(const QByteArray &) override
    {
        m_items = std::exchange(m_incoming, {});
        m_complete = true;
        m_changed();
    }

    bool event(WatchEventType type, const QByteArray &object) override
    {
        Result<T> decoded = m_decodeOne(object);
        if (!decoded || metaOf(*decoded).uid.isEmpty())
            return false;
        const QString uid = metaOf(*decoded).uid;
        if (type == WatchEventType::Deleted) {
            m_items.remove(uid);
        } else {
            const Pointer known = m_items.value(uid);
            if (known) {
                const auto order = compareVersions(metaOf(*decoded).resourceVersion.toLatin1(), metaOf(*known).resourceVersion.toLatin1());
                if (order && *order <= 0)
                    return true;
            }
            m_items.insert(uid, std::make_shared<const T>(std::move(decoded).value()));
        }
        m_changed();
        return true;
    }

private:
    DecodeOne m_decodeOne;
    DecodeList m_decodeList;
    std::function<void()> m_changed;
    QHash<QString, Pointer> m_items;
    QHash<QString, Pointer> m_incoming;
    QStringList m_faults;
    bool m_complete = false;
};

} // namespace maestro
