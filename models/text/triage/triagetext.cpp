// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/triage/triagetext.h"

#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Triage)
};

QString kindTitle(const PlaybookCheck &check)
{
    switch (check.kind) {
    case CheckKind::RolloutHistory: return Words::tr("Rollout history");
    case CheckKind::HelmHistory: return Words::tr("Helm history");
    case CheckKind::ConfigHistory: return Words::tr("Configuration changes");
    case CheckKind::WorkloadStatus: return Words::tr("Workload");
    case CheckKind::Pods: return Words::tr("Pods");
    case CheckKind::Logs: return Words::tr("Logs");
    case CheckKind::Describe: return Words::tr("Conditions and events");
    case CheckKind::NamespacePods: return check.subject == u"controller" ? Words::tr("Argo Rollouts pods") : Words::tr("Ingress pods");
    case CheckKind::HealthProbe: return Words::tr("Health endpoint");
    case CheckKind::HeaderProbe: return check.subject.isEmpty() ? Words::tr("Canary header against none") : Words::tr("Probe %1").arg(check.subject);
    case CheckKind::DependencyState: return Words::tr("%1 ready").arg(check.subject);
    case CheckKind::DependencyLogs: return Words::tr("%1 logs").arg(check.subject);
    case CheckKind::MetricValue: return check.subject;
    case CheckKind::MetricSources: return Words::tr("Metrics answer");
    case CheckKind::AnalysisResults: return Words::tr("Analysis results");
    case CheckKind::CanaryPods: return Words::tr("Canary pods");
    case CheckKind::CanaryLogs: return Words::tr("Canary logs");
    case CheckKind::ControllerAbort: return Words::tr("Did the controller roll back?");
    case CheckKind::AbortNeed: return stepTitle(check.step);
    case CheckKind::TrafficSplit: return Words::tr("Traffic split");
    case CheckKind::Endpoints: return Words::tr("Service endpoints");
    case CheckKind::SelectedLogs: return check.subject == u"controller" ? Words::tr("Argo Rollouts logs") : Words::tr("Ingress controller logs");
    case CheckKind::Changes: return Words::tr("What changed");
    case CheckKind::Command: return check.subject;
    case CheckKind::Person: return stepTitle(check.step);
    case CheckKind::Decide: return Words::tr("Decide");
    }
    return {};
}

} // namespace

QString checkTitle(const PlaybookCheck &check)
{
    // A step's own title names its only check; where a step has several, each has its own words.
    return check.title.isEmpty() || check.mode() == CheckMode::Automatic ? kindTitle(check) : check.title;
}

QString stepTitle(const QString &step)
{
    static const QHash<QString, const char *> titles{
        {QStringLiteral("change-history"), QT_TRANSLATE_NOOP("Triage", "Confirm recent change")},
        {QStringLiteral("workload-health"), QT_TRANSLATE_NOOP("Triage", "Workload health")},
        {QStringLiteral("ingress-and-health"), QT_TRANSLATE_NOOP("Triage", "Ingress and endpoints")},
        {QStringLiteral("dependencies"), QT_TRANSLATE_NOOP("Triage", "Dependencies")},
        {QStringLiteral("decide"), QT_TRANSLATE_NOOP("Triage", "Decide")},
        {QStringLiteral("analysis-results"), QT_TRANSLATE_NOOP("Triage", "Analysis results")},
        {QStringLiteral("canary-logs"), QT_TRANSLATE_NOOP("Triage", "Canary logs")},
        {QStringLiteral("abort-if-needed"), QT_TRANSLATE_NOOP("Triage", "Abort if needed")},
        {QStringLiteral("root-cause"), QT_TRANSLATE_NOOP("Triage", "Root cause")},
        {QStringLiteral("auto-rollback-check"), QT_TRANSLATE_NOOP("Triage", "Automatic rollback")},
        {QStringLiteral("metric-provenance"), QT_TRANSLATE_NOOP("Triage", "Metric accuracy")},
        {QStringLiteral("canary-investigation"), QT_TRANSLATE_NOOP("Triage", "Canary")},
        {QStringLiteral("tell"), QT_TRANSLATE_NOOP("Triage", "Tell people")},
        {QStringLiteral("ingress-config"), QT_TRANSLATE_NOOP("Triage", "Ingress configuration")},
        {QStringLiteral("endpoints"), QT_TRANSLATE_NOOP("Triage", "Endpoints")},
        {QStringLiteral("header-probe"), QT_TRANSLATE_NOOP("Triage", "Traffic routing")},
        {QStringLiteral("ingress-controller-logs"), QT_TRANSLATE_NOOP("Triage", "Ingress controller")},
        {QStringLiteral("manual"), QT_TRANSLATE_NOOP("Triage", "By hand")},
    };
    const auto found = titles.constFind(step);
    return found == titles.cend() ? step : Words::tr(*found);
}

QString itemLabel(ItemState state)
{
    switch (state) {
    case ItemState::Open: return Words::tr("to do");
    case ItemState::Ok: return Words::tr("fine");
    case ItemState::Bad: return Words::tr("bad");
    case ItemState::Unknown: return Words::tr("not known");
    case ItemState::Skipped: return Words::tr("skipped");
    }
    return {};
}

QString decisionLabel(const QString &verdict)
{
    if (verdict == u"rollback")
        return Words::tr("Roll back");
    if (verdict == u"hold")
        return Words::tr("Hold");
    return verdict == u"escalate" ? Words::tr("Escalate") : verdict;
}

QString suggestionSentence(const TriageSuggestion &suggestion)
{
    const QString rule = displaySafe(suggestion.rule, 200);
    const QString found = checklistSentence(suggestion);
    switch (suggestion.board) {
    case BoardVerdict::Immediate: return Words::tr("Roll back at once: %1 is met. The checklist alone: %2").arg(rule, found);
    case BoardVerdict::Rollback: return Words::tr("Roll back now: %1 says so. The checklist alone: %2").arg(rule, found);
    case BoardVerdict::Hold: return Words::tr("Hold and investigate: %1 is met. The checklist alone: %2").arg(rule, found);
    case BoardVerdict::Conflict: return Words::tr("Investigate: %1 disagree, a person decides. The checklist alone: %2").arg(rule, found);
    case BoardVerdict::None: break;
    }
    return suggestion.boardUnknown ? Words::tr("%1 Not every decision rule can be told.").arg(found) : found;
}

QString checklistSentence(const TriageSuggestion &suggestion)
{
    const QString bad = displaySafe(suggestion.bad.join(QStringLiteral(", ")), 300);
    switch (suggestion.why) {
    case TriageSuggestion::Why::NothingBad: return Words::tr("Nothing that was read is bad: keep looking, with logs, dashboards and traces.");
    case TriageSuggestion::Why::NotKnown:
        return suggestion.unread.isEmpty() ? Words::tr("Nothing that was read is bad, but not everything could be read.")
                                           : Words::tr("Nothing that was read is bad, but this could not be read whole: %1.").arg(displaySafe(suggestion.unread.join(QStringLiteral(", ")), 300));
    case TriageSuggestion::Why::RightAfterChange:
        if (!suggestion.beganKnown)
            return Words::tr("Roll back: bad is %1. When it began is not known; it was looked at %2 after the change.").arg(bad, durationText(suggestion.afterChangeMs / 1000));
        return Words::tr("Roll back: bad is %1, and it began %2 after the change.").arg(bad, durationText(suggestion.afterChangeMs / 1000));
    case TriageSuggestion::Why::BeforeChange:
        if (!suggestion.beganKnown)
            return Words::tr("Investigate: bad is %1. When it began is not known; this triage was begun before the change.").arg(bad);
        return Words::tr("Investigate: bad is %1, and it began before the change.").arg(bad);
    case TriageSuggestion::Why::NoRecentChange:
        if (!suggestion.changeKnown)
            return Words::tr("Investigate: bad is %1, and when it last changed is not known.").arg(bad);
        return Words::tr("Investigate: bad is %1, and nothing changed shortly before.").arg(bad);
    }
    return {};
}

} // namespace maestro
