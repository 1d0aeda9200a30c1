// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

namespace maestro {

/// The expression in the graph page of its Prometheus, encoded whole; empty when the source is not an http(s) address.
QUrl prometheusGraph(const QString &source, const QString &expression, qint64 fromMs, qint64 toMs);

} // namespace maestro
