// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QStringList>

#include <optional>

namespace maestro {

struct OperationPlan;

/// What the server said to the requests of a plan with `dryRun=All`: admission and validation ran, nothing was kept (kubernetes-client.md
/// section 7.3). A preview, not a reservation.
struct DryRun
{
    enum class State { Accepted, Refused, NotAvailable }; ///< NotAvailable: nobody can say beforehand; it blocks nothing

    State state = State::NotAvailable;
    QDateTime at; ///< UTC
    std::optional<int> httpStatus;
    QString auditId; ///< of the request for it, never that of the action
    QString message; ///< the server's words, or why there are none
    QStringList differences; ///< JSON pointers in the pod template that the server would make other than asked
    QString objectSha256; ///< hex, of the object as returned; empty: none was

    bool operator==(const DryRun &) const = default;
};

/// "accepted", "refused", "notAvailable".
QString dryRunWord(DryRun::State state);
/// As records, documents and evidence keep it.
QJsonObject dryRunJson(const DryRun &dryRun);

/// Where a new pod template is asked for the server is asked beforehand (argo-semantics.md section 20 item 7): an abort never waits for it.
bool wantsDryRun(const OperationPlan &plan);

/// Pointers below which `returned` is not `asked`, in order, at most `limit`.
QStringList differingPointers(const QJsonValue &asked, const QJsonValue &returned, qsizetype limit = 20);

} // namespace maestro
