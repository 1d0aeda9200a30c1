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
#include <optional>

namespace maestro {

inline const QString &uidOf(const FleetRow &row)
{
    return row.uid;
}

template<typename T> const QString &uidOf(const T &object)
{
    return object.meta.uid;
}

inline const QString &versionOf(const FleetRow &row)
{
    return row.resourceVersion;
}

template<typename T> const QString &versionOf(const T &object)
{
    return object.meta.resourceVersion;
}

/// What a decoded page says of itself; of one that cannot be decoded, what can still be found in its bytes.
template<typename T> Result<ListMeta> metaOf(const Result<DecodedList<T>> &list, const QByteArray &body)
{
    if (!list || !list->faults.isEmpty() || list->page.kind.isEmpty() || list->page.resourceVersion.isEmpty())
        return listMeta(body);
    return ListMeta{list->page.resourceVersion.toUtf8(), list->page.continueToken.toUtf8(), list->page.kind.toUtf8()};
}

/// The content of one watched collection, keyed by UID; T tells UID and version through `uidOf` and `versionOf`. An unchanged object
/// keeps its pointer, a relist replaces everything at once, and time never runs backwards for one UID.
template<typename T> class ResourceStore final : public ReflectorSink
{
public:
    using Pointer = std::shared_ptr<const T>;
    using DecodeOne = std::function<Result<T>(const QByteArray &)>;
    using DecodeList = std::function<Result<DecodedList<T>>(const QByteArray &)>;
    /// One object came (`was` null), changed, or went (`now` null); a list that replaced all has both null.
    using Changed = std::function<void(const Pointer &was, const Pointer &now)>;

    ResourceStore(DecodeOne decodeOne, DecodeList decodeList, Changed changed)
        : m_decodeOne(std::move(decodeOne))
        , m_decodeList(std::move(decodeList))
        , m_changed(std::move(changed))
    {
    }

    ResourceStore(DecodeOne decodeOne, DecodeList decodeList, std::function<void()> changed)
        : ResourceStore(std::move(decodeOne), std::move(decodeList), [changed = std::move(changed)](const Pointer &, const Pointer &) { changed(); })
    {
    }

    const QHash<QString, Pointer> &items() const { return m_items; }
    bool complete() const { return m_complete; } ///< a whole list has been received at least once
    const QStringList &faults() const { return m_faults; } ///< objects of the last list that could not be read, and why

    void replacing() override
    {
        m_page.reset();
        m_incoming.clear();
        m_faults.clear();
    }

    Result<ListMeta> read(const QByteArray &listBody) override
    {
        m_page.emplace(m_decodeList(listBody));
        return metaOf(*m_page, listBody);
    }

    void page(const QByteArray &listBody) override
    {
        Result<DecodedList<T>> list = m_page ? std::move(*m_page) : m_decodeList(listBody);
        m_page.reset();
        if (!list) {
            m_faults.append(list.error().message);
            return;
        }
        m_faults.append(list->faults);
        for (T &item : list.value().items) {
            const QString uid = uidOf(item);
            const Pointer known = m_items.value(uid);
            if (known && versionOf(*known) == versionOf(item))
                m_incoming.insert(uid, known);
            else
                m_incoming.insert(uid, std::make_shared<const T>(std::move(item)));
        }
    }

    void replaced(const QByteArray &) override
    {
        m_items = std::exchange(m_incoming, {});
        m_complete = true;
        m_changed(nullptr, nullptr);
    }

    bool event(WatchEventType type, const QByteArray &object) override
    {
        Result<T> decoded = m_decodeOne(object);
        if (!decoded || uidOf(*decoded).isEmpty())
            return false;
        const auto place = m_items.find(uidOf(*decoded));
        const Pointer was = place == m_items.end() ? nullptr : *place;
        Pointer now;
        if (type == WatchEventType::Deleted) {
            if (!was)
                return true;
            m_items.erase(place);
        } else {
            if (was) {
                const auto order = compareVersions(versionOf(*decoded).toLatin1(), versionOf(*was).toLatin1());
                if (order && *order <= 0)
                    return true;
            }
            now = std::make_shared<const T>(std::move(decoded).value());
            if (was)
                *place = now;
            else
                m_items.insert(uidOf(*now), now);
        }
        m_changed(was, now);
        return true;
    }

private:
    DecodeOne m_decodeOne;
    DecodeList m_decodeList;
    Changed m_changed;
    std::optional<Result<DecodedList<T>>> m_page; ///< read, not yet accepted
    QHash<QString, Pointer> m_items;
    QHash<QString, Pointer> m_incoming;
    QStringList m_faults;
    bool m_complete = false;
};

} // namespace maestro
