// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/kubewatch.h"

#include "kube/api/statuserror.h"

namespace maestro {

KubeWatch::KubeWatch(QString subject)
    : m_subject(std::move(subject))
{
}

void KubeWatch::setIdleLimit(int ms)
{
    m_idleMs = ms;
    if (m_stream)
        m_stream->setIdleLimit(ms);
}

void KubeWatch::attach(std::unique_ptr<HttpStream> stream, const AuthMaterial &auth)
{
    m_auth = auth;
    m_stream = std::move(stream);
    m_stream->setIdleLimit(m_idleMs);
    connect(m_stream.get(), &HttpStream::opened, this, &WatchStream::opened);
    connect(m_stream.get(), &HttpStream::data, this, &WatchStream::data);
    connect(m_stream.get(), &HttpStream::ended, this, &KubeWatch::end);
}

void KubeWatch::fail(const Error &error)
{
    if (m_ended)
        return;
    m_ended = true;
    Q_EMIT ended(error, -1);
}

void KubeWatch::end(const HttpResponse &response)
{
    if (m_ended)
        return;
    m_ended = true;
    Q_EMIT answered(response.serverDate);
    if (response.status && *response.status >= 300) {
        const HttpResponse told = m_auth.told(response);
        if (*response.status == 401)
            Q_EMIT refused();
        Q_EMIT ended(errorOfAnswer(m_subject, *response.status, told.body, told.headers), retryAfterMs(response.headers));
        return;
    }
    std::optional<Error> error = response.error;
    if (error)
        error->message = tr("%1: %2").arg(m_subject, error->message);
    Q_EMIT ended(error, -1);
}

} // namespace maestro
