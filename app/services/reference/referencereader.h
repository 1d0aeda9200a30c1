// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/referenceshelf.h"
#include "domain/policy/policy.h"

namespace maestro {

/// Compares paths with a folder, by looking: nothing is opened. A path that is absolute, or leaves the folder by `..` or by a link, is
/// Refused, and whether it exists is not told.
QList<ReferencePath> checkedPaths(QList<ReferencePath> paths, const QString &folder);

/// The folder of a policy's checkout: of `settings`, else of its `files.checkout`, relative to the file of the policy.
ReferenceCheckout checkoutOf(const Policy &policy, const CheckoutFolders &settings);

/// What the policies in force refer to, with the contacts of `configFolder` over theirs. Looks at folders; blocks for as long
/// as a file system takes.
ReferenceShelf readReferenceShelf(const QList<PolicyPtr> &policies, const QString &configFolder, const CheckoutFolders &settings, const QDateTime &now);

/// Of config/settings.json, where the window keeps what was chosen there.
CheckoutFolders checkoutSettings(const QString &settingsFile);

} // namespace maestro
