// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace maestro {

/// The content of one gzip member; absent when it is cut, damaged, or larger than `limit` bytes.
std::optional<QByteArray> gunzip(const QByteArray &packed, qsizetype limit);

} // namespace maestro
