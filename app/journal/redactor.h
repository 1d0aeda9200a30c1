// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/journalrecord.h"

namespace maestro {

/// Replaces what looks like a secret (bearer and JWT tokens, userinfo in URLs, PEM blocks, GitHub and AWS keys, long base64) by
/// "[redacted]", control characters by spaces, and cuts at 2 KiB of UTF-8. safety.md section 5.7.
QString scrubbed(const QString &text);
bool looksLikeSecret(const QString &text);

/// The record as it may be kept: text members scrubbed, `details` reduced to the allowed keys and scrubbed inside. Names, hashes and
/// the uid are kept as they are.
JournalRecord redacted(JournalRecord record);

} // namespace maestro
