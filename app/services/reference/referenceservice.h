// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/policy/policy.h"
#include "ports/referenceport.h"

namespace maestro {

/// Reads links, paths and manifests for the window. Lives on a thread of its own: a slow file system keeps nobody else waiting.
class ReferenceService final : public ReferencePort
{
    Q_OBJECT
public:
    /// `configFolder` holds contacts.yaml.
    ReferenceService(QString configFolder, const Clock *clock, QObject *parent = nullptr);

    void setPolicies(const QList<PolicyPtr> &policies); ///< what was read before is read again by them
    void read(const CheckoutFolders &chosen) override;
    void lint(const QString &folder) override;

private:
    QString m_configFolder;
    const Clock *m_clock;
    QList<PolicyPtr> m_policies;
    std::optional<CheckoutFolders> m_chosen; ///< of the last reading; absent: nobody asked yet
};

} // namespace maestro
