// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httprequest.h"

namespace maestro {

/// A way to read from one server, whoever authenticates: directly, or through the API server's service proxy.
class HttpSender
{
public:
    HttpSender() = default;
    virtual ~HttpSender() = default;
    HttpSender(const HttpSender &) = delete;
    HttpSender &operator=(const HttpSender &) = delete;

    using Callback = std::function<void(const HttpResponse &)>;
    using Cancel = std::function<void()>;

    /// Calls back once, later, on this thread; not after destruction. The result ends the request early, with the error "cancelled";
    /// it may be called at any time while the sender lives.
    virtual Cancel send(const HttpRequest &request, Callback callback) = 0;
    virtual QString source() const = 0; ///< for sentences: the base URL without credentials
    virtual bool mayPost() const = 0; ///< a long query may travel in the body of a POST
};

} // namespace maestro
