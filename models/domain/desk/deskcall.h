// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/desk/deskway.h"
#include "domain/operation/operationplan.h"

#include <QMap>

namespace maestro {

/// A check script of the policy that follows a program by itself, once that ended with exit code 0 (ledger EMG-07). Filled in like the
/// call it belongs to, and confirmed with it.
struct FollowingCheck
{
    QString item; ///< ValidationStep::id
    QStringList argv; ///< argument 0 absolute
    QMap<QString, QString> environment;
    QString programSha256;
    QString workingDirectory;
    std::chrono::milliseconds timeout {0};
    QString problem; ///< why it cannot be started, in words; then there is no command, and what it follows counts as not verified

    bool operator==(const FollowingCheck &) const = default;
};

/// What leaves when a way back that is no patch of the workload is taken: a program or one HTTP request. Everything is filled in but
/// {{reason}} and {{action_id}}, which are known at the confirmation. Immutable.
struct DeskCall
{
    QString provider; ///< DeskWay::name
    DeskKind kind = DeskKind::Script;
    QString to; ///< Helm revision or tag; empty: the way has no target
    QStringList argv; ///< argument 0 as it is called, absolute
    QMap<QString, QString> environment; ///< in addition to the few variables every program gets
    QString programSha256; ///< of the file; a script that was changed after the plan does not run
    QString workingDirectory;
    std::chrono::milliseconds timeout {0};
    bool readsRecord = false;
    PlannedRequest request; ///< Workflow, Route
    QString server; ///< base URL of the service the request goes to
    QString readPin; ///< Route: path that tells the pin; empty: none is configured
    QString pin; ///< Route: what it was when the plan was made; empty: not known
    QString repo;
    QString workflow;
    QString ref;
    QString release; ///< Helm
    QString releaseNamespace;
    int fromRevision = 0; ///< Helm: the newest revision when the plan was made; the action makes the next one
    QString affects; ///< what it works on in place of the cluster's objects, as the policy says; empty: those
    QString caution; ///< what to know of it before, in words; empty: nothing
    QString toTag; ///< image tag that it goes to, where that is known
    QString toDigest; ///< of that tag in the registry, where one was asked
    QString unguarded; ///< why nothing keeps somebody else from the same at the same time, in words; empty: a Lease does
    QString marker; ///< what tells this run from those of others; empty: nothing does
    QList<FollowingCheck> checks; ///< in order

    bool isProgram() const { return !argv.isEmpty(); }
    bool operator==(const DeskCall &) const = default;
};

/// One of its checks as a program to start.
DeskCall callOf(const FollowingCheck &check);

/// Values for {{names}}.
using DeskVariables = QMap<QString, QString>;

/// The texts of a policy's section `variables`; those that are secrets are left out.
DeskVariables declaredVariables(const QVariantMap &section);

/// `text` with its {{names}} filled in; names without a value stay, and are added to `missing`.
QString filled(const QString &text, const DeskVariables &variables, QStringList *missing = nullptr);

/// An argument as it may be handed to a program: no control characters, and where it is nothing but a placeholder, no value that could be
/// taken for an option. Refused, badArgument.
Result<QString> filledArgument(const QString &text, const DeskVariables &variables);

/// A JSON object of texts with its {{names}} filled in, members in the order of their names.
QByteArray filledBody(const QMap<QString, QString> &body, const DeskVariables &variables);

/// What a tag may look like (OCI distribution).
bool isTag(const QString &text);
/// The tag of an image reference; empty for a digest alone, or none.
QString tagOf(const QString &image);

/// Everything of a call that a confirmation stands for, as bytes; part of planDigest().
QByteArray callBytes(const DeskCall &call);

} // namespace maestro
