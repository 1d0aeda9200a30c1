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
    explicit EvidenceStore(QString folder)
        : m_folder(std::move(folder))
    {
    }

    /// On disk when it returns; the name it has.
    Result<QString> keep(const QString &text) const { return keep(text.toUtf8()); }
    Result<QString> keep(const QByteArray &bytes) const;
    /// NotFound; Refused, code changedEvidence, when the bytes are not those the name says.
    Result<QByteArray> read(const QString &sha256) const;

private:
    QString path(const QString &sha256) const;
    QString m_folder;
};

} // namespace maestro
