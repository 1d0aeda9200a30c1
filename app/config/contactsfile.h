// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/validation/contactbook.h"

namespace maestro {

/// config/contacts.yaml: telephone numbers and the like that do not belong into a shared policy. Strict as connections.yaml: unknown and
/// repeated keys or names and wrong types are errors with file, line, column and field. An absent file is an empty list.
///
///     contacts:
///       - {name: sre-primary, chat: "@ann", phone: "+49 30 1234567", email: ann@example.org}
Result<QList<Contact>> loadContacts(const QString &file);

} // namespace maestro
