// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/receiverfile.h"
#include "config/secretstore.h"
#include "domain/base/clock.h"
#include "domain/journal/receivedwebhook.h"
#include "net/receive/webhookserver.h"
#include "services/journalservice.h"

#include <QObject>

namespace maestro {

/// Takes the promote and rollback webhooks of a release's controller (ledger AUT-17): kept to the byte by the hash of it, then a note of the Journal; only then is
/// the sender told that it was taken. What it says is what the sender said: nothing is done because of it. Sixty a minute at most. Lives on the
/// services thread.
class WebhookReceiver : public QObject
{
    Q_OBJECT
public:
    static constexpr char path[] = "/webhook";
    static constexpr int shortestSecret = 16; ///< characters

    struct Means
    {
        JournalService *journal = nullptr;
        SecretStore *secrets = nullptr;
        const Clock *clock = nullptr;
        QString evidence; ///< folder of outputs by their SHA-256
    };

    explicit WebhookReceiver(const Means &means, QObject *parent = nullptr);

    /// Reads the secret, then listens. What becomes of it is told by statusChanged.
    void start(const ReceiverSettings &settings);
    const ReceiverStatus &status() const { return m_status; }

Q_SIGNALS:
    void statusChanged(maestro::ReceiverStatus status);
    void taken(maestro::JournalRecord record);

private:
    void listen(const QByteArray &secret);
    WebhookAnswer take(const WebhookRequest &request);
    bool isTooMany(qint64 nowMs);
    void fail(const QString &problem);

    Means m_means;
    ReceiverSettings m_settings;
    ReceiverStatus m_status;
    QList<qint64> m_times; ///< boot time in ms of what came within the last minute
};

/// Of config/receiver.yaml in this folder; absent: nothing is received.
Result<std::optional<ReceiverSettings>> receiverSettings(const QString &configFolder);

} // namespace maestro
