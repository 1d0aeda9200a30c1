// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/age.h"
#include "services/triage/triageservice.h"
#include "services/validation/escalationsender.h"

namespace maestro {

/// Hands a run over to somebody (ledger ESC-08, ESC-09): everything is read once more and kept, then one message with it leaves for a channel of
/// the policy, at most once for each run and addressee, and only as it was drafted. Everything outlives it. Lives on the services' thread.
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
        QString configFolder = {}; ///< holds contacts.yaml; empty: the policy's contacts alone
    };
    explicit HandOff(Means means, QObject *parent = nullptr);

    struct Sent
    {
        QString channel;
        QString text; ///< of the message, without secrets
        EscalationSender::Told told;
    };

    /// Those whom the policy of this run knows, also those who cannot be reached; in the order of the policy. Codes notFound, noPolicy and
    /// those of contacts.yaml.
    Result<QList<HandOverAddressee>> addressees(const QString &run) const;
    /// `to`: a channel of the policy, or a contact or role of it, for whom the channel of its messages is taken. What was read for the run
    /// within the last minute is taken again: another note needs no other reading. Codes noPolicy, noAddressee, noChannel.
    void draft(const QString &run, const QString &to, const QString &note, Callback<Result<HandOverDraft>> done);
    /// Codes draftOld, policyChanged: nothing was sent.
    void send(const HandOverDraft &draft, Callback<Result<Sent>> done);

private:
    struct Known
    {
        TriageRun run;
        PolicyPtr policy;
    };
    Result<Known> known(const QString &run) const;
    HandOverDraft made(const TriageView &view, const PolicyPtr &policy, const QString &to, const QString &channel, const QString &note) const;

    Means m_means;
    TriageView m_read; ///< the last that was gathered, its age
    SteadyAge m_readAge;
};

/// The channel with a webhook by which somebody is reached; the addressee alone decides. Pure.
Result<QString> handOffChannel(const Policy &policy, const QString &to);

} // namespace maestro
