// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/watch/watchevent.h"

namespace maestro {

/// Receives one resource, list by list and event by event, and decodes it. Called on the reflector's thread. The old content stays in
/// force until replaced(): between replacing() and replaced() pages are to be kept aside, and replacing() again voids them.
class ReflectorSink
{
public:
    virtual ~ReflectorSink() = default;

    virtual void replacing() = 0;
    /// What a page says of itself. Each page is read first; page() follows when it belongs to the list, so that a sink may decode once.
    virtual Result<ListMeta> read(const QByteArray &listBody) { return listMeta(listBody); }
    virtual void page(const QByteArray &listBody) = 0;
    virtual void replaced(const QByteArray &resourceVersion) = 0;
    /// Added, Modified or Deleted. False: not decodable; the reflector does not advance its version past it.
    virtual bool event(WatchEventType type, const QByteArray &object) = 0;
    /// Bookmark: everything up to this version has been delivered.
    virtual void bookmark(const QByteArray &resourceVersion) { Q_UNUSED(resourceVersion) }
};

} // namespace maestro
