// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/contactdirectory.h"

#include "config/contactsfile.h"

namespace maestro {

Result<QList<Contact>> ownContacts(const QString &configFolder)
{
    return loadContacts(configFolder + QStringLiteral("/contacts.yaml"));
}

Result<ContactDirectory> contactDirectory(const PolicyLibrary &policies, const QString &configFolder)
{
    const Result<QList<Contact>> own = ownContacts(configFolder);
    if (!own)
        return own.error();
    ContactDirectory directory;
    for (const PolicyPtr &policy : policies.policies())
        directory.books.append({policy->name, contactBook(*policy, *own)});
    return directory;
}

} // namespace maestro
