// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QByteArrayView>
#include <QList>
#include <QStringList>

#include <functional>
#include <string_view>

namespace maestro {

/// Fleet: what a fleet row keeps (packRollout) and what its phase follows from. Row: what a list shows, without pod templates.
/// Whole: everything the structs hold.
enum class DecodeDepth { Fleet, Row, Whole };

/// metadata of one page of a list.
struct ListPage
{
    QString resourceVersion;
    QString continueToken;
    QString kind = {};

    bool operator==(const ListPage &) const = default;
};

/// One page with its items in the order received. An item that cannot be read at all is left out and named in `faults`:
/// a page with faults is incomplete and must not be shown as the whole truth.
template<typename T> struct DecodedList
{
    ListPage page;
    QList<T> items;
    QStringList faults; ///< "/items/3: why"
};

/// Walks the items of one page (at most 64 MiB; 500 items is the intended size). `object` is the JSON of one item as received, valid
/// during the call only. Errors: Internal, badList.
Result<ListPage> decodeList(QByteArrayView body, const std::function<void(std::string_view object)> &item);

} // namespace maestro
