// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/triage/triageservice.h"
#include "services/validation/escalationsender.h"

namespace maestro {

/// Hands a run over to somebody (ledger ESC-08, ESC-09): everything is read once more and kept, then one message with it leaves for a channel of
/// the policy, at most once for each run and addressee. Everything outlives it. Lives on the services' thread.
class HandOff : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        TriageService *triage = nullptr;
        const PolicyLibrary *policies = nullptr;
        EscalationSender *sender = nullptr;
        const Clock *clock = nullptr;
        QString by; ///< who hands it over
    };
    explicit HandOff(Means means, QObject *parent = nullptr);

    struct Sent
    {
        QString channel;
        QString text; ///< of the message, without secrets
        EscalationSender::Told told;
    };
    /// `to`: a channel of the policy, or a contact or role of it, for whom the channel of its messages is taken. Codes noPolicy, noAddressee, noChannel.
    void send(const QString &run, const QString &to, const QString &note, Callback<Result<Sent>> done);

private:
    Means m_means;
};

/// The channel with a webhook by which somebody is reached; the addressee alone decides. Pure.
Result<QString> handOffChannel(const Policy &policy, const QString &to);

} // namespace maestro
