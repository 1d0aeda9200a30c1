// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/yaml/policynode.h"
#include "domain/base/result.h"

#include <QByteArray>

namespace maestro {

// Bounds of one policy, all its files together.
inline constexpr qint64 policySizeLimit = 1024 * 1024; ///< bytes of one file
inline constexpr int policyDepthLimit = 32;
inline constexpr int policyNodeLimit = 50'000;
inline constexpr int policyFileLimit = 16;

/// The bytes of a regular file within the size limit. Never waits on a pipe or device.
Result<QByteArray> readPolicyBytes(const QString &file);

/// Reads one YAML document strictly and goes on after a problem where it can. Refused: repeated keys, anchors, aliases, merge keys,
/// tags, a second document, directives, bytes that are not UTF-8, byte order mark, CR, NUL, values left empty. Null when nothing could be read.
PolicyNode::Ptr readPolicyText(const QByteArray &bytes, const QString &file, PolicyProblems &problems);

} // namespace maestro
