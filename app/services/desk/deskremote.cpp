// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/deskscene.h"

#include "services/desk/registrylookup.h"
#include "services/desk/workflowdeed.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

constexpr int tagPatienceMs = 8'000; ///< the ways back do not wait longer for a list of names
constexpr qsizetype tagsTold = 20;

QString absentText(const char *key)
{
    return Words::tr("This connection has no %1: give it in connections.yaml, or with --%1 URL.").arg(QLatin1String(key));
}

QString missingText(QStringList missing)
{
    missing.removeAll(QStringLiteral("reason"));
    missing.removeAll(QStringLiteral("action_id"));
    return missing.isEmpty() ? QString() : Words::tr("Nobody says what {{%1}} is.").arg(displaySafe(missing.join(QStringLiteral("}}, {{")), 200));
}

/// The tags of a namesake elsewhere say nothing of this image.
QString otherRegistry(const QString &image, const QString &registry)
{
    return Words::tr("The image is of %1, the registry of this connection is %2: it was not asked about tags.").arg(displaySafe(registryOf(image), 120), displaySafe(registry, 200));
}

bool isRepo(const QString &text)
{
    static const QRegularExpression good(QStringLiteral("\\A[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+\\z"));
    return good.match(text).hasMatch() && !text.startsWith(u'.') && !text.contains(QLatin1String("/."));
}

bool isWorkflow(const QString &text)
{
    static const QRegularExpression good(QStringLiteral("\\A[A-Za-z0-9_-][A-Za-z0-9_.-]*\\z"));
    return good.match(text).hasMatch();
}

} // namespace

std::shared_ptr<RemoteReader> DeskService::reader(const QString &context, const char *key) const
{
    return remoteReader(m_means.endpoints, m_means.endpoint ? m_means.endpoint(context, QLatin1String(key)) : Endpoint(), context);
}

void DeskService::planRoute(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, const Planned &done)
{
    const auto later = [this, plan, done] { QTimer::singleShot(0, this, [plan, done] { done(plan); }); };
    const std::shared_ptr<RemoteReader> api = reader(scene->before->ref.context, "maestro");
    const DeskVariables known = variables(*scene, plan->request);
    QStringList missing;
    for (const QString &text : way.body.values() + QStringList {way.readPin})
        filled(text, known, &missing);
    const QString unsaid = missingText(missing);
    const QString readPin = filled(way.readPin, known);
    if (!api || !unsaid.isEmpty() || !isRemotePath(way.path) || way.body.isEmpty() || (!readPin.isEmpty() && !isRemotePath(readPin))) {
        plan->allowed = unusable(!api ? absentText("maestro") : !unsaid.isEmpty() ? unsaid : Words::tr("The policy does not say a path and a body that can be sent."));
        return later();
    }
    DeskCall call;
    call.provider = way.name;
    call.kind = way.kind;
    call.server = api->source();
    call.readPin = readPin;
    call.request = {QStringLiteral("POST"), way.path, QStringLiteral("application/json"), filledBody(way.body, known)};
    const auto conclude = [plan, done](const DeskCall &made) {
        plan->requests = {made.request};
        plan->call = std::make_shared<const DeskCall>(made);
        done(plan);
    };
    if (readPin.isEmpty()) {
        call.caution = Words::tr("No path is configured by which the pin could be read (read_pin): only the answer tells what it became.");
        QTimer::singleShot(0, this, [conclude, call] { conclude(call); });
        return;
    }
    api->get(readPin, whileAlive(this, [api, base = call, plan, done, conclude](const Result<QJsonDocument> &document) {
        const Result<RoutePin> pin = document ? routePin(*document) : Result<RoutePin>(document.error());
        DeskCall made = base;
        if (pin) {
            made.pin = pin->now;
            made.to = pin->before;
            made.caution = Words::tr("The pin is %1 and returns to %2.").arg(displaySafe(pin->now, 80), displaySafe(pin->before, 80));
            if (pin->history == 1)
                made.caution += u' ' + Words::tr("That is the last one there is: after it nothing is left to return to.");
        } else {
            made.caution = Words::tr("The present pin could not be read: %1").arg(displaySafe(pin.error().message, 200));
        }
        if (pin ? pin->before.isEmpty() : pin.error().kind == ErrorKind::NotFound) {
            plan->allowed = unusable(pin ? Words::tr("The pin is %1, and there is none before it to return to.").arg(displaySafe(pin->now, 80)) : pin.error().message);
            return done(plan);
        }
        conclude(made); // a pin that cannot be read now does not stand in the way of a rollback
    }));
}

void DeskService::planWorkflow(const ScenePtr &scene, const DeskWay &way, const std::shared_ptr<OperationPlan> &plan, const Planned &done)
{
    const std::shared_ptr<RemoteReader> api = reader(scene->before->ref.context, "github");
    const DeskVariables known = variables(*scene, plan->request);
    QStringList missing;
    DeskCall call;
    call.provider = way.name;
    call.kind = way.kind;
    call.repo = filled(way.repo, known, &missing);
    call.workflow = way.workflow;
    call.affects = way.affects;
    call.ref = filled(way.ref.isEmpty() ? QStringLiteral("main") : way.ref, known, &missing);
    QJsonObject inputs;
    for (auto it = way.inputs.cbegin(); it != way.inputs.cend(); ++it) {
        inputs.insert(it.key(), filled(it.value(), known, &missing));
        if (it.value().contains(QLatin1String("{{good_tag}}")))
            call.to = call.toTag = known.value(QStringLiteral("good_tag"));
        if (it.value().contains(QLatin1String("{{action_id}}")))
            call.marker = QStringLiteral("action_id");
    }
    const QString unsaid = missingText(missing);
    const bool named = isRepo(call.repo) && isWorkflow(call.workflow);
    const bool aimed = call.to.isEmpty() || isTag(call.to);
    if (!api || !unsaid.isEmpty() || !named || !aimed) {
        plan->allowed = unusable(!api ? absentText("github") : !unsaid.isEmpty() ? unsaid : !named ? Words::tr("The policy does not name a repository and a workflow.")
                                                                                                    : Words::tr("%1 is no tag.").arg(displaySafe(call.to, 80)));
        QTimer::singleShot(0, this, [plan, done] { done(plan); });
        return;
    }
    call.server = api->source();
    call.request = {QStringLiteral("POST"), QStringLiteral("/repos/%1/actions/workflows/%2/dispatches").arg(call.repo, call.workflow), QStringLiteral("application/json"),
                    QJsonDocument(QJsonObject {{QStringLiteral("ref"), call.ref}, {QStringLiteral("inputs"), inputs}}).toJson(QJsonDocument::Compact)};
    plan->requests = {call.request};
    plan->call = std::make_shared<const DeskCall>(call);
    api->get(workflowRunsPath(call), whileAlive(this, [this, api, scene, plan, done](const Result<QJsonDocument> &runs) {
        if (runs)
            return checkTag(scene, plan, done);
        plan->call.reset();
        plan->requests.clear();
        plan->allowed = unusable(runs.error().message);
        done(plan);
    }));
}

void DeskService::checkTag(const ScenePtr &scene, const std::shared_ptr<OperationPlan> &plan, const Planned &done)
{
    const std::shared_ptr<RemoteReader> registry = reader(scene->before->ref.context, "registry");
    const QString image = scene->before->rollout.images.value(0);
    const QString tag = plan->call && plan->call->kind != DeskKind::Helm ? plan->call->to : QString();
    const QString name = repositoryOf(image);
    if (!registry || name.isEmpty() || !isTag(tag)) {
        QTimer::singleShot(0, this, [plan, done] { done(plan); });
        return;
    }
    if (!isRegistryOf(registry->endpoint(), image)) {
        DeskCall unchecked = *plan->call;
        unchecked.caution = QStringList {unchecked.caution, otherRegistry(image, registry->source())}.join(u' ').trimmed();
        plan->call = std::make_shared<const DeskCall>(unchecked);
        QTimer::singleShot(0, this, [plan, done] { done(plan); });
        return;
    }
    lookUpTag(registry, name, tag, m_means.endpoints->secrets(), this, [plan, done, name, tag, registry](const TagAnswer &answer) {
        if (answer.state == TagAnswer::State::Missing) {
            plan->call.reset();
            plan->requests.clear();
            plan->allowed = unusable(Words::tr("%1 has no tag %2 of %3.").arg(registry->source(), tag, name));
        }
        if (answer.state == TagAnswer::State::There && plan->call) {
            DeskCall named = *plan->call;
            named.toDigest = answer.digest;
            plan->call = std::make_shared<const DeskCall>(named);
        }
        done(plan);
    });
}

void DeskService::addTags(const ScenePtr &scene, const std::shared_ptr<RollbackOptions> &told, std::function<void()> done)
{
    const std::shared_ptr<RemoteReader> registry = reader(scene->before->ref.context, "registry");
    const QString name = repositoryOf(scene->before->rollout.images.value(0));
    const bool takesTag = std::any_of(scene->ways.cbegin(), scene->ways.cend(), [](const DeskWay &way) {
        return way.kind == DeskKind::HelmImage || way.kind == DeskKind::Script || way.kind == DeskKind::Workflow;
    });
    if (!registry || name.isEmpty() || !takesTag) {
        QTimer::singleShot(0, this, [done] { done(); });
        return;
    }
    const QString image = scene->before->rollout.images.value(0);
    if (!isRegistryOf(registry->endpoint(), image)) {
        told->problems.append(otherRegistry(image, registry->source()));
        QTimer::singleShot(0, this, [done] { done(); });
        return;
    }
    told->asking = registry->source();
    auto *question = new QObject(this); // whoever is first, the answer or the clock, ends it
    const auto settle = [question, told, done](const QString &problem) {
        told->asking.clear();
        if (!problem.isEmpty())
            told->problems.append(problem);
        question->deleteLater();
        done();
    };
    const auto open = std::make_shared<bool>(true);
    auto *patience = new QTimer(question); // a single shot would keep the registry's connections until it fires
    patience->setSingleShot(true);
    patience->start(tagPatienceMs);
    connect(patience, &QTimer::timeout, question, [open, settle, registry] {
        if (std::exchange(*open, false))
            settle(Words::tr("The registry %1 did not list its tags in time.").arg(registry->source()));
    });
    listTags(registry, name, m_means.endpoints->secrets(), question, [scene, told, open, settle, registry, name](const TagList &list) {
        if (!std::exchange(*open, false))
            return;
        qsizetype left = 0;
        told->lastKnownGood += registryTags(*scene->before, scene->known, scene->records, list.tags, registry->source(), tagsTold, &left);
        if (!list.problem.isEmpty())
            settle(Words::tr("The tags of %1 in %2: %3").arg(name, registry->source(), list.problem));
        else if (!list.complete)
            settle(Words::tr("%1 has more tags of %2 than were read.").arg(registry->source(), name));
        else
            settle(left > 0 ? Words::tr("Further tags of %1 in %2 that are not listed: %3.").arg(name, registry->source()).arg(left) : QString());
    });
}

void DeskService::settleRemote(const JournalRecord &intent, const DeskCall &call, const Callback<Deed::Sight> &done)
{
    using State = Deed::Sight::State;
    const auto later = [this, done](const Deed::Sight &sight) { QTimer::singleShot(0, this, [done, sight] { done(sight); }); };
    const std::shared_ptr<RemoteReader> api = reader(intent.object.context, call.kind == DeskKind::Route ? "maestro" : "github");
    if (!api || api->source() != call.server)
        return later({State::UnderWay, Words::tr("The service of this action, %1, is not among the connections.").arg(call.server)});
    if (call.kind == DeskKind::Route) {
        if (call.readPin.isEmpty() || call.pin.isEmpty())
            return later({State::Undecidable, Words::tr("The pin cannot be read, so it can no longer be told whether it was moved. It is not sent again.")});
        api->get(call.readPin, whileAlive(this, [api, call, done](const Result<QJsonDocument> &document) {
            const Result<RoutePin> pin = document ? routePin(*document) : Result<RoutePin>(document.error());
            done(pin ? routeSight(call, pin) : Deed::Sight {State::UnderWay, pin.error().message});
        }));
        return;
    }
    if (call.marker.isEmpty())
        return later({State::Undecidable, Words::tr("Its run carries no mark of this action, so it can no longer be told. It is not sent again.")});
    api->get(workflowRunsPath(call), whileAlive(this, [api, intent, done](const Result<QJsonDocument> &document) {
        if (!document)
            return done({State::UnderWay, document.error().message});
        bool several = false;
        const QList<WorkflowRun> runs = workflowRuns(*document);
        const WorkflowRun *run = ownRun(runs, {}, intent.id, {}, &several);
        if (!run)
            return done({State::NotYet, Words::tr("No run carries the mark of this action.")});
        if (run->status != QLatin1String("completed"))
            return done({State::UnderWay, Words::tr("Run %1 is %2.").arg(run->id).arg(run->status)});
        const bool well = run->conclusion == QLatin1String("success");
        done({well ? State::There : State::Failed, Words::tr("Run %1 ended with %2: %3").arg(QString::number(run->id), run->conclusion, run->url)});
    }));
}

} // namespace maestro
