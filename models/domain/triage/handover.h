// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/validation/escalation.h"

namespace maestro {

/// Somebody to whom a run can be handed over (ledger ESC-08, ESC-09).
struct HandOverAddressee
{
    QString name; ///< of a contact, role or channel of the policy
    QString channel; ///< whose webhook takes the message; empty: none, `why` says so
    QString why;
    QString reach; ///< how a person reaches them otherwise: chat, telephone, mail; empty: nobody wrote it down

    bool operator==(const HandOverAddressee &) const = default;
};

/// What became of the message to one addressee, as the Journal tells it.
struct HandOver
{
    QString to;
    QString channel;
    QString by;
    EscalationDelivery delivery;

    bool operator==(const HandOver &) const = default;
};

/// One message as it would leave, to the letter. Nothing has left.
struct HandOverDraft
{
    QString run;
    ObjectRef ref;
    QString service;
    QString policy;
    QByteArray policyHash; ///< of the policy that says where it goes
    QString to;
    QString channel; ///< empty: none takes it; a person copies the text and tells them
    QString text; ///< without secrets
    QDateTime at; ///< when everything in it was read
    std::optional<HandOver> before; ///< what is known of an earlier message to them

    bool operator==(const HandOverDraft &) const = default;
};

/// A draft is sent while it is true: after this long it has to be read anew.
constexpr std::chrono::seconds handOverDraftLasts{180};

/// The place of its delivery among those of a run.
QString handOverPlace(const QString &to);
/// Takes a record of a delivery into what is known of the hand-overs of its run; other records are passed over.
void applyHandOver(QList<HandOver> &known, const JournalRecord &record);

} // namespace maestro
