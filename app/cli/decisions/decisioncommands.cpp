// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/decisions/decisioncommands.h"

#include "cli/commands/servicefinder.h"
#include "cli/slo/healthteller.h"
#include "services/facts/decisionservice.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"

#include <QRegularExpression>

namespace maestro {

namespace {

using Subject = DecisionService::Subject;

bool isServiceGiven(Call *call)
{
    if (!call->line().value("service").isEmpty())
        return true;
    call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--service NAME says whose"), {}, {}});
    return false;
}

/// What is known of a workload; from the policy alone where the cluster does not answer: an alarm can be raised all the same.
void withSubject(Call *call, std::function<void(const ObjectRef &, const Subject &)> then)
{
    serviceTarget(call, call->line().value("service"), [call, then = std::move(then)](const Result<Target> &target) {
        const auto policies = target ? call->policies() : Result<PolicyLibrary *>(target.error());
        if (!policies)
            return call->fail(policies.error());
        const QString context = target->access->context();
        const PolicyConnection connection = (*call->workspace())->policyConnection(context);
        target->access->readWorkload(target->ns, target->name.name, target->name.kind, [call, then, target = *target, connection, library = *policies](const Result<Rollout> &read) {
            Rollout rollout;
            if (read) {
                rollout = *read;
            } else {
                if (read.error().kind == ErrorKind::NotFound)
                    return call->fail(read.error());
                call->out().note(CliText::tr("maestro: the cluster does not tell more: %1").arg(displaySafe(read.error().message, 400)));
                rollout.meta.ns = target.ns;
                rollout.meta.name = target.name.name;
                rollout.workload = target.name.kind.value_or(WorkloadKind::Rollout);
            }
            const ObjectRef ref{target.access->context(), target.ns, target.name.name};
            Subject subject{library->match(connection, rollout), {ref, {}, rollout.revision()}, workloadWord(rollout.workload), rollout.meta.uid};
            if (!subject.match)
                return call->fail(call->noPolicy(CliText::tr("no policy names %1/%2 for this connection").arg(ref.ns, ref.name),
                                                 CliText::tr("Signals and decision rules are of a policy; give --policy FILE.")));
            subject.scope.phase = read ? subject.match.phase : QString();
            then(ref, subject);
        });
    });
}

/// A number, or "P0" of a severity.
std::optional<double> valueOf(const QString &text, bool *wrong)
{
    static const QRegularExpression form(QStringLiteral("^[Pp]?([0-9]{1,7})$"));
    const auto match = form.match(text);
    *wrong = !text.isEmpty() && !match.hasMatch();
    return match.hasMatch() ? std::optional(match.captured(1).toDouble()) : std::nullopt;
}

void write(Call *call, SignalRequest request)
{
    if (!isServiceGiven(call))
        return;
    bool wrong = false;
    request.value = valueOf(call->line().value("value"), &wrong);
    if (wrong)
        return call->fail({ErrorKind::BadInput, QStringLiteral("valueNotAllowed"), CliText::tr("--value is a whole number, or P0 to P9"), {}, {}});
    request.signal = call->line().operand(0);
    request.reason = call->line().value("reason");
    request.owner = call->line().value("owner");
    request.link = call->line().value("link");
    if (const auto lasts = call->line().milliseconds("expires"))
        request.lasts = std::chrono::milliseconds(*lasts);
    const auto journal = call->journal();
    if (!journal)
        return call->fail(journal.error());
    withSubject(call, [call, request, journal = *journal](const ObjectRef &ref, const Subject &subject) mutable {
        request.target = ref;
        auto *service = new DecisionService([subject](const ObjectRef &) { return subject; },
                                            [call](const QString &context) { const auto access = call->access(context); return access ? *access : nullptr; },
                                            journal, call->clock(), call);
        service->setImpersonating(call->line().value("as"));
        QObject::connect(service, &DecisionPort::failed, call, [call](const Error &error) { call->fail(error); });
        QObject::connect(service, &DecisionPort::written, call, [call, journal, ref, subject](const QString &id) {
            const auto records = journal->records();
            const auto states = records ? signalsNow(*subject.match.policy, *records, subject.scope, call->clock()->utcNow()) : QList<SignalState>();
            QJsonObject document = signalListDocument(ref, subject.match.service, states);
            document.insert(QStringLiteral("record"), id);
            call->out().answer(document);
            call->out().answer(signalListText(states));
            call->finish(0);
        });
        service->setSignal(request);
    });
}

} // namespace

void runDecisions(Call *call)
{
    if (!isServiceGiven(call))
        return;
    serviceTarget(call, call->line().value("service"), [call](const Result<Target> &target) {
        if (!target)
            return call->fail(target.error());
        const auto tell = [call](const SloReport &report) {
            if (!report.board)
                return;
            QJsonObject document = boardDocument(*report.board);
            document.insert(QStringLiteral("policyProblems"), call->policyProblems());
            call->out().answer(document);
            call->out().answer(call->line().has("watch") ? utcText(report.at) % QStringLiteral("  ") % boardSentence(*report.board) : boardText(*report.board));
        };
        (new HealthTeller(call, *target, HealthTeller::Moment::Now, tell))->round();
    });
}

void runSignalSet(Call *call)
{
    write(call, {});
}

void runSignalClear(Call *call)
{
    SignalRequest request;
    request.clear = true;
    write(call, request);
}

void runSignalList(Call *call)
{
    if (!isServiceGiven(call))
        return;
    withSubject(call, [call](const ObjectRef &ref, const Subject &subject) {
        const auto journal = call->journal();
        const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
        if (!records)
            return call->fail(records.error());
        const auto states = signalsNow(*subject.match.policy, *records, subject.scope, call->clock()->utcNow());
        call->out().answer(signalListDocument(ref, subject.match.service, states));
        call->out().answer(signalListText(states));
        call->finish(0);
    });
}

} // namespace maestro
