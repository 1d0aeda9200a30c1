// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/redactor.h"
#include "services/triage/readingbuilder.h"

#include <QCryptographicHash>

namespace maestro {

namespace {

constexpr qsizetype outputLimit = 256 * 1024;
constexpr qsizetype findingLimit = 200;

/// Line by line, so that a long output is not cut where a record would be.
QString scrubbedLines(const QString &text)
{
    QStringList lines = text.left(outputLimit).split(u'\n');
    for (QString &line : lines)
        line = scrubbed(line);
    return lines.join(u'\n');
}

bool needsWorkload(CheckKind kind)
{
    switch (kind) {
    case CheckKind::RolloutHistory:
    case CheckKind::WorkloadStatus:
    case CheckKind::Pods:
    case CheckKind::CanaryPods:
    case CheckKind::Logs:
    case CheckKind::CanaryLogs:
    case CheckKind::Describe:
    case CheckKind::AnalysisResults:
    case CheckKind::ControllerAbort:
    case CheckKind::AbortNeed:
    case CheckKind::TrafficSplit:
    case CheckKind::Endpoints:
    case CheckKind::Changes:
    case CheckKind::ConfigHistory: return true;
    default: return false;
    }
}

void dispatch(QObject *owner, const BuilderPtr &builder)
{
    switch (builder->check().kind) {
    case CheckKind::RolloutHistory: return readRolloutHistory(builder);
    case CheckKind::HelmHistory: return readHelmHistory(owner, builder);
    case CheckKind::ConfigHistory: return readConfigHistory(owner, builder);
    case CheckKind::Changes: return readChangeList(owner, builder);
    case CheckKind::WorkloadStatus: return readWorkload(builder);
    case CheckKind::Pods: return readPods(builder, false);
    case CheckKind::CanaryPods: return readPods(builder, true);
    case CheckKind::Logs: return readWorkloadLogs(owner, builder, false);
    case CheckKind::CanaryLogs: return readWorkloadLogs(owner, builder, true);
    case CheckKind::Describe: return readDescription(builder);
    case CheckKind::NamespacePods: return readNamespacePods(owner, builder);
    case CheckKind::HealthProbe: return readProbe(owner, builder, false);
    case CheckKind::HeaderProbe: return readProbe(owner, builder, true);
    case CheckKind::DependencyState: return readDependency(owner, builder);
    case CheckKind::DependencyLogs: return readDependencyLogs(owner, builder);
    case CheckKind::MetricValue: return readMetric(owner, builder);
    case CheckKind::MetricSources: return readMetricSources(owner, builder);
    case CheckKind::AnalysisResults: return readAnalysis(builder);
    case CheckKind::ControllerAbort: return readControllerAbort(builder);
    case CheckKind::AbortNeed: return readAbortNeed(builder);
    case CheckKind::TrafficSplit: return readTraffic(owner, builder);
    case CheckKind::Endpoints: return readEndpoints(owner, builder);
    case CheckKind::SelectedLogs: return readSelectedLogs(owner, builder);
    case CheckKind::Command:
    case CheckKind::Person:
    case CheckKind::Decide: return builder->finish(ItemState::Open, {});
    }
}

} // namespace

QVariantMap TriageScene::entry(const QString &section, const QString &name) const
{
    if (policy)
        for (const QVariant &one : policy->document.value(section).toList())
            if (const QVariantMap map = one.toMap(); map.value(QStringLiteral("name")) == name)
                return map;
    return {};
}

QString TriageScene::namespaceOf(const PlaybookCheck &check) const
{
    if (!check.ns.isEmpty())
        return check.ns;
    const bool controller = check.subject == u"controller";
    QString ns;
    if (policy)
        for (const PolicyEnvironment &one : policy->environments)
            if (one.name == environment)
                ns = one.namespaces.value(controller ? QStringLiteral("controller") : QStringLiteral("ingress"));
    return !ns.isEmpty() ? ns : controller ? QStringLiteral("argo-rollouts") : QStringLiteral("ingress-nginx");
}

bool TriageScene::hasCanary() const
{
    const Rollout &rollout = snapshot.rollout;
    return !rollout.currentPodHash.isEmpty() && !rollout.stableHash.isEmpty() && rollout.currentPodHash != rollout.stableHash;
}

QString TriageScene::newestHash() const
{
    if (!snapshot.rollout.currentPodHash.isEmpty())
        return snapshot.rollout.currentPodHash;
    return snapshot.revisions.isEmpty() ? QString() : snapshot.revisions.constFirst().hash;
}

ReadingBuilder::ReadingBuilder(std::shared_ptr<const TriageScene> scene, PlaybookCheck check, ReadingDone done)
    : m_scene(std::move(scene))
    , m_check(std::move(check))
    , m_done(std::move(done))
    , m_beganMs(m_scene->clock->bootMs())
{
}

void ReadingBuilder::read(const QString &what, const QString &source, const QString &value)
{
    m_reading.reads.append({what, scrubbed(source), m_scene->clock->utcNow(), scrubbed(value)});
}

QString ReadingBuilder::apiSource(const QString &path) const
{
    return m_scene->access->server() + path;
}

void ReadingBuilder::finish(ItemState state, const QString &finding, const QString &key)
{
    if (!m_done)
        return;
    m_reading.state = state;
    m_reading.finding = scrubbed(finding).left(findingLimit);
    m_reading.key = key.isEmpty() ? itemWord(state) : scrubbed(key).left(findingLimit);
    m_reading.output = scrubbedLines(m_reading.output);
    if (!m_reading.output.isEmpty())
        m_reading.sha256 = QString::fromLatin1(QCryptographicHash::hash(m_reading.output.toUtf8(), QCryptographicHash::Sha256).toHex());
    m_reading.at = m_scene->clock->utcNow();
    m_reading.milliseconds = m_scene->clock->bootMs() - m_beganMs;
    std::exchange(m_done, {})(m_reading);
}

QString columns(const QList<QStringList> &rows)
{
    QList<qsizetype> widths;
    for (const QStringList &row : rows)
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i == widths.size())
                widths.append(0);
            widths[i] = std::max(widths[i], row.at(i).size());
        }
    QString text;
    for (const QStringList &row : rows) {
        QString line;
        for (qsizetype i = 0; i < row.size(); ++i)
            line += i + 1 < row.size() ? row.at(i).leftJustified(widths[i] + 2) : row.at(i);
        while (line.endsWith(u' '))
            line.chop(1);
        text += line % u'\n';
    }
    return text;
}

QString kubectl(const QStringList &words)
{
    return shellWords(QStringList{QStringLiteral("kubectl")} + words);
}

void readCheck(QObject *owner, const std::shared_ptr<const TriageScene> &scene, const PlaybookCheck &check, ReadingDone done)
{
    const auto builder = std::make_shared<ReadingBuilder>(scene, check, std::move(done));
    if (scene->problem && (!scene->access || needsWorkload(check.kind)))
        return builder->unknown(scene->problem->message);
    dispatch(owner, builder);
}

} // namespace maestro
