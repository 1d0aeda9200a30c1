// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/resourcepath.h"
#include "kube/workloads/helmreleasedecoder.h"
#include "services/triage/readingbuilder.h"
#include "text/humanize.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

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

/// ConfigMaps that a pod template names: environment, volumes, projected volumes. Secrets are never read.
QStringList configMapsOf(const QJsonObject &podTemplate)
{
    QStringList names;
    const auto add = [&names](const QString &name) {
        if (!name.isEmpty() && !names.contains(name))
            names.append(name);
    };
    const QJsonObject spec = podTemplate[u"spec"].toObject();
    for (const auto &list : {spec[u"containers"].toArray(), spec[u"initContainers"].toArray()})
        for (const QJsonValue &container : list) {
            for (const QJsonValue &from : container[u"envFrom"].toArray())
                add(from[u"configMapRef"][u"name"].toString());
            for (const QJsonValue &variable : container[u"env"].toArray())
                add(variable[u"valueFrom"][u"configMapKeyRef"][u"name"].toString());
        }
    for (const QJsonValue &volume : spec[u"volumes"].toArray()) {
        add(volume[u"configMap"][u"name"].toString());
        for (const QJsonValue &source : volume[u"projected"][u"sources"].toArray())
            add(source[u"configMap"][u"name"].toString());
    }
    return names;
}

/// When an object was changed last, as its managed fields tell it, and by what.
std::pair<QDateTime, QString> lastChange(const QJsonObject &meta)
{
    std::pair<QDateTime, QString> last{QDateTime::fromString(meta[u"creationTimestamp"].toString(), Qt::ISODate), {}};
    for (const QJsonValue &one : meta[u"managedFields"].toArray()) {
        const QDateTime at = QDateTime::fromString(one[u"time"].toString(), Qt::ISODate);
        if (at.isValid() && at >= last.first)
            last = {at, one[u"manager"].toString()};
    }
    return last;
}

/// ConfigMaps one after the other; of each only the name, the version and who changed it when.
class ConfigRead : public QObject
{
public:
    ConfigRead(QObject *owner, BuilderPtr builder, QStringList names)
        : QObject(owner)
        , m_builder(std::move(builder))
        , m_names(std::move(names))
    {
        next();
    }

private:
    void next()
    {
        if (m_names.isEmpty())
            return conclude();
        const QString name = m_names.takeFirst();
        const Result<QString> path = resourcePath({{}, u"v1"_s, u"configmaps"_s}, m_builder->scene().ref.ns, name);
        if (!path)
            return conclude(path.error().message);
        m_builder->scene().access->client()->get(*path, whileAlive(this, [this, name, path = *path](const Result<QByteArray> &body) {
            if (!body)
                return conclude(body.error().message);
            const QJsonObject meta = QJsonDocument::fromJson(*body).object()[u"metadata"].toObject();
            const auto [at, manager] = lastChange(meta);
            m_rows.append({name, meta[u"resourceVersion"].toString(), at.toUTC().toString(Qt::ISODate), manager});
            m_builder->read(u"ConfigMap "_s + name, m_builder->apiSource(path), TriageWords::tr("changed %1").arg(utcText(at)));
            if (at.isValid() && (!m_newest.isValid() || at > m_newest)) {
                m_newest = at;
                m_newestName = name;
            }
            next();
        }));
    }

    void conclude(const QString &problem = {})
    {
        deleteLater();
        QStringList versions;
        for (const QStringList &row : std::as_const(m_rows))
            versions.append(row.at(0) + u'@' + row.at(1));
        m_rows.prepend({u"CONFIGMAP"_s, u"VERSION"_s, u"CHANGED"_s, u"BY"_s});
        m_builder->reading().output = columns(m_rows);
        if (!problem.isEmpty())
            return m_builder->unknown(problem);
        m_builder->finish(ItemState::Ok, TriageWords::tr("%1 changed last, %2 ago").arg(m_newestName, ageOf(m_newest, m_builder->scene().clock->utcNow())), versions.join(u' '));
    }

    BuilderPtr m_builder;
    QStringList m_names;
    QList<QStringList> m_rows;
    QDateTime m_newest;
    QString m_newestName;
};

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
    const QString release = helm.value(u"release"_s).toString();
    const QString ns = helm.value(u"namespace"_s).toString().isEmpty() ? scene.ref.ns : helm.value(u"namespace"_s).toString();
    if (release.isEmpty())
        return builder->finish(ItemState::Skipped, TriageWords::tr("the policy names no Helm release"), u"none"_s);
    builder->reading().command = u"helm history %1 -n %2 --max %3"_s.arg(release, ns).arg(builder->check().count);
    const Result<QString> path = resourcePath(ResourceType::secrets(), ns);
    if (!path)
        return builder->unknown(path.error().message);
    const QString whole = *path + u"?fieldSelector="_s + QString::fromLatin1(QUrl::toPercentEncoding(u"type=helm.sh/release.v1"_s)) + u"&labelSelector="_s
        + QString::fromLatin1(QUrl::toPercentEncoding(u"owner=helm,name="_s + release));
    scene.access->client()->get(whole, whileAlive(owner, [builder, release, whole](const Result<QByteArray> &body) {
        const Result<DecodedList<Rollout>> list = body ? decodeHelmReleaseList(*body) : Result<DecodedList<Rollout>>(body.error());
        if (!list)
            return builder->unknown(list.error().message);
        QList<Rollout> revisions = list->items;
        std::sort(revisions.begin(), revisions.end(), [](const Rollout &a, const Rollout &b) { return a.meta.createdAt > b.meta.createdAt; });
        QList<QStringList> rows{{u"SECRET"_s, u"CREATED"_s, u"STATUS"_s, u"CHART"_s, u"APP VERSION"_s}};
        for (const Rollout &one : revisions.mid(0, builder->check().count))
            rows.append({one.meta.name, one.meta.createdAt.toUTC().toString(Qt::ISODate), one.phaseText, one.chart ? one.chart->name + u'-' + one.chart->version : u"?"_s, one.chart ? one.chart->appVersion : u"?"_s});
        builder->reading().output = columns(rows);
        if (revisions.isEmpty())
            return builder->unknown(TriageWords::tr("Helm keeps no history of %1 there").arg(release));
        const Rollout &newest = revisions.constFirst();
        builder->read(u"helm history"_s, builder->apiSource(whole), newest.meta.name);
        const bool failed = newest.phaseText.contains(u"fail", Qt::CaseInsensitive) || newest.phaseText.contains(u"pending", Qt::CaseInsensitive);
        builder->finish(failed ? ItemState::Bad : ItemState::Ok,
                        TriageWords::tr("%1 %2, %3 ago").arg(newest.meta.name.section(u'.', -1), newest.phaseText, ageOf(newest.meta.createdAt, builder->scene().clock->utcNow())), newest.meta.name + u' ' + newest.phaseText);
    }));
}

void readConfigHistory(QObject *owner, const BuilderPtr &builder)
{
    const TriageScene &scene = builder->scene();
    const QStringList names = configMapsOf(scene.snapshot.rollout.podTemplate).mid(0, 20);
    builder->reading().command = kubectl(QStringList{u"-n"_s, scene.ref.ns, u"get"_s, u"configmap"_s, u"--show-managed-fields"_s, u"-o"_s, u"yaml"_s} + names);
    if (names.isEmpty())
        return builder->finish(ItemState::Skipped, TriageWords::tr("its pods use no ConfigMap"), u"none"_s);
    new ConfigRead(owner, builder, names);
}

} // namespace maestro
