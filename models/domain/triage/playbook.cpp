// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/triage/playbook.h"

#include <QVariantMap>

#include <iterator>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct KindWord
{
    CheckKind kind;
    const char *word;
};

constexpr KindWord words[] = {
    {CheckKind::RolloutHistory, "rolloutHistory"},   {CheckKind::HelmHistory, "helmHistory"},         {CheckKind::ConfigHistory, "configHistory"},
    {CheckKind::WorkloadStatus, "workloadStatus"},   {CheckKind::Pods, "pods"},                       {CheckKind::Logs, "logs"},
    {CheckKind::Describe, "describe"},               {CheckKind::NamespacePods, "namespacePods"},     {CheckKind::HealthProbe, "healthProbe"},
    {CheckKind::HeaderProbe, "headerProbe"},         {CheckKind::DependencyState, "dependencyState"}, {CheckKind::DependencyLogs, "dependencyLogs"},
    {CheckKind::MetricValue, "metricValue"},         {CheckKind::MetricSources, "metricSources"},     {CheckKind::AnalysisResults, "analysisResults"},
    {CheckKind::CanaryPods, "canaryPods"},           {CheckKind::CanaryLogs, "canaryLogs"},           {CheckKind::ControllerAbort, "controllerAbort"},
    {CheckKind::AbortNeed, "abortNeed"},
    {CheckKind::TrafficSplit, "trafficSplit"},       {CheckKind::Endpoints, "endpoints"},             {CheckKind::SelectedLogs, "selectedLogs"},
    {CheckKind::Changes, "changes"},
    {CheckKind::Command, "command"},                 {CheckKind::Person, "person"},                   {CheckKind::Decide, "decide"},
};

/// Writes the steps of one playbook out; an id that is taken gets a number.
class Writer
{
public:
    Playbook playbook;
    QStringList dependencies;

    void step(const QVariantMap &map)
    {
        m_step = map.value(u"do"_s).toString();
        m_title = map.value(u"title"_s).toString();
        const int logTail = number(map, u"log_tail"_s, 200);
        const QStringList metrics = texts(map, u"metrics"_s);
        if (m_step == u"change-history") {
            const QStringList sources = map.contains(u"sources"_s) ? texts(map, u"sources"_s) : QStringList{u"rollout"_s, u"helm"_s, u"config"_s};
            add(CheckKind::Changes, u"changes"_s, {}, number(map, u"last"_s, 5));
            for (const QString &source : sources)
                add(source == u"helm" ? CheckKind::HelmHistory : source == u"config" ? CheckKind::ConfigHistory : CheckKind::RolloutHistory,
                    source + u".history"_s, {}, number(map, u"last"_s, 5));
        } else if (m_step == u"workload-health") {
            add(CheckKind::WorkloadStatus, u"workload"_s);
            add(CheckKind::Pods, u"pods"_s);
            add(CheckKind::Logs, u"logs"_s, {}, logTail);
            add(CheckKind::Describe, u"describe"_s, {}, number(map, u"describe_tail"_s, 50));
        } else if (m_step == u"ingress-and-health") {
            add(CheckKind::NamespacePods, u"ingress.pods"_s).ns = map.value(u"pods_in"_s).toString();
            add(CheckKind::HealthProbe, u"health"_s, map.value(u"health"_s).toString());
        } else if (m_step == u"dependencies") {
            for (const QString &item : map.contains(u"items"_s) ? texts(map, u"items"_s) : dependencies) {
                add(CheckKind::DependencyState, item, item);
                add(CheckKind::DependencyLogs, item + u".logs"_s, item, number(map, u"log_tail"_s, 50));
            }
        } else if (m_step == u"header-probe") {
            if (!map.contains(u"probes"_s))
                add(CheckKind::HeaderProbe, u"probe.both"_s);
            for (const QString &probe : texts(map, u"probes"_s))
                add(CheckKind::HeaderProbe, u"probe."_s + probe, probe);
        } else if (m_step == u"ingress-controller-logs") {
            PlaybookCheck &check = add(CheckKind::SelectedLogs, u"ingress.logs"_s, {}, logTail);
            check.ns = map.value(u"pods_in"_s).toString();
            check.selector = map.value(u"selector"_s).toString();
            PlaybookCheck &pods = add(CheckKind::NamespacePods, u"ingress.pods"_s);
            pods.ns = map.value(u"pods_in"_s).toString();
            pods.selector = map.value(u"selector"_s).toString();
        } else if (m_step == u"canary-investigation") {
            add(CheckKind::CanaryPods, u"canary.pods"_s);
            add(CheckKind::CanaryLogs, u"canary.logs"_s, {}, logTail);
        } else {
            if (m_step == u"root-cause") // of a rollout that stands still it may be who moves it
                for (const auto &[kind, id] : {std::pair(CheckKind::NamespacePods, u"controller.pods"_s), std::pair(CheckKind::SelectedLogs, u"controller.logs"_s)})
                    add(kind, id, u"controller"_s, kind == CheckKind::SelectedLogs ? logTail : 0).selector = u"app.kubernetes.io/name=argo-rollouts"_s;
            single(map, logTail);
        }
        for (const QString &metric : metrics)
            add(CheckKind::MetricValue, u"metric."_s + metric, metric);
    }

private:
    static int number(const QVariantMap &map, const QString &key, int otherwise) { return map.contains(key) ? std::clamp(map.value(key).toInt(), 1, 5'000) : otherwise; }

    static QStringList texts(const QVariantMap &map, const QString &key)
    {
        QStringList list;
        for (const QVariant &one : map.value(key).toList())
            list.append(one.toString());
        return list;
    }

    void single(const QVariantMap &map, int logTail)
    {
        static const QHash<QString, CheckKind> kinds{
            {u"analysis-results"_s, CheckKind::AnalysisResults}, {u"canary-logs"_s, CheckKind::CanaryLogs}, {u"auto-rollback-check"_s, CheckKind::ControllerAbort},
            {u"metric-provenance"_s, CheckKind::MetricSources},  {u"ingress-config"_s, CheckKind::TrafficSplit}, {u"endpoints"_s, CheckKind::Endpoints},
            {u"decide"_s, CheckKind::Decide}, {u"abort-if-needed"_s, CheckKind::AbortNeed},
        };
        const QString tool = shellWords(texts(map, u"tool"_s));
        const CheckKind kind = tool.isEmpty() ? kinds.value(m_step, CheckKind::Person) : CheckKind::Command;
        add(kind, m_step, kind == CheckKind::Command ? tool : map.value(u"channel"_s).toString(), kind == CheckKind::CanaryLogs ? logTail : 0);
    }

    PlaybookCheck &add(CheckKind kind, const QString &id, const QString &subject = {}, int count = 0)
    {
        QString unique = id;
        const auto taken = [this, &unique] { return std::any_of(playbook.checks.cbegin(), playbook.checks.cend(), [&](const PlaybookCheck &c) { return c.id == unique; }); };
        for (int i = 2; taken(); ++i)
            unique = id % u'-' % QString::number(i);
        playbook.checks.append({unique, m_step, m_title, kind, subject, {}, {}, count});
        return playbook.checks.last();
    }

    QString m_step;
    QString m_title;
};

} // namespace

CheckMode PlaybookCheck::mode() const
{
    if (kind >= CheckKind::Command)
        return CheckMode::Manual;
    return kind == CheckKind::ControllerAbort || kind == CheckKind::AbortNeed || kind == CheckKind::AnalysisResults ? CheckMode::Both : CheckMode::Automatic;
}

QString shellWords(const QStringList &argv)
{
    QStringList quoted;
    for (const QString &word : argv) {
        const bool plain = std::all_of(word.begin(), word.end(), [](QChar c) { return (c.unicode() < 128 && c.isLetterOrNumber()) || QStringView(u"-_./=,:").contains(c); });
        quoted.append(plain && !word.isEmpty() ? word : u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'');
    }
    return quoted.join(u' ');
}

QString checkWord(CheckKind kind)
{
    const auto found = std::find_if(std::begin(words), std::end(words), [kind](const KindWord &one) { return one.kind == kind; });
    return QString::fromLatin1(found->word);
}

std::optional<CheckKind> checkFromWord(const QString &word)
{
    const auto found = std::find_if(std::begin(words), std::end(words), [&word](const KindWord &one) { return word == QLatin1String(one.word); });
    return found == std::end(words) ? std::nullopt : std::optional(found->kind);
}

Playbook playbookFrom(const QVariantMap &section, std::chrono::milliseconds budget, const QStringList &dependencies)
{
    Writer writer;
    writer.dependencies = dependencies;
    writer.playbook = {section.value(u"name"_s).toString(), section.value(u"title"_s).toString(), budget, {}};
    for (const QVariant &step : section.value(u"steps"_s).toList())
        writer.step(step.toMap());
    return writer.playbook;
}

QJsonObject checkJson(const PlaybookCheck &check)
{
    QJsonObject json{{u"id"_s, check.id}, {u"step"_s, check.step}, {u"kind"_s, checkWord(check.kind)}};
    for (const auto &[key, text] : {std::pair(u"title"_s, check.title), std::pair(u"subject"_s, check.subject), std::pair(u"ns"_s, check.ns), std::pair(u"selector"_s, check.selector)})
        if (!text.isEmpty())
            json.insert(key, text);
    if (check.count > 0)
        json.insert(u"count"_s, check.count);
    return json;
}

std::optional<PlaybookCheck> checkFromJson(const QJsonObject &json)
{
    const auto kind = checkFromWord(json[u"kind"].toString());
    const QString id = json[u"id"].toString();
    if (!kind || id.isEmpty())
        return std::nullopt;
    return PlaybookCheck{id, json[u"step"].toString(), json[u"title"].toString(), *kind, json[u"subject"].toString(), json[u"ns"].toString(), json[u"selector"].toString(), json[u"count"].toInt()};
}

} // namespace maestro
