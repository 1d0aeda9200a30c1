// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/validation/escalation.h"

namespace maestro {

QString checkStateLabel(CheckState state); ///< "waiting", "ok", "bad", "unknown"
/// "Rollback of shop/web verified after 4:12", "... not verified for 7:30: pods, gates".
QString validationSentence(const Validation &validation, const QDateTime &now);
QString paceLabel(Pace pace); ///< "in time", "late", "too late"

/// VAL-05: what to tell the channel: what was left and what is back, by image tag and revision, why, and how it stands. For a person to send.
QString channelMessage(const Validation &validation, const ValidationSubject &subject, const QDateTime &now);
/// Why a text is no message of this item: the policy's must_name wants something that it does not name. Nothing: it names all.
std::optional<Error> unnamedError(const CheckItem &item, const ValidationSubject &subject, const QString &text);
/// What a rung tells its channel: the rule, for whom it is, and the drafted message.
QString escalationMessage(const EscalationClock &clock, const QString &message);
/// Why a verb has to wait, and for whom.
QString lockText(const EscalationClock &clock);
/// EVD-13: the post-incident note, Markdown.
QString incidentNote(const Validation &validation, const ValidationSubject &subject, const QDateTime &now);

} // namespace maestro
