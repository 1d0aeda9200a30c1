// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/deskway.h"
#include "kube/changes/objectchanges.h"
#include "kube/workloads/helmhistory.h"
#include "services/triage/readingbuilder.h"
#include "text/humanize.h"
#include "text/triage/changetext.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

QString ageOf(const QDateTime &at, const QDateTime &now)
{
    return at.isValid() ? durationText(std::max<qint64>(0, at.secsTo(now))) : u"?"_s;
}

QStringList roleWords(const Revision &revision)
{
    QStringList words;
    for (const RevisionRole role : revision.roles)
        words.append(roleWord(role));
    return words;
}

/// The list as a table, and where each part of it is from.
void tellChanges(const BuilderPtr &builder, const ChangeList &list)
{
    QList<QStringList> rows{{u"  AT"_s, u"KIND"_s, u"WHAT"_s, u"DETAIL"_s, u"BY"_s}};
    for (const ChangeRow &row : changeRows(list)) {
        rows.append(row.cells);
        rows.last().first().prepend(row.bad ? u"! "_s : u"  "_s); // as lines of logs that tell errors
    }
    builder->reading().output = columns(rows);
    QStringList sources;
    for (const ChangeEntry &one : list.entries)
        if (!sources.contains(one.source)) {
            sources.append(one.source);
            builder->read(changeLabel(one.kind), one.source, TriageWords::tr("%1, %2").arg(one.what, utcText(one.at)));
        }
    for (const ChangeGap &gap : list.unread) {
        builder->reading().output += u"? %1: %2\n"_s.arg(changeLabel(gap.kind), gap.why);
        builder->read(changeLabel(gap.kind), builder->apiSource({}), TriageWords::tr("not read: %1").arg(gap.why));
    }
}

/// What a tick rests on: another newest change is another state of things.
QString newestOf(const ChangeList &list)
{
    const ChangeEntry *newest = list.newest();
    return newest ? newest->what % u'@' % newest->at.toString(Qt::ISODate) : u"none"_s;
}

} // namespace

void readRolloutHistory(const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const Rollout &rollout = scene.snapshot.rollout;
    const QDateTime now = scene.clock->utcNow();
    builder->reading().command = kubectl({u"-n"_s, rollout.meta.ns, u"rollout"_s, u"history"_s, (rollout.workload == WorkloadKind::Deployment ? u"deployment/"_s : u"rollout/"_s) + rollout.meta.name});
    QList<QStringList> rows{{u"REVISION"_s, u"BEGAN"_s, u"READY"_s, u"ROLES"_s, u"IMAGES"_s, u"CHANGE CAUSE"_s}};
    for (const Revision &revision : scene.snapshot.revisions.mid(0, builder->check().count))
        rows.append({QString::number(revision.number), revision.createdAt.toUTC().toString(Qt::ISODate), u"%1/%2"_s.arg(revision.ready).arg(revision.desired), roleWords(revision).join(u','),
                     revision.images.join(u','), revision.changeCause});
    builder->reading().output = columns(rows);
    if (!scene.snapshot.partsComplete)
        return builder->unknown(scene.snapshot.missing.join(u", "_s));
    if (scene.snapshot.revisions.isEmpty())
        return builder->unknown(TriageWords::tr("no ReplicaSet tells its revisions"));
    const Revision &newest = scene.snapshot.revisions.constFirst();
    const QString began = TriageWords::tr("revision %1 began %2 ago").arg(newest.number).arg(ageOf(newest.createdAt, now));
    builder->read(u"replicasets"_s, builder->apiSource(u" ReplicaSets of %1/%2"_s.arg(rollout.meta.ns, rollout.meta.name)), TriageWords::tr("revision %1, %2").arg(newest.number).arg(newest.images.join(u',')));
    builder->finish(ItemState::Ok, began, u"%1 %2"_s.arg(newest.number).arg(newest.hash));
}

void readHelmHistory(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const QVariantMap helm = scene.entry(u"services"_s, scene.service).value(u"helm"_s).toMap();
    auto [release, ns] = helmReleaseOf(scene.snapshot.rollout);
    if (!helm.value(u"release"_s).toString().isEmpty()) {
        release = helm.value(u"release"_s).toString();
        ns = helm.value(u"namespace"_s).toString();
    }
    ns = ns.isEmpty() ? scene.ref.ns : ns;
    if (release.isEmpty() && scene.problem)
        return builder->unknown(scene.problem->message);
    if (release.isEmpty())
        return builder->finish(ItemState::Skipped, TriageWords::tr("neither the policy nor its labels name a Helm release"), u"none"_s);
    builder->reading().command = u"helm history %1 -n %2 --max %3"_s.arg(release, ns).arg(builder->check().count);
    const Result<QString> path = helmHistoryPath(ns, release);
    if (!path)
        return builder->unknown(path.error().message);
    scene.access->client()->get(*path, whileAlive(owner, [builder, release = release, path = *path](const Result<QByteArray> &body) {
        const Result<HelmRevisions> revisions = body ? decodeHelmHistory(*body) : Result<HelmRevisions>(body.error());
        if (!revisions)
            return builder->unknown(revisions.error().message);
        QList<QStringList> rows{{u"REVISION"_s, u"UPDATED"_s, u"STATUS"_s, u"CHART"_s, u"APP VERSION"_s, u"IMAGE TAG"_s, u"DESCRIPTION"_s}};
        for (const HelmRevision &one : revisions->mid(0, builder->check().count))
            rows.append({QString::number(one.number), one.at.isValid() ? one.at.toString(Qt::ISODate) : u"?"_s, one.status, one.chart + u'-' + one.chartVersion, one.appVersion, one.imageTag, one.description});
        builder->reading().output = columns(rows);
        if (revisions->isEmpty())
            return builder->unknown(TriageWords::tr("Helm keeps no history of %1 there").arg(release));
        const HelmRevision &newest = revisions->constFirst();
        builder->read(u"helm history"_s, builder->apiSource(path), TriageWords::tr("revision %1, %2").arg(newest.number).arg(newest.status));
        const bool failed = newest.status.contains(u"fail", Qt::CaseInsensitive) || newest.status.contains(u"pending", Qt::CaseInsensitive);
        builder->finish(failed ? ItemState::Bad : ItemState::Ok,
                        TriageWords::tr("revision %1 %2, %3 ago").arg(newest.number).arg(newest.status, ageOf(newest.at, builder->scene().clock->utcNow())), u"%1 %2"_s.arg(newest.number).arg(newest.status));
    }));
}

void readConfigHistory(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const QJsonObject &podTemplate = scene.snapshot.rollout.podTemplate;
    if (configNames(ChangeSource::ConfigMap, podTemplate).isEmpty() && configNames(ChangeSource::Secret, podTemplate).isEmpty())
        return builder->finish(ItemState::Skipped, TriageWords::tr("its pods use no ConfigMap and no Secret"), u"none"_s);
    builder->reading().command = kubectl({u"-n"_s, scene.ref.ns, u"get"_s, u"configmaps,secrets"_s, u"--show-managed-fields"_s, u"-o"_s, u"jsonpath={range .items[*]}{.kind} {.metadata.name} {.metadata.managedFields[*].time}{\"\\n\"}{end}"_s});
    scene.changes(whileAlive(owner, [builder](const ChangeList &all) {
        ChangeList own;
        const auto isConfig = [](ChangeSource kind) { return kind == ChangeSource::ConfigMap || kind == ChangeSource::Secret; };
        std::copy_if(all.entries.begin(), all.entries.end(), std::back_inserter(own.entries), [&](const ChangeEntry &one) { return isConfig(one.kind); });
        std::copy_if(all.unread.begin(), all.unread.end(), std::back_inserter(own.unread), [&](const ChangeGap &one) { return isConfig(one.kind); });
        tellChanges(builder, own);
        if (own.entries.isEmpty())
            return builder->unknown(own.unread.isEmpty() ? TriageWords::tr("nobody says when they changed") : changeGapsText(own));
        const ChangeEntry &newest = own.entries.constFirst();
        const QString last = TriageWords::tr("%1 changed last, %2 ago").arg(newest.what, ageOf(newest.at, builder->scene().clock->utcNow()));
        if (!own.unread.isEmpty())
            return builder->finish(ItemState::Unknown, TriageWords::tr("of what could be read, %1; not read: %2").arg(last, changeGapsText(own)), newestOf(own));
        builder->finish(ItemState::Ok, last, newestOf(own));
    }));
}

void readChangeList(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    builder->reading().command = kubectl({u"-n"_s, scene.ref.ns, u"get"_s, u"replicasets,configmaps,ingresses"_s, u"--sort-by=.metadata.creationTimestamp"_s});
    scene.changes(whileAlive(owner, [builder](const ChangeList &all) {
        builder->reading().changes = all;
        tellChanges(builder, all);
        const QString mark = changeMarkText(all);
        if (all.entries.isEmpty() && all.unread.isEmpty())
            return builder->unknown(TriageWords::tr("nothing tells what changed"));
        // What is known is told, and rests a tick; what could not be read keeps it from being fine.
        const QString known = all.bad.at.isValid() ? mark : TriageWords::tr("%1; %2").arg(newestChangeText(all, builder->scene().clock->utcNow()), mark);
        const QString key = newestOf(all) % u' ' % all.bad.at.toString(Qt::ISODate);
        if (!all.unread.isEmpty())
            return builder->finish(ItemState::Unknown, TriageWords::tr("%1; not read: %2").arg(known, unreadKindsText(all)), key);
        builder->finish(ItemState::Ok, known, key);
    }));
}

} // namespace maestro
