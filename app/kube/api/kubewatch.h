// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/api/credentials.h"
#include "kube/api/watchstream.h"
#include "net/httpstream.h"

#include <memory>

namespace maestro {

/// A WatchStream over HTTP; exists before its connection, which waits for the credential.
class KubeWatch : public WatchStream
{
    Q_OBJECT
public:
    explicit KubeWatch(QString subject);

    void setIdleLimit(int ms) override;
    /// `auth`: what the request carried, which is not told.
    void attach(std::unique_ptr<HttpStream> stream, const AuthMaterial &auth);
    void fail(const Error &error);

Q_SIGNALS:
    void refused(); ///< 401
    void answered(const QDateTime &serverDate);

private:
    void end(const HttpResponse &response);

    QString m_subject;
    AuthMaterial m_auth;
    std::unique_ptr<HttpStream> m_stream;
    int m_idleMs = 0;
    bool m_ended = false;
};

} // namespace maestro
