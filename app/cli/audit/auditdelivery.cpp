// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/audit/auditdelivery.h"

#include "cli/commands/commands.h"
#include "cli/documents/documents.h"
#include "services/audit/grafanasink.h"
#include "services/audit/recordfollower.h"
#include "services/endpoints/endpoints.h"
#include "services/operation/eventqueue.h"
#include "services/policy/evidencesource.h"

#include <QPointer>

namespace maestro {

namespace {

constexpr int wholeDeliveryMs = 600'000;

QJsonObject sinkDocument(const AuditSinkStatus &status)
{
    QJsonObject object = document(QStringLiteral("AuditSink"));
    object[QLatin1String("configured")] = status.configured;
    object[QLatin1String("url")] = textOrNull(status.url);
    object[QLatin1String("waiting")] = status.waiting;
    object[QLatin1String("skipped")] = status.skipped;
    object[QLatin1String("problem")] = textOrNull(status.problem);
    object[QLatin1String("problemAt")] = timeValue(status.problemAt);
    object[QLatin1String("deliveredAt")] = timeValue(status.deliveredAt);
    return object;
}

} // namespace

/// Loads policies only when there is something to ask them about.
Result<std::optional<AuditWebhook::Settings>> grafanaSettingsOf(Call *call, const Paths &folders)
{
    return grafanaSettings(folders, call->clock(), [call](const QString &name) {
        const auto policies = name.isEmpty() ? Result<PolicyLibrary *>(nullptr) : call->policies();
        return policies ? evidenceRulesOf(*policies)(name) : EvidenceRules();
    });
}

void deliverAudit(Call *call, int ms, const std::function<void(const AuditSinkStatus &)> &then)
{
    const auto folders = call->folders();
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    const auto audit = folders ? auditSettings(*folders) : Result<std::optional<AuditWebhook::Settings>>(folders.error());
    const auto grafana = folders ? grafanaSettingsOf(call, *folders) : audit;
    QList<AuditWebhook::Settings> settings;
    for (const auto &one : {audit, grafana})
        if (one && one->has_value())
            settings.append(**one);
    if (settings.isEmpty() || !records)
        return then({});
    // All of them get the same moment; what is told is how the webhook stands.
    struct Delivery
    {
        QList<QPointer<AuditWebhook>> open;
        AuditSinkStatus status;
    };
    const auto delivery = std::make_shared<Delivery>();
    auto *end = new QTimer(call);
    const auto over = [delivery, end, then](AuditWebhook *sink) {
        if (sink->status().url == delivery->status.url)
            delivery->status = sink->status();
        sink->disconnect();
        delivery->open.removeAll(sink);
        sink->deleteLater();
        if (!delivery->open.isEmpty())
            return;
        end->stop();
        end->deleteLater();
        then(delivery->status);
    };
    for (const AuditWebhook::Settings &one : std::as_const(settings)) {
        auto *sink = new AuditWebhook(one, call->secrets(), call->clock(), {}, call);
        delivery->open.append(sink);
        if (audit && audit->has_value() && !delivery->status.configured)
            delivery->status = sink->status(); // the webhook is the first
        QObject::connect(sink, &AuditWebhook::settled, call, [over, sink] { over(sink); }, Qt::QueuedConnection);
    }
    QObject::connect(end, &QTimer::timeout, call, [delivery, over] {
        const QList<QPointer<AuditWebhook>> late = delivery->open;
        for (const QPointer<AuditWebhook> &sink : late)
            over(sink);
    });
    end->setSingleShot(true);
    end->start(ms);
    const auto all = std::make_shared<const QList<JournalRecord>>(*records);
    const QList<QPointer<AuditWebhook>> sinks = delivery->open;
    for (const QPointer<AuditWebhook> &sink : sinks)
        sink->take(all);
}

namespace {

/// Null where a policy that tells nobody and wants no review leaves nothing to do.
RecordFollower *followerOf(Call *call, const std::function<bool(const EvidenceRules &)> &wanted, const QStringList &names)
{
    const auto policies = call->policies();
    const auto journal = call->journal();
    const auto folders = call->folders();
    const auto rules = policies ? evidenceRulesOf(*policies) : std::function<EvidenceRules(const QString &)>();
    const auto asks = [&](const QString &name) { return wanted(rules(name)); };
    if (!rules || !journal || !folders || std::none_of(names.cbegin(), names.cend(), asks))
        return nullptr;
    const auto endpoints = call->endpoints();
    const auto authority = loadWebhookAuthority(folders->connectionsFile());
    const QString locks = folders->state + QStringLiteral("/locks");
    EscalationSender *sender = nullptr;
    if (endpoints && authority)
        sender = new EscalationSender({*policies, (*endpoints)->secrets(), *journal, call->clock(), locks, *authority}, call);
    else if (std::any_of(names.cbegin(), names.cend(), [&](const QString &name) { return !rules(name).channels.isEmpty(); }))
        call->out().note(CliText::tr("nobody was told: %1").arg(endpoints ? authority.error().message : endpoints.error().message));
    return new RecordFollower({rules, sender, *journal, call->clock(), locks}, call);
}

Callback<RecordFollower::Made> toldBy(Call *call, const std::function<void()> &then)
{
    return [call, then](const RecordFollower::Made &made) {
        if (!made.review.isEmpty())
            call->out().note(CliText::tr("draft of the review: %1").arg(made.review));
        for (const QString &line : QStringList {made.problem} + made.told)
            if (!line.isEmpty())
                call->out().note(line);
        then();
    };
}

} // namespace

void followRecord(Call *call, const OperationPlanPtr &plan, const Outcome &outcome, const std::function<void()> &then)
{
    RecordFollower *follower = followerOf(call, [](const EvidenceRules &rules) { return rules.reviewNote || !rules.channels.isEmpty(); }, {plan->policy.name});
    follower ? follower->follow(plan, outcome, toldBy(call, then)) : then();
}

void followMass(Call *call, const QString &batch, const std::function<void()> &then)
{
    QStringList names;
    if (const auto policies = call->policies())
        for (const PolicyPtr &policy : (*policies)->policies())
            names.append(policy->name);
    RecordFollower *follower = followerOf(call, [](const EvidenceRules &rules) { return !rules.channels.isEmpty(); }, names);
    follower ? follower->followMass(batch, toldBy(call, then)) : then();
}

void deliverEvents(Call *call, int ms, const std::function<void(int waiting)> &then)
{
    const auto folders = call->folders();
    const auto now = call->clock()->utcNow();
    const QString folder = folders ? folders->state + QStringLiteral("/events") : QString();
    if (!folders || EventQueue(folder).waiting(now).isEmpty())
        return then(0);
    const auto workspace = call->workspace();
    const auto access = [space = workspace ? *workspace : nullptr](const QString &context) { return space && space->contexts().contains(context) ? space->access(context) : nullptr; };
    const auto told = std::make_shared<std::function<void(int)>>(then);
    const auto once = [told](int waiting) {
        if (const auto tell = std::exchange(*told, {}))
            tell(waiting);
    };
    (new EventCourier(folder, access, call->clock(), call))->deliver(once);
    QTimer::singleShot(ms, call, [once, folder, now] { once(int(EventQueue(folder).waiting(now).size())); });
}

namespace {

void tellDelivered(Call *call, const AuditSinkStatus &status, int events)
{
    QJsonObject object = sinkDocument(status);
    object[QLatin1String("eventsWaiting")] = events;
    call->out().answer(object);
    if (!status.configured)
        call->out().answer(CliText::tr("no audit webhook is configured"));
    else if (status.waiting == 0)
        call->out().answer(CliText::tr("%1 has every record").arg(status.url));
    else
        call->out().answer(CliText::tr("%n record(s) not delivered yet: %1", "", int(status.waiting)).arg(status.problem));
    if (events > 0)
        call->out().answer(CliText::tr("%n Event(s) not delivered to their cluster yet", "", events));
    call->finish(status.waiting > 0 || events > 0 ? exitCode(ErrorKind::Unreachable) : 0);
}

} // namespace

void runJournalDeliver(Call *call)
{
    if (const auto folders = call->folders(); folders)
        if (const auto settings = auditSettings(*folders); !settings)
            return call->fail(settings.error());
    deliverAudit(call, wholeDeliveryMs, [call](const AuditSinkStatus &status) {
        deliverEvents(call, wholeDeliveryMs, [call, status](int events) { tellDelivered(call, status, events); });
    });
}

} // namespace maestro
