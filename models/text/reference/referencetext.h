// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/referenceshelf.h"

namespace maestro {

QString linkGroupText(ReferenceLink::Group group);
/// "not configured" and the like; empty for what was given.
QString linkStateText(ReferenceLink::State state);
QString linkStateWord(ReferenceLink::State state); ///< for documents

QString pathStateText(ReferencePath::State state);
QString pathStateWord(ReferencePath::State state); ///< for documents
/// What a path is in the policy: "manifest", "alert routes".
QString pathTitleText(const QString &title);
/// "/src/shop, chosen here" or that none is known.
QString checkoutText(const ReferenceCheckout &checkout);

} // namespace maestro
