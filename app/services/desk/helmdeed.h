// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/helmrevision.h"
#include "services/desk/programdeed.h"

namespace maestro {

/// All revisions of one release, read now.
void readHelmHistory(ClusterAccess *access, const QString &ns, const QString &release, Callback<Result<HelmRevisions>> done);

/// What the history says about an action that was to make the revision after `call.fromRevision`. Nothing: that revision is not there.
std::optional<Deed::Sight> helmSight(const DeskCall &call, const HelmRevisions &history);

/// helm rollback, or helm upgrade of the image alone. Before it starts the history is read again: it must be as planned. How it ended is
/// told by the release's own records; the program's exit code only where they do not.
class HelmDeed final : public ProgramDeed
{
    Q_OBJECT
public:
    HelmDeed(DeskCall call, Place place, ClusterAccess *access);

    void send(const QString &id, const QString &reason, Callback<MutationResult> done) override;
    void look(Callback<Sight> done) override;

private:
    QPointer<ClusterAccess> m_access;
};

} // namespace maestro
