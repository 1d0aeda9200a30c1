// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/validation/contactbook.h"

#include "domain/policy/policy.h"

#include <algorithm>

namespace maestro {

namespace {

void overlay(Contact &contact, const Contact &own)
{
    for (QString Contact::*part : {&Contact::chat, &Contact::phone, &Contact::email})
        if (!(own.*part).isEmpty()) {
            contact.*part = own.*part;
            contact.ownPart = true;
        }
}

} // namespace

const Contact *contactNamed(const QList<Contact> &book, const QString &name)
{
    const auto found = std::find_if(book.cbegin(), book.cend(), [&name](const Contact &one) { return one.name == name; });
    return found == book.cend() ? nullptr : &*found;
}

QList<Contact> contactBook(const Policy &policy, const QList<Contact> &own)
{
    QList<Contact> book;
    for (const QVariant &entry : policy.document.value(QStringLiteral("contacts")).toList()) {
        const QVariantMap map = entry.toMap();
        book.append({map.value(QStringLiteral("name")).toString(), map.value(QStringLiteral("chat")).toString(), map.value(QStringLiteral("phone")).toString(), map.value(QStringLiteral("email")).toString()});
    }
    for (const QVariant &entry : policy.document.value(QStringLiteral("channels")).toList()) {
        const QVariantMap map = entry.toMap();
        book.append({map.value(QStringLiteral("name")).toString(), map.value(QStringLiteral("handle")).toString(), {}, {}, true});
    }
    for (Contact &contact : book)
        if (const Contact *mine = contactNamed(own, contact.name))
            overlay(contact, *mine);
    for (const Contact &mine : own)
        if (!contactNamed(book, mine.name)) {
            book.append(mine);
            book.last().ownPart = true;
        }
    return book;
}

} // namespace maestro
