// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/evidencesource.h"

namespace maestro {

std::function<EvidenceRules(const QString &policy)> evidenceRulesOf(const PolicyLibrary *library)
{
    return [library](const QString &name) {
        const PolicyPtr policy = library && !name.isEmpty() ? library->policy(name) : PolicyPtr();
        return policy ? evidenceRules(policy->document) : EvidenceRules();
    };
}

QStringList evidenceFolders(const PolicyLibrary *library, const EvidencePlace &place)
{
    QStringList folders {place.named};
    if (library)
        for (const PolicyPtr &policy : library->policies())
            folders.append(evidenceFolderOf(evidenceRules(policy->document), place.state));
    folders.append(evidenceFolderOf({}, place.state));
    folders.removeAll(QString());
    folders.removeDuplicates();
    return folders;
}

} // namespace maestro
