// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>

namespace maestro {

/// safety.md section 5.1. Sent is written only when the request is known to have left. Signal: somebody set or cleared one; Decision: a
/// person decided, with what the board said. Neither is part of an action.
enum class RecordType { Genesis, Intent, Sent, Outcome, Observe, Reconcile, Refused, Recovered, Rotate, TamperAlarm, Note, Signal, Decision };

struct Actor
{
    QString server; ///< username of SelfSubjectReview
    QString os; ///< local user name
    QString host;
    QString impersonating;

    bool operator==(const Actor &) const = default;
};

/// One record of the Journal: the product's words, no wire format. Where it stands (segment, seq) is given by the writer.
struct JournalRecord
{
    QString segment;
    qint64 seq = -1;
    QString id; ///< of the action; all records of one action share it
    RecordType type = RecordType::Note;
    QDateTime at; ///< UTC
    Actor actor;
    QString server; ///< API server URL
    ObjectRef object;
    QString objectKind; ///< "Rollout", "Deployment"
    QString objectUid;
    QString verb;
    QString reason;
    QString ticket;
    QString state; ///< outcome words of cli.md; "open" for an intent
    QString message;
    QJsonObject details; ///< allow-listed further fields: digest, guards, request, http, from, to, revision, images, auditId

    bool operator==(const JournalRecord &) const = default;
};

/// "intent", "outcome", ...
QString recordTypeWord(RecordType type);
std::optional<RecordType> recordTypeFromWord(const QString &word);

enum class JournalState { Valid, RecoveredTail, Broken };

/// What `maestro journal verify` says (JournalVerification of cli.md).
struct JournalVerification
{
    JournalState state = JournalState::Valid;
    qint64 records = 0;
    QString head; ///< hex of the last hash
    QString brokenSegment;
    qint64 brokenSeq = -1;
    QString message; ///< what is wrong, in words
    QStringList openIntents; ///< action ids with an intent and no terminal record

    bool operator==(const JournalVerification &) const = default;
};

} // namespace maestro
