// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace maestro {

constexpr qsizetype webhookHeadAtMost = 8 * 1024; ///< bytes, the empty line included

/// The head of one request as the receiver of webhooks understands it: HTTP/1.1 with a Content-Length, and nothing clever. What could be read in two
/// ways is refused.
struct WebhookHead
{
    int status = 0; ///< 0: it can be read; else what to answer: 400, 414, 431, 501, 505
    QString why; ///< for whoever looks at the answer
    QByteArray method;
    QByteArray path; ///< as it came, without the query
    QByteArray query;
    qint64 length = -1; ///< of the body; -1: not said
    QByteArray bearer; ///< of `Authorization: Bearer`; empty: none
    QByteArray contentType;
    QByteArray expect; ///< of `Expect`, in lower case
};

/// `bytes` end with the empty line. Pure; any bytes may be given.
WebhookHead readWebhookHead(const QByteArray &bytes);

/// Takes as long for a wrong secret as for the right one, whatever they have in common. An empty `wanted` is never met.
bool isSameSecret(const QByteArray &wanted, const QByteArray &given);

} // namespace maestro
