// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/validation/contactbook.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

namespace maestro {

struct Policy;

/// Where a policy says one can read or ask further (ledger REF-05, CON-27).
struct ReferenceLink
{
    enum class Group { Documentation, Contacts };
    enum class State {
        Given,
        Empty, ///< the policy names it and gives no address: not configured
        Incomplete, ///< needs values that only an action has
        Refused, ///< neither http, https, mailto nor tel
    };

    Group group = Group::Documentation;
    QString title;
    QString text; ///< the address, the number, the handle, as written
    QString url; ///< to be opened: http, https, mailto or tel; empty: there is nothing to open, the text is to be copied
    State state = State::Empty;
    QString place; ///< in the policy: "services.web.links.docs"; "contacts.yaml" when it is of the user's own file
    QString policy;

    bool operator==(const ReferenceLink &) const = default;
};

/// Of the sections `links`, `services` (links, dashboards), `communications` (values), `contacts` and `channels`; `own` are the user's own
/// contacts. In the order of the policy.
QList<ReferenceLink> referenceLinks(const Policy &policy, const QList<Contact> &own);

/// A file or folder of the repository that a policy names (ledger REF-03).
struct ReferencePath
{
    enum class State {
        Unchecked, ///< no checkout is known
        File,
        Folder,
        Missing,
        Refused, ///< it would leave the checkout, by .. or a link
        NoCheckout, ///< the folder of the checkout is not there
    };

    QString title; ///< key of the policy that names it: "manifest", "tool"
    QString path; ///< as written, below `files.root` where that belongs before it
    QString place; ///< in the policy
    State state = State::Unchecked;
    QString absolute; ///< of what exists; else empty

    bool operator==(const ReferencePath &) const = default;
};

/// The paths that a policy names, each once, unchecked: of `files`, manifests, probe suites, dashboards, alert routes, and what run sheets
/// apply or start.
QList<ReferencePath> referencePaths(const Policy &policy);

/// The paths of one policy, compared with a checkout.
struct ReferenceCheckout
{
    QString policy;
    QString folder; ///< absolute; empty: none is configured
    QString from; ///< "option", "settings", "policy"; empty: none
    QList<ReferencePath> paths;

    bool operator==(const ReferenceCheckout &) const = default;
};

/// What the policies in force refer to. A value.
struct ReferenceShelf
{
    QDateTime at; ///< when files were looked at
    QList<ReferenceLink> links;
    QList<ReferenceCheckout> checkouts;
    QString problem; ///< of contacts.yaml; then the user's own contacts are missing
};

/// Folders of checkouts by the policy's name.
using CheckoutFolders = QMap<QString, QString>;

} // namespace maestro
