// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/httpclient.h"
#include "net/read/httpsender.h"

namespace maestro {

/// Reads from a server by its address, with headers that say who we are. No compression on loopback, where it only costs.
class DirectSender final : public HttpSender
{
public:
    explicit DirectSender(ServerIdentity identity, HttpHeaders headers = {});

    Cancel send(const HttpRequest &request, Callback callback) override;
    QString source() const override;
    bool mayPost() const override { return true; }

private:
    HttpClient m_client;
    HttpHeaders m_headers;
};

} // namespace maestro
