// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QString>

namespace maestro {

/// Outputs that records refer to, each a file named by the SHA-256 of its bytes: what is there once never changes, and one that was
/// changed by others is recognised when it is read. 0600 in a folder of 0700. Any thread.
class EvidenceStore
{
public:
    explicit EvidenceStore(QString folder, QString suffix = QStringLiteral(".txt"))
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
    {
    }

    /// On disk when it returns; the name it has.
    Result<QString> keep(const QString &text) const { return keep(text.toUtf8()); }
    Result<QString> keep(const QByteArray &bytes) const;
    /// NotFound; Refused, code changedEvidence, when the bytes are not those the name says.
    Result<QByteArray> read(const QString &sha256) const;
    QString path(const QString &sha256) const;

private:
    QString m_folder;
    QString m_suffix;
};

} // namespace maestro
