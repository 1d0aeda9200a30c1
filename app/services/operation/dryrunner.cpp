// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/operation/dryrunner.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QUuid>

namespace maestro {

namespace {

constexpr int deadlineMs = 5'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(OperationRun)
};

const Change *templateChange(const PatchStep &step)
{
    const auto found = std::find_if(step.changes.begin(), step.changes.end(), [](const Change &change) { return change.kind == ChangeKind::ReplaceTemplate; });
    return found == step.changes.end() ? nullptr : &*found;
}

/// A `test` that no longer holds, an object that is gone, another identity: the request will hear that itself, and name what moved.
bool isAboutTheMoment(const MutationResult &result)
{
    const int status = result.httpStatus.value_or(0);
    const QString words = result.error ? result.error->message : QString();
    const bool failedTest = status == 422 && words.contains(QLatin1String("the server rejected our request due to an error in our request"));
    const bool admission = words.contains(QLatin1String("admission webhook")) || words.contains(QLatin1String("ValidatingAdmissionPolicy"));
    return failedTest || (status == 403 && !admission) || status == 401 || status == 404 || status == 409 || status == 429 || (status >= 300 && status < 400);
}

DryRun judged(const MutationResult &result, const QJsonValue &asked)
{
    DryRun said;
    said.httpStatus = result.httpStatus;
    said.auditId = result.auditId;
    said.message = result.error ? result.error->message : QString();
    if (result.verdict == WriteVerdict::Accepted) {
        said.state = DryRun::State::Accepted;
        said.message = result.warnings.join(u' ');
        said.differences = differingPointers(asked, QJsonDocument::fromJson(result.body).object().value(u"spec").toObject().value(u"template"));
        said.objectSha256 = QString::fromLatin1(QCryptographicHash::hash(result.body, QCryptographicHash::Sha256).toHex());
    } else if (result.verdict == WriteVerdict::Refused && isAboutTheMoment(result)) {
        said.message = Words::tr("The object or the connection changed while the server was asked: %1").arg(said.message);
    } else if (result.verdict == WriteVerdict::Refused && !said.message.contains(QLatin1String("does not support dry run"))) {
        said.state = DryRun::State::Refused;
    } else if (result.verdict == WriteVerdict::Unknown || result.verdict == WriteVerdict::NotSent) {
        said.message = Words::tr("No answer that can be used within %1 s.").arg(deadlineMs / 1000);
    }
    return said;
}

} // namespace

void requestDryRun(ClusterAccess *access, const OperationPlan &plan, const Clock *clock, Callback<DryRun> done)
{
    const auto step = std::find_if(plan.steps.begin(), plan.steps.end(), [](const PatchStep &one) { return templateChange(one) != nullptr; });
    if (step == plan.steps.end())
        return;
    PlannedRequest request = plan.requests[step - plan.steps.begin()];
    request.path += QStringLiteral("&dryRun=All");
    const QString auditId = QUuid::createUuid().toString(QUuid::WithoutBraces) + QStringLiteral("-dryrun");
    access->client()->mutate(request, auditId, [clock, done = std::move(done), asked = templateChange(*step)->value](const MutationResult &result) {
        DryRun said = judged(result, asked);
        said.at = clock->utcNow();
        done(said);
    }, deadlineMs);
}

} // namespace maestro
