// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reference/referenceservice.h"

#include "services/manifest/manifestfiles.h"
#include "services/reference/referencereader.h"

namespace maestro {

ReferenceService::ReferenceService(QString configFolder, const Clock *clock, QObject *parent)
    : ReferencePort(parent)
    , m_configFolder(std::move(configFolder))
    , m_clock(clock)
{
}

void ReferenceService::setPolicies(const QList<PolicyPtr> &policies)
{
    m_policies = policies;
    if (m_chosen)
        read(*m_chosen);
}

void ReferenceService::read(const CheckoutFolders &chosen)
{
    m_chosen = chosen;
    Q_EMIT shelfRead(readReferenceShelf(m_policies, m_configFolder, chosen, m_clock->utcNow()));
}

void ReferenceService::lint(const QString &folder)
{
    const Result<ManifestReport> report = manifestsIn(folder);
    if (!report)
        return Q_EMIT manifestsFailed(folder, report.error());
    Q_EMIT manifestsRead(folder, *report);
}

} // namespace maestro
