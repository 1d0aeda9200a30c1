// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/rollouts/rolloutanalysis.h"

#include "sandbox/rollouts/rolloutfacts.h"
#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

const QJsonValue absent(QJsonValue::Undefined);
const QString inconclusivePause = u"InconclusiveAnalysisRun"_s;

bool isTerminal(const QString &phase)
{
    return phase == u"Successful" || phase == u"Failed" || phase == u"Error" || phase == u"Inconclusive";
}

/// One of the four places where a Rollout can hold a run.
struct RunKind
{
    QString statusField;
    QString label;
    QString infix;
    QJsonObject analysis;
    QString failure;
};

ObjectPtr currentRun(const RolloutPass &pass, const QString &field)
{
    const QString name = pass.status(QString(field + u".name")).toString();
    if (name.isEmpty())
        return nullptr;
    return pass.context.store().find(typeOf(u"AnalysisRun"_s), namespaceOf(pass.rollout), name);
}

void cancel(RolloutPass &pass, const ObjectPtr &run)
{
    if (!run || isTerminal(text(run->body(), u"status.phase")) || flag(run->body(), u"spec.terminate"))
        return;
    QJsonObject body = run->body();
    put(body, u"spec.terminate", true);
    (void)pass.context.writer.update(run->type(), run->ns(), run->name(), body, {rolloutManager});
}

QJsonArray metricsOf(RolloutPass &pass, const QJsonObject &analysis)
{
    QJsonArray metrics;
    for (const QJsonValue &reference : analysis.value("templates"_L1).toArray()) {
        const bool cluster = flag(reference, u"clusterScope");
        const ObjectPtr found = pass.context.store().find(typeOf(cluster ? u"ClusterAnalysisTemplate"_s : u"AnalysisTemplate"_s),
                                                          cluster ? QString() : namespaceOf(pass.rollout), text(reference, u"templateName"));
        if (!found)
            continue;
        for (const QJsonValue &metric : at(found->body(), u"spec.metrics").toArray())
            metrics.append(metric);
    }
    return metrics;
}

ObjectPtr createRun(RolloutPass &pass, const RunKind &kind)
{
    const QString revision = annotation(pass.rollout, revisionAnnotation);
    QString name = nameOf(pass.rollout) + u'-' + pass.newHash + u'-' + revision;
    if (!kind.infix.isEmpty())
        name += u'-' + kind.infix;
    const ResourceType &type = typeOf(u"AnalysisRun"_s);
    const QString ns = namespaceOf(pass.rollout);
    const QString base = name;
    for (int n = 1; pass.context.store().find(type, ns, name); ++n)
        name = base + u'.' + QString::number(n);
    QJsonObject labels = pass.spec(u"selector.matchLabels").toObject();
    labels.insert(u"rollout-type"_s, kind.label);
    labels.insert(hashLabel, pass.newHash);
    if (kind.label == u"Step")
        labels.insert(u"step-index"_s, kind.infix);
    const QJsonObject meta{{u"name"_s, name},
                           {u"labels"_s, labels},
                           {u"annotations"_s, QJsonObject{{revisionAnnotation, revision}}},
                           {u"ownerReferences"_s, ownedByController(pass.rollout)}};
    const QJsonObject spec{{u"metrics"_s, metricsOf(pass, kind.analysis)}, {u"args"_s, kind.analysis.value("args"_L1).toArray()}};
    const Answer<QJsonObject> made = pass.context.writer.create(type, ns, {{u"metadata"_s, meta}, {u"spec"_s, spec}}, {rolloutManager});
    return refusal(made) ? nullptr : pass.context.store().find(type, ns, name);
}

bool needsNewRun(const RolloutPass &pass, const ObjectPtr &run)
{
    if (!run)
        return true;
    const bool humanResumed = pass.status(u"controllerPause").toBool() && pauseCondition(pass, u"CanaryPauseStep"_s).isEmpty()
        && pauseCondition(pass, u"BlueGreenPause"_s).isEmpty();
    if (humanResumed)
        return text(run->body(), u"status.phase") == u"Inconclusive";
    return pass.status(u"abortedAt").isString();
}

void react(RolloutPass &pass, const ObjectPtr &run, const QString &failure)
{
    const QString phase = text(run->body(), u"status.phase");
    if (phase == u"Inconclusive" && pauseCondition(pass, inconclusivePause).isEmpty())
        pass.pause.add.append(inconclusivePause);
    if (phase != u"Failed" && phase != u"Error")
        return;
    const QString message = text(run->body(), u"status.message");
    pass.pause.abort = true;
    pass.pause.abortMessage = failure + u" phase error/failed"_s + (message.isEmpty() ? QString() : u": "_s + message);
}

void announce(RolloutPass &pass, const RunKind &kind, const ObjectPtr &run)
{
    const QString phase = text(run->body(), u"status.phase");
    const QString before = pass.status(QString(kind.statusField + u".status")).toString();
    const bool same = pass.status(QString(kind.statusField + u".name")).toString() == run->name();
    if (phase.isEmpty() || (same && before == phase))
        return;
    const QString message = u"%1 Analysis Run '%2' Status New: '%3' Previous: '%4'"_s.arg(kind.label, run->name(), phase,
                                                                                          before.isEmpty() ? u"NoPreviousStatus"_s : before);
    if (phase == u"Failed" || phase == u"Error")
        pass.context.events.warning(pass.rollout, u"AnalysisRun"_s + phase, message);
    else
        pass.context.events.normal(pass.rollout, u"AnalysisRun"_s + phase, message);
}

void follow(RolloutPass &pass, const RunKind &kind, const ObjectPtr &run, bool mayReact)
{
    if (!run) {
        put(pass.next, kind.statusField, absent);
        return;
    }
    announce(pass, kind, run);
    if (mayReact)
        react(pass, run, kind.failure);
    QJsonObject record{{u"name"_s, run->name()}, {u"status"_s, at(run->body(), u"status.phase")}};
    if (record.value("status"_L1).isUndefined())
        record.insert(u"status"_s, QString());
    if (const QString message = text(run->body(), u"status.message"); !message.isEmpty())
        record.insert(u"message"_s, message);
    put(pass.next, kind.statusField, record);
}

/// Runs that no status field names any more end.
void cancelOthers(RolloutPass &pass, const QStringList &kept)
{
    for (const ObjectPtr &run : pass.context.store().ownedBy(typeOf(u"AnalysisRun"_s), uidOf(pass.rollout))) {
        if (!kept.contains(run->name()))
            cancel(pass, run);
    }
}

QString stepRun(RolloutPass &pass)
{
    const QJsonObject step = currentStep(pass);
    const RunKind kind{u"canary.currentStepAnalysisRunStatus"_s, u"Step"_s, QString::number(stepIndex(pass)), step.value("analysis"_L1).toObject(),
                       u"Step-based analysis"_s};
    ObjectPtr run = currentRun(pass, kind.statusField);
    if (!pass.status(u"pauseConditions").toArray().isEmpty()) {
        follow(pass, kind, run, false);
        return run ? run->name() : QString();
    }
    const bool fromOtherStep = run && label(run->body(), u"step-index"_s) != kind.infix;
    if (kind.analysis.value("templates"_L1).toArray().isEmpty() || fromOtherStep) {
        cancel(pass, run);
        follow(pass, kind, nullptr, false);
        return {};
    }
    const bool created = needsNewRun(pass, run);
    if (created)
        run = createRun(pass, kind);
    follow(pass, kind, run, !created);
    return run ? run->name() : QString();
}

QString backgroundRun(RolloutPass &pass)
{
    const RunKind kind{u"canary.currentBackgroundAnalysisRunStatus"_s, u"Background"_s, {}, pass.spec(u"strategy.canary.analysis").toObject(),
                       u"Background analysis"_s};
    ObjectPtr run = currentRun(pass, kind.statusField);
    if (kind.analysis.value("templates"_L1).toArray().isEmpty()) {
        cancel(pass, run);
        follow(pass, kind, nullptr, false);
        return {};
    }
    if (stepIndex(pass) < number(kind.analysis, u"startingStep"))
        return {};
    if (!pauseCondition(pass, inconclusivePause).isEmpty())
        return run ? run->name() : QString();
    const bool created = needsNewRun(pass, run);
    if (created)
        run = createRun(pass, kind);
    follow(pass, kind, run, !created);
    return run ? run->name() : QString();
}

QString promotionRun(RolloutPass &pass, bool post)
{
    const RunKind kind{post ? u"blueGreen.postPromotionAnalysisRunStatus"_s : u"blueGreen.prePromotionAnalysisRunStatus"_s,
                       post ? u"PostPromotion"_s : u"PrePromotion"_s, post ? u"post"_s : u"pre"_s,
                       pass.spec(post ? u"strategy.blueGreen.postPromotionAnalysis" : u"strategy.blueGreen.prePromotionAnalysis").toObject(),
                       post ? u"Blue/green post-promotion analysis"_s : u"Blue/green pre-promotion analysis"_s};
    ObjectPtr run = currentRun(pass, kind.statusField);
    const QString active = pass.status(u"blueGreen.activeSelector").toString();
    const bool switched = active == pass.newHash;
    const RolloutSet *fresh = pass.newSet();
    const bool skip = kind.analysis.isEmpty() || switched != post || (!post && active.isEmpty()) || (!run && (!fresh || !isSaturated(pass, *fresh)));
    if (skip) {
        cancel(pass, run);
        if (run)
            follow(pass, kind, run, false);
        return run ? run->name() : QString();
    }
    if (!pauseCondition(pass, inconclusivePause).isEmpty())
        return run ? run->name() : QString();
    const bool created = needsNewRun(pass, run);
    if (created)
        run = createRun(pass, kind);
    follow(pass, kind, run, !created);
    return run ? run->name() : QString();
}

} // namespace

QString runPhase(const RolloutPass &pass, QStringView field)
{
    const ObjectPtr run = currentRun(pass, field.toString());
    return run ? text(run->body(), u"status.phase") : QString();
}

void reconcileAnalysis(RolloutPass &pass)
{
    const bool over = isFullyPromoted(pass) || isAborted(pass) || promoteFull(pass) || isFastRollback(pass)
        || pass.status(u"stableRS").toString().isEmpty();
    if (over) {
        cancelOthers(pass, {});
        put(pass.next, u"canary.currentStepAnalysisRunStatus", absent);
        put(pass.next, u"canary.currentBackgroundAnalysisRunStatus", absent);
        return;
    }
    QStringList kept;
    if (isCanary(pass))
        kept << stepRun(pass) << backgroundRun(pass);
    else
        kept << promotionRun(pass, false) << promotionRun(pass, true);
    cancelOthers(pass, kept);
}

} // namespace maestro::sandbox
