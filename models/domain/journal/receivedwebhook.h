// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"

namespace maestro {

/// A message of a release's controller that arrived over HTTP (ledger AUT-17): "promote", "rollback", or whatever; as the sender told it, not
/// as the cluster shows it.
struct ReceivedWebhook
{
    ObjectRef target; ///< as the sender named it; a name that is empty: it named none
    QString said; ///< "promote", "rollback"; "received" when the body does not say either
    QString from; ///< address of the sender
    QString contentType;
    QString sha256; ///< of the body, under which it is kept
    qint64 bytes = 0;
    QDateTime at; ///< when the last byte had arrived

    bool operator==(const ReceivedWebhook &) const = default;
};

/// What a body says: the first of `decision`, `verdict`, `action` and `event` of a JSON object that begins with promot, rollback or rolled. Pure.
QString webhookWord(const QByteArray &body);
/// A note with the verb `webhook`, whose state is the word; its `details.webhook` has the rest. Without an id.
JournalRecord webhookRecord(const ReceivedWebhook &webhook);
std::optional<ReceivedWebhook> receivedWebhook(const JournalRecord &record); ///< nothing: it is another record

/// How the receiver stands.
struct ReceiverStatus
{
    QString url; ///< where it listens; empty: it does not
    QString problem; ///< why not, or what went wrong last
    int taken = 0;
    int refused = 0;
    QDateTime lastAt; ///< of what was taken; invalid: nothing was

    bool operator==(const ReceiverStatus &) const = default;
};

} // namespace maestro

Q_DECLARE_METATYPE(maestro::ReceiverStatus)
