// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/reference/referencecards.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

/// Fit for a POSIX shell: what is no plain word stands in single quotes.
QString quoted(const QString &value)
{
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:@%+=,-]+\\z"_s);
    if (plain.match(value).hasMatch())
        return value;
    return u'\'' + QString(value).replace(u'\'', u"'\\''"_s) + u'\'';
}

class Cards
{
public:
    explicit Cards(const ReferenceValues &values)
    {
        const auto set = [this](const char *key, const QString &value, const char *blank) {
            m_values.append({QLatin1Char('{') + QLatin1String(key) + QLatin1Char('}'), value.isEmpty() ? QString(QLatin1String(blank)) : quoted(value)});
        };
        set("ns", values.ns, "<NAMESPACE>");
        set("name", values.name, "<NAME>");
        set("service", values.service.isEmpty() ? values.name : values.service, "<SERVICE>");
        set("revision", values.revision, "<REVISION>");
        set("tag", values.tag, "<TAG>");
        set("release", values.release, "<RELEASE>");
        m_call = values.context.isEmpty() ? u"maestro"_s : QString(u"maestro --context "_s + quoted(values.context));
    }

    void begin(const QString &group) { m_group = group; }
    void add(const char *id, const QString &title, const char *command, const char *action, const QString &note = {})
    {
        cards.append({QLatin1String(id), m_group, title, filled(command), QString(m_call + u' ' + filled(action)), {}, note});
    }
    void none(const char *id, const QString &title, const char *command, const QString &reason)
    {
        cards.append({QLatin1String(id), m_group, title, filled(command), {}, reason, {}});
    }

    QList<ReferenceCard> cards;

private:
    /// One pass: a value that looks like a placeholder stays what it is.
    QString filled(const char *pattern) const
    {
        const QString text = QLatin1String(pattern);
        QString out;
        for (qsizetype at = 0; at < text.size();) {
            const auto found = std::find_if(m_values.begin(), m_values.end(), [&](const auto &value) { return QStringView(text).sliced(at).startsWith(value.first); });
            out += found == m_values.end() ? QString(text.at(at)) : found->second;
            at += found == m_values.end() ? 1 : found->first.size();
        }
        return out;
    }

    QList<std::pair<QString, QString>> m_values;
    QString m_group;
    QString m_call;
};

void lookAt(Cards &cards)
{
    cards.begin(Words::tr("Look"));
    cards.add("list", Words::tr("All rollouts"), "kubectl argo rollouts list rollouts -n {ns}", "-n {ns} list");
    cards.add("history", Words::tr("Revisions"), "kubectl argo rollouts history {name} -n {ns}", "-n {ns} get {name}",
              Words::tr("The plugin has no command history; revisions are the ReplicaSets that get shows."));
    cards.add("watch", Words::tr("Follow one rollout"), "kubectl argo rollouts get rollout {name} -n {ns} --watch", "-n {ns} get {name} --watch");
    cards.none("template", Words::tr("An AnalysisTemplate"), "kubectl describe analysistemplate {name} -n {ns}", Words::tr("Templates are read by the controller; what was measured by them stands in the AnalysisRuns."));
    cards.add("runs", Words::tr("Follow AnalysisRuns"), "kubectl get analysisruns -n {ns} --watch", "-n {ns} analysisruns --watch");
    cards.add("export", Words::tr("Keep the configuration"), "kubectl get rollout {name} -n {ns} -o yaml > rollout-backup.yaml", "-n {ns} --json get {name}",
              Words::tr("Only what concerns a release is in it; pod templates, which may hold secrets, are not."));
}

void goOn(Cards &cards)
{
    cards.begin(Words::tr("Go on"));
    cards.add("promote", Words::tr("Next step"), "kubectl argo rollouts promote {name} -n {ns}", "-n {ns} promote {name}");
    cards.add("promote-full", Words::tr("To everybody"), "kubectl argo rollouts promote {name} -n {ns} --full", "-n {ns} promote-full {name}");
    cards.add("pause", Words::tr("Hold"), "kubectl argo rollouts pause {name} -n {ns}", "-n {ns} pause {name}");
    cards.add("retry", Words::tr("Try again"), "kubectl argo rollouts retry rollout {name} -n {ns}", "-n {ns} retry {name}");
    cards.add("restart", Words::tr("Replace all pods"), "kubectl argo rollouts restart {name} -n {ns}", "-n {ns} restart {name}");
    cards.add("scale", Words::tr("More pods"), "kubectl argo rollouts scale {name} -n {ns} --replicas=5", "-n {ns} scale {name} --replicas 5",
              Words::tr("The plugin has no command scale; kubectl scale does it."));
    cards.none("image", Words::tr("Another image"), "kubectl argo rollouts set image {name} {name}=IMAGE:{tag} -n {ns}", Words::tr("New versions come through the pipeline that owns the manifest; only ways back start here."));
}

void goBack(Cards &cards)
{
    cards.begin(Words::tr("Go back"));
    cards.add("abort", Words::tr("Stop the update"), "kubectl argo rollouts abort {name} -n {ns}", "-n {ns} abort {name}", Words::tr("The spec keeps naming the new version; a retry starts it again."));
    cards.add("undo", Words::tr("The version before"), "kubectl argo rollouts undo {name} -n {ns}", "-n {ns} rollback {name}", Words::tr("Twice is forth again: an undo counts as a new revision."));
    cards.add("undo-to", Words::tr("A named revision"), "kubectl argo rollouts undo {name} -n {ns} --to-revision={revision}", "-n {ns} rollback {name} --to-revision {revision}");
    cards.add("deployment-undo", Words::tr("A Deployment"), "kubectl rollout undo deployment/{name} -n {ns} --to-revision={revision}", "-n {ns} rollback deployment/{name} --to-revision {revision}");
    cards.add("options", Words::tr("Every way back"), "helm history {release} -n {ns}", "-n {ns} options --service {service}");
    cards.add("helm", Words::tr("A Helm revision"), "helm rollback {release} {revision} -n {ns} --cleanup-on-fail", "-n {ns} rollback --service {service} --via helm --to {revision}");
    cards.add("helm-image", Words::tr("Only the image, by Helm"), "helm upgrade {release} CHART -n {ns} --reuse-values --set image.tag={tag}", "-n {ns} rollback --service {service} --via helm-image --to {tag}");
    cards.add("workflow", Words::tr("By the workflow"), "gh workflow run cd-rollback.yml -f environment=ENVIRONMENT -f image_tag={tag}", "-n {ns} rollback --service {service} --via workflow --to {tag}",
              Words::tr("It acts on what the workflow deploys, not on the objects in the cluster."));
    cards.add("route", Words::tr("The pin of a route"), "curl -X POST .../api/maestro/v1/routing/rollback -d '{\"route\": ROUTE, \"reason\": REASON}'", "-n {ns} rollback --service {service} --via route");
    cards.add("script", Words::tr("By the script"), "scripts/rollback-deployment.sh rollback", "-n {ns} rollback --service {service} --via script");
    cards.add("mass", Words::tr("A whole namespace"), "for r in $(kubectl get rollouts -n {ns} -o name); do kubectl argo rollouts abort $r -n {ns}; done", "-n {ns} mass-rollback",
              Words::tr("The loop also aborts what does not move; mass-rollback skips it and says so."));
}

void afterwards(Cards &cards)
{
    cards.begin(Words::tr("Afterwards"));
    cards.add("validate", Words::tr("Did it work"), "kubectl rollout status deployment/{name} -n {ns}", "-n {ns} validate --service {service} --wait 10m");
    cards.add("health", Words::tr("The health address"), "curl -fsS https://HOST/health", "-n {ns} triage start ten-minute --service {service}");
    cards.add("evidence", Words::tr("What is handed over"), "ls evidence/rollbacks/", "evidence export ID DIR", Words::tr("ID is that of the action, as journal list shows it."));
    cards.none("enable-analysis", Words::tr("Analysis back on"), "kubectl apply -f rollouts/{name}-rollout.yaml", Words::tr("Manifests are applied by whoever owns them; write it down with maestro duty open, so that nobody forgets."));
}

} // namespace

QList<ReferenceCard> referenceCards(const ReferenceValues &values)
{
    Cards cards(values);
    lookAt(cards);
    goOn(cards);
    goBack(cards);
    afterwards(cards);
    return cards.cards;
}

} // namespace maestro
