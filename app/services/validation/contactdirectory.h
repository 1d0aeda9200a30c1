// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/validation/contactbook.h"
#include "services/policy/policylibrary.h"

namespace maestro {

/// Whom the policies in force know, each with this user's own contacts over it.
struct ContactDirectory
{
    struct Book
    {
        QString policy;
        QList<Contact> contacts;
    };
    QList<Book> books;
};

/// Those of contacts.yaml in this folder; none: there is no such file. The file's faults are errors.
Result<QList<Contact>> ownContacts(const QString &configFolder);

/// `configFolder` holds contacts.yaml; none: the policies alone. The file's faults are errors.
Result<ContactDirectory> contactDirectory(const PolicyLibrary &policies, const QString &configFolder);

} // namespace maestro
