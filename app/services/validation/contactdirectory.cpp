// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/contactdirectory.h"

#include "config/contactsfile.h"

namespace maestro {

Result<ContactDirectory> contactDirectory(const PolicyLibrary &policies, const QString &configFolder)
{
    const Result<QList<Contact>> own = loadContacts(configFolder + QStringLiteral("/contacts.yaml"));
    if (!own)
        return own.error();
    ContactDirectory directory;
    for (const PolicyPtr &policy : policies.policies())
        directory.books.append({policy->name, contactBook(*policy, *own)});
    return directory;
}

} // namespace maestro
