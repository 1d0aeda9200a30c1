// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/changes/changereader.h"

#include "domain/desk/deskcall.h"
#include "domain/desk/deskway.h"
#include "kube/api/resourcepath.h"
#include "kube/changes/objectchanges.h"
#include "kube/workloads/helmhistory.h"
#include "kube/workloads/workloadsource.h"

#include <QCoreApplication>
#include <QTimer>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Changes)
};

constexpr qsizetype configsAtMost = 20; ///< of each kind
const QString controllerName = u"rollouts-controller"_s; // the manager of what Argo Rollouts' controller writes
constexpr qint64 soonMs = 60'000; ///< a controller makes the ReplicaSet of a new template within that time
const ResourceType ingresses{u"networking.k8s.io"_s, u"v1"_s, u"ingresses"_s};
const ResourceType applications{u"argoproj.io"_s, u"v1alpha1"_s, u"applications"_s};

QVariantMap entryOf(const PolicyMatch &match)
{
    if (match)
        for (const QVariant &one : match.policy->document.value(u"services"_s).toList())
            if (const QVariantMap map = one.toMap(); map.value(u"name"_s) == match.service)
                return map;
    return {};
}

/// Owner and name of a repository: what may stand in a path.
bool isRepository(const QString &text)
{
    const QStringList parts = text.split(u'/');
    return parts.size() == 2 && std::all_of(parts.begin(), parts.end(), [](const QString &part) {
        return !part.isEmpty() && !part.startsWith(u'.') && std::all_of(part.begin(), part.end(), [](QChar c) {
            return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'_' || c == u'.';
        });
    });
}

/// All questions at once; answers when the last is answered.
class ChangeRead : public QObject
{
public:
    ChangeRead(QObject *owner, ChangeQuestion question, Callback<ChangeList> done)
        : QObject(owner)
        , m_question(std::move(question))
        , m_rollout(m_question.snapshot.rollout)
        , m_policyEntry(entryOf(m_question.match))
        , m_done(std::move(done))
    {
        ++m_open;
        readRevisions();
        readHelm();
        readConfigs(ChangeSource::ConfigMap, {{}, u"v1"_s, u"configmaps"_s});
        readConfigs(ChangeSource::Secret, ResourceType::secrets());
        readIngresses();
        readArgo();
        readWorkflows();
        QTimer::singleShot(0, this, [this] { answered(); });
    }

private:
    QString filledText(const QString &text) const { return filled(text, m_question.variables); }
    void miss(ChangeSource kind, const QString &why) { m_list.unread.append({kind, why}); }
    QString sourceOf(const QString &path) const { return m_question.access->server() + path.section(u'?', 0, 0); }

    /// Asks the API server; `decode` makes entries of the answer.
    void get(ChangeSource kind, const Result<QString> &path, std::function<Result<QList<ChangeEntry>>(const QByteArray &)> decode, bool mayBeAbsent = false)
    {
        if (!path)
            return miss(kind, path.error().message);
        ++m_open;
        m_question.access->client()->get(*path, whileAlive(this, [this, kind, path = *path, decode = std::move(decode), mayBeAbsent](const Result<QByteArray> &body) {
            const Result<QList<ChangeEntry>> found = body ? decode(*body) : Result<QList<ChangeEntry>>(body.error());
            if (!found && !(mayBeAbsent && found.error().kind == ErrorKind::NotFound))
                miss(kind, found.error().message);
            else if (found)
                for (ChangeEntry entry : *found) {
                    entry.source = sourceOf(path);
                    entry.effect = kind == ChangeSource::Ingress && entry.by == controllerName;
                    m_list.entries.append(entry);
                }
            answered();
        }));
    }

    void readRevisions()
    {
        if (!m_question.snapshot.partsComplete)
            miss(ChangeSource::Revision, m_question.snapshot.missing.join(u", "_s));
        const auto read = [this](WorkloadKind kind, const QString &name) {
            get(ChangeSource::Revision, resourcePath(workloadSource(kind).type, m_rollout.meta.ns, name), [this, kind, name](const QByteArray &body) -> Result<QList<ChangeEntry>> {
                const Result<QList<SpecEdit>> edits = specEdits(body);
                if (!edits)
                    return edits.error();
                return revisionEntries(kind, name, *edits);
            });
        };
        const bool references = m_rollout.workloadRef && m_rollout.workloadRef->kind == u"Deployment";
        read(references ? WorkloadKind::Deployment : m_rollout.workload, references ? m_rollout.workloadRef->name : m_rollout.meta.name);
    }

    /// Revisions, each with who set its template; and what else was changed in the workload.
    QList<ChangeEntry> revisionEntries(WorkloadKind kind, const QString &name, QList<SpecEdit> edits) const
    {
        QList<ChangeEntry> found;
        for (const Revision &revision : m_question.snapshot.revisions.mid(0, m_question.last)) {
            const bool cameBack = !revision.formerNumbers.isEmpty();
            const bool newest = revision.number == m_rollout.revision();
            const auto setter = std::find_if(edits.begin(), edits.end(), [&](const SpecEdit &edit) {
                const qint64 later = edit.at.msecsTo(revision.createdAt);
                return edit.members.contains(u"template"_s) && (cameBack ? newest : later >= 0 && later <= soonMs);
            });
            // Of one that came back the ReplicaSet is old: only the template tells when.
            const QDateTime at = !cameBack ? revision.createdAt : setter != edits.end() ? setter->at : QDateTime();
            if (!at.isValid())
                continue;
            found.append({at, ChangeSource::Revision, Words::tr("revision %1").arg(revision.number), QStringList{revision.images.join(u", "_s), revision.changeCause}.join(u' ').trimmed(),
                          setter == edits.end() ? QString() : setter->by, {}});
            if (setter != edits.end())
                edits.erase(setter);
        }
        for (const SpecEdit &edit : std::as_const(edits))
            found.append({edit.at, ChangeSource::Revision, workloadWord(kind) % u' ' % m_rollout.meta.ns % u'/' % name, Words::tr("spec: %1").arg(edit.members.join(u", "_s)), edit.by, {}});
        return found;
    }

    void readHelm()
    {
        const QVariantMap helm = m_policyEntry.value(u"helm"_s).toMap();
        auto [release, ns] = helmReleaseOf(m_rollout);
        if (!helm.value(u"release"_s).toString().isEmpty()) {
            release = filledText(helm.value(u"release"_s).toString());
            ns = filledText(helm.value(u"namespace"_s).toString());
        }
        if (release.isEmpty())
            return;
        get(ChangeSource::Helm, helmHistoryPath(ns.isEmpty() ? m_rollout.meta.ns : ns, release), [last = m_question.last](const QByteArray &body) -> Result<QList<ChangeEntry>> {
            const Result<HelmRevisions> history = decodeHelmHistory(body);
            if (!history)
                return history.error();
            QList<ChangeEntry> found;
            for (const HelmRevision &one : history->mid(0, last))
                if (one.at.isValid())
                    found.append({one.at, ChangeSource::Helm, Words::tr("Helm revision %1 of %2").arg(one.number).arg(one.release),
                                  QStringList{one.status, one.chart + u'-' + one.chartVersion, one.imageTag.isEmpty() ? one.appVersion : one.imageTag, one.description}.join(u' ').simplified(), {}, {}});
            return found;
        });
    }

    void readConfigs(ChangeSource kind, const ResourceType &type)
    {
        const QList<ConfigName> names = configNames(kind, m_rollout.podTemplate);
        for (const ConfigName &one : names.mid(0, configsAtMost))
            get(kind, resourcePath(type, m_rollout.meta.ns, one.name), [kind](const QByteArray &body) { return configChanges(kind, body); }, one.optional);
        if (names.size() > configsAtMost)
            miss(kind, Words::tr("only %1 of %2 are looked at").arg(configsAtMost).arg(names.size()));
    }

    void readIngresses()
    {
        const TrafficRouting &traffic = m_rollout.traffic;
        QStringList names = traffic.nginxStableIngresses;
        for (const QString &stable : traffic.nginxStableIngresses)
            names.append(u"%1-%2-canary"_s.arg(m_rollout.meta.name, stable).left(253));
        if (const QString named = m_policyEntry.value(u"ingress"_s).toMap().value(u"name"_s).toString(); !named.isEmpty())
            names.append(filledText(named));
        QStringList services{m_rollout.meta.name, traffic.stableService, traffic.canaryService, traffic.activeService, traffic.previewService};
        services.removeAll(QString());
        get(ChangeSource::Ingress, resourcePath(ingresses, m_rollout.meta.ns), [names, services](const QByteArray &body) { return ingressChanges(body, names, services); });
    }

    void readArgo()
    {
        const QVariantMap argo = m_policyEntry.value(u"argocd"_s).toMap();
        const QString app = filledText(argo.value(u"app"_s).toString());
        if (app.isEmpty())
            return;
        const QString ns = filledText(argo.value(u"namespace"_s).toString());
        get(ChangeSource::ArgoCd, resourcePath(applications, ns.isEmpty() ? u"argocd"_s : ns, app), [last = m_question.last](const QByteArray &body) -> Result<QList<ChangeEntry>> {
            Result<QList<ChangeEntry>> all = argoChanges(body);
            if (!all)
                return all;
            ChangeList sorted{*all, {}, {}};
            sorted.sort();
            return sorted.entries.mid(0, last);
        });
    }

    void readWorkflows()
    {
        const PolicyMatch &match = m_question.match;
        QStringList repositories;
        if (match)
            for (const DeskWay &way : waysBack(match.policy.get(), match.environment, match.serviceEntry(), m_rollout))
                if (const QString repo = filledText(way.repo); way.kind == DeskKind::Workflow && !repositories.contains(repo))
                    repositories.append(repo);
        for (const QString &repo : std::as_const(repositories)) {
            if (!isRepository(repo)) {
                miss(ChangeSource::Workflow, Words::tr("the policy does not say which repository"));
                continue;
            }
            if (!m_question.github) {
                miss(ChangeSource::Workflow, Words::tr("this connection has no github"));
                continue;
            }
            ++m_open;
            m_question.workflows->recent(m_question.github, repo, whileAlive(this, [this](const WorkflowMemory::Runs &runs) {
                if (!runs)
                    miss(ChangeSource::Workflow, runs.error().message);
                else
                    takeRuns(*runs);
                answered();
            }));
        }
    }

    void takeRuns(const QList<WorkflowRun> &runs)
    {
        for (const WorkflowRun &run : runs.mid(0, m_question.last))
            if (run.at.isValid())
                m_list.entries.append({run.at, ChangeSource::Workflow, Words::tr("workflow run %1").arg(run.id),
                                       QStringList{run.conclusion.isEmpty() ? run.status : run.conclusion, run.title}.join(u' ').simplified(), run.actor, run.url});
    }

    void answered()
    {
        if (--m_open > 0)
            return;
        m_list.sort();
        deleteLater();
        std::exchange(m_done, {})(m_list);
    }

    ChangeQuestion m_question;
    const Rollout &m_rollout;
    QVariantMap m_policyEntry;
    Callback<ChangeList> m_done;
    ChangeList m_list;
    int m_open = 0;
};

} // namespace

void readChanges(QObject *owner, const ChangeQuestion &question, Callback<ChangeList> done)
{
    new ChangeRead(owner, question, std::move(done));
}

} // namespace maestro
