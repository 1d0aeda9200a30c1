// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace maestro {

/// Cuts a byte stream into complete JSON objects: any split, any white space, no reliance on newlines. Limits: 8 MiB per object, depth 64.
/// Checks structure only as far as cutting needs. A value.
class JsonFramer
{
public:
    explicit JsonFramer(qsizetype limit = 8 * 1024 * 1024, int depthLimit = 64);

    void feed(const QByteArray &bytes);
    /// The next complete object, or nullopt when more bytes are needed or the stream is broken.
    std::optional<QByteArray> next();
    bool broken() const { return !m_problem.isEmpty(); }
    QString problem() const { return m_problem; }
    bool midObject() const { return m_depth > 0; }

private:
    QByteArray m_buffer;
    qsizetype m_scan = 0; ///< first byte not looked at
    qsizetype m_start = 0; ///< first byte of the open object
    int m_depth = 0;
    bool m_inString = false;
    bool m_escaped = false;
    qsizetype m_limit;
    int m_depthLimit;
    QString m_problem;
};

} // namespace maestro
