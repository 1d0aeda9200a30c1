// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/secretstore.h"
#include "ports/validationport.h"
#include "services/callback.h"
#include "services/journalservice.h"
#include "services/policy/policylibrary.h"

#include <QSet>

namespace maestro {

/// Sends what is due to the webhooks that the policy names for its channels: once per rung and channel, however many processes of this
/// user look. A note stands in the Journal before anything leaves and another one after; whoever finds the first alone sends no more. The
/// address is a secret: it is read anew for each message and stands in no record and no message. Lives on the services' thread.
class EscalationSender : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        const PolicyLibrary *policies = nullptr;
        SecretStore *secrets = nullptr;
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        QString lockDirectory;
        QString caFile; ///< for webhooks; empty: the authorities of the system
    };
    /// What was made of one message to one channel.
    struct Told
    {
        EscalationDelivery::State state = EscalationDelivery::State::NotSent;
        QString message;
    };

    explicit EscalationSender(Means means, QObject *parent = nullptr);

    /// Sends what is due by these clocks and was not sent yet.
    void take(const QList<ValidationView> &views);
    /// One rung, because a person wants it, due or not; calls back once per channel. Refused: somebody has it, or it was sent before.
    void send(const ValidationView &view, const EscalationClock &clock, Callback<Told> done);
    /// The drafted message of an item of a validation, to its channel.
    void sendMessage(const ValidationView &view, const QString &item, Callback<Told> done);
    /// The reference under which a policy has the webhook of a channel; empty: none.
    QString webhookOf(const QString &policy, const QString &channel) const;
    /// One text about one subject, of which id, target and policy count, to one channel; once for each subject, place and channel.
    void sendText(const Validation &subject, const QString &place, const QString &channel, const QString &text, Callback<Told> done);

private:
    struct Order
    {
        ValidationView view;
        QString place;
        QString channel;
        QString text;
    };

    void deliver(const Order &order, const Callback<Told> &done);
    void post(const Order &order, const QString &address, const Callback<Told> &done);
    bool record(const Order &order, const Told &told);

    Means m_means;
    QSet<QString> m_busy;
};

} // namespace maestro
