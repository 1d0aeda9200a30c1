// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/evidencestore.h"

#include "config/privatefile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFileInfo>
#include <QRegularExpression>

namespace maestro {

namespace {

QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

} // namespace

QString EvidenceStore::path(const QString &sha256) const
{
    return m_folder + u'/' + sha256 + m_suffix;
}

Result<QString> EvidenceStore::keep(const QByteArray &bytes) const
{
    const QString name = hashOf(bytes);
    if (read(name))
        return name;
    if (const auto folder = ensurePrivateFolder(m_folder); !folder)
        return folder.error();
    const auto written = writePrivateFile(path(name), bytes);
    return written ? Result<QString>(name) : Result<QString>(written.error());
}

Result<QByteArray> EvidenceStore::read(const QString &sha256) const
{
    static const QRegularExpression name(QRegularExpression::anchoredPattern(QStringLiteral("[0-9a-f]{64}")));
    const auto absent = [&sha256] {
        return Error{ErrorKind::NotFound, QStringLiteral("notFound"), QCoreApplication::translate("Triage", "The evidence %1 is not there.").arg(sha256.left(64)), {}, {}};
    };
    if (!name.match(sha256).hasMatch() || !QFileInfo::exists(m_folder))
        return absent();
    const auto bytes = readPrivateFile(path(sha256));
    if (!bytes)
        return bytes.error();
    if (!*bytes)
        return absent();
    if (hashOf(**bytes) != sha256)
        return Error{ErrorKind::Refused, QStringLiteral("changedEvidence"), QCoreApplication::translate("Triage", "The evidence %1 was changed since it was kept.").arg(sha256),
                     QCoreApplication::translate("Triage", "Do not rely on it; the Journal names what it was."), {}};
    return **bytes;
}

} // namespace maestro
