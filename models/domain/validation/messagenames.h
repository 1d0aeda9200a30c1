// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/validation/validation.h"

namespace maestro {

/// What a message of a validation has to name, by the policy's `must_name` (ledger VAL-05).
struct NamedFact
{
    QString word; ///< as in the policy
    QStringList values; ///< what it stands for after this action, each has to be named; empty: the action's record does not tell it

    bool operator==(const NamedFact &) const = default;
};

/// `image_tag`: the tag of each image gone back to, of one without a tag the beginning of its digest. `revision`: its number, told as
/// "revision 3" or "rev 3". Every other word is wanted as it is written.
QList<NamedFact> factsToName(const QStringList &mustName, const ValidationSubject &subject);
/// "image_tag v2", "revision 3", ...: what the text does not name. A tag counts as a whole word only.
QStringList missingNames(const QList<NamedFact> &facts, const QString &text);
/// The words nobody can judge, as the record does not tell what they stand for.
QStringList untoldNames(const QList<NamedFact> &facts);

/// What a person's word on an item is worth: a message that does not name what it has to does not count, and the item waits on.
void takeConfirmed(CheckItem &item, const ConfirmedCheck &said, const ValidationSubject &subject);

} // namespace maestro
