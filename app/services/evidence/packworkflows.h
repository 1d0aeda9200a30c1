// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/desk/remotereader.h"
#include "services/evidence/evidencepack.h"

namespace maestro {

/// The logs of workflow runs that a pack's actions began (ledger EVD-11, AUT-17), job by job as text: workflow/RUN-JOB.log. Redacted line by
/// line; of a log longer than 2 MiB the end is kept, and no more than 8 MiB in all. What is not there is named with its reason.
struct PackWorkflows
{
    QList<std::pair<QString, QByteArray>> files;
    QStringList missing;
};

using GithubFor = std::function<std::shared_ptr<RemoteReader>(const QString &context)>; ///< null: the connection has none

/// The runs come out of the evidence records of `content`. A log is asked for with the credential of the connection; where GitHub says it lies
/// elsewhere, there without any, over https (http to a loopback address alone). Calls back once, later; not after `owner` is gone.
void readPackWorkflows(QObject *owner, const PackContent &content, const GithubFor &github, Callback<PackWorkflows> done);

} // namespace maestro
