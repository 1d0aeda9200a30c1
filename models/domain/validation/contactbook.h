// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace maestro {

struct Policy;

/// Somebody who may be told (ledger ESC-10, ESC-11). What is empty nobody wrote down.
struct Contact
{
    QString name; ///< as the policy's escalation calls them
    QString chat; ///< "@name", or of a channel its handle
    QString phone;
    QString email;
    bool channel = false; ///< of the policy's section `channels`
    bool ownPart = false; ///< some of it is of this user's own file, not of the shared policy

    bool operator==(const Contact &) const = default;
};

/// The contacts and channels of a policy, in its order; those of `own` fill in what it leaves out or says otherwise. People whom only the
/// user's own file knows come last.
QList<Contact> contactBook(const Policy &policy, const QList<Contact> &own);
/// The entry of this name, or null.
const Contact *contactNamed(const QList<Contact> &book, const QString &name);

} // namespace maestro
