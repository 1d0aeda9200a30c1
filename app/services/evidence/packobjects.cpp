// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/packobjects.h"

#include "journal/redactor.h"
#include "kube/api/resourcepath.h"
#include "kube/changes/objectchanges.h"
#include "services/evidence/evidencepack.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype objectsAtMost = 40;
constexpr qsizetype bytesAtMost = 2 * 1024 * 1024; ///< of one object
const QString lastApplied = u"kubectl.kubernetes.io/last-applied-configuration"_s; ///< the same values once more

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

/// Hides what may be secret, at any depth.
class Keeper
{
public:
    Keeper(QString uid, int *hidden)
        : m_uid(std::move(uid))
        , m_hidden(hidden)
    {
    }

    QJsonObject hashOf(const QString &name, const QByteArray &value)
    {
        ++*m_hidden;
        const QByteArray keyed = m_uid.toUtf8() + '\0' + name.toUtf8() + '\0' + value;
        return {{u"sha256"_s, QString::fromLatin1(QCryptographicHash::hash(keyed, QCryptographicHash::Sha256).toHex())}, {u"bytes"_s, qint64(value.size())}};
    }

    QJsonObject hashes(const QJsonObject &data)
    {
        QJsonObject kept;
        for (auto it = data.begin(); it != data.end(); ++it)
            kept.insert(it.key(), hashOf(it.key(), it->toString().toUtf8()));
        return kept;
    }

    QJsonValue kept(const QJsonValue &value)
    {
        if (value.isString())
            return kept(value.toString());
        if (value.isArray()) {
            QJsonArray all;
            for (const QJsonValue &one : value.toArray())
                all.append(kept(one));
            return all;
        }
        if (!value.isObject())
            return value;
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = it.key() == u"env" ? variables(it->toArray()) : kept(QJsonValue(*it));
        return object;
    }

private:
    QString kept(const QString &text)
    {
        if (!looksLikeSecret(text))
            return text;
        ++*m_hidden;
        return scrubbed(text);
    }

    QJsonValue variables(const QJsonArray &all)
    {
        QJsonArray made;
        for (const QJsonValue &one : all) {
            QJsonObject variable = one.toObject();
            if (const QJsonValue value = variable.value(u"value"_s); value.isString() && !value.toString().isEmpty())
                variable.insert(u"value"_s, hashOf(variable.value(u"name"_s).toString(), value.toString().toUtf8()));
            made.append(variable);
        }
        return made;
    }

    QString m_uid;
    int *m_hidden;
};

/// Reads one after the other what was asked for, then goes.
class Reading : public QObject
{
public:
    Reading(QObject *owner, ClusterAccess *access, const RolloutParts &parts, const Clock *clock, Callback<PackObjects> done)
        : QObject(owner)
        , m_access(access)
        , m_clock(clock)
        , m_done(std::move(done))
    {
        const Rollout &rollout = parts.rollout;
        const QString &ns = rollout.meta.ns;
        const bool deployment = rollout.workload == WorkloadKind::Deployment;
        add(deployment ? u"Deployment"_s : u"Rollout"_s, deployment ? ResourceType::deployments() : ResourceType::rollouts(), ns, rollout.meta.name);
        if (rollout.workloadRef && rollout.workloadRef->kind == u"Deployment")
            add(u"Deployment"_s, ResourceType::deployments(), ns, rollout.workloadRef->name);
        const TrafficRouting &traffic = rollout.traffic;
        QStringList services {traffic.stableService, traffic.canaryService, traffic.activeService, traffic.previewService};
        services.removeAll(QString());
        services.removeDuplicates();
        for (const QString &service : std::as_const(services))
            add(u"Service"_s, ResourceType::services(), ns, service);
        for (const ConfigName &name : configNames(ChangeSource::ConfigMap, rollout.podTemplate))
            add(u"ConfigMap"_s, {QString(), u"v1"_s, u"configmaps"_s}, ns, name.name, name.optional);
        QStringList secrets;
        for (const ConfigName &name : configNames(ChangeSource::Secret, rollout.podTemplate))
            secrets.append(name.name);
        if (!secrets.isEmpty())
            m_found.missing.append(u"config/Secret: "_s + Words::tr("never read; the pods name %1").arg(displaySafe(secrets.join(u", "_s), 600)));
        if (m_open.size() > objectsAtMost) {
            m_found.missing.append(u"config: "_s + Words::tr("%1 of %2 objects, for no more are read").arg(m_open.size() - objectsAtMost).arg(m_open.size()));
            m_open.erase(m_open.begin() + objectsAtMost, m_open.end());
        }
        QTimer::singleShot(0, this, [this] { next(); });
    }

private:
    struct Asked
    {
        QString kind;
        Result<QString> path;
        QString name;
        bool optional = false;
    };

    void add(const QString &kind, const ResourceType &type, const QString &ns, const QString &name, bool optional = false)
    {
        for (const Asked &one : std::as_const(m_open))
            if (one.kind == kind && one.name == name)
                return;
        m_open.append({kind, resourcePath(type, ns, name), name, optional});
    }

    void next()
    {
        if (m_open.isEmpty() || !m_access) {
            if (!m_open.isEmpty())
                m_found.missing.append(u"config: "_s + Words::tr("the connection is gone"));
            deleteLater();
            return std::exchange(m_done, {})(m_found);
        }
        const Asked asked = m_open.takeFirst();
        const QString file = u"config/%1-%2.json"_s.arg(asked.kind, plainName(asked.name));
        if (!asked.path) {
            miss(file, asked.path.error().message);
            return QMetaObject::invokeMethod(this, [this] { next(); }, Qt::QueuedConnection), void();
        }
        m_access->client()->get(*asked.path, whileAlive(this, [this, asked, file](const Result<QByteArray> &body) {
            take(asked, file, body);
            next();
        }));
    }

    void take(const Asked &asked, const QString &file, const Result<QByteArray> &body)
    {
        if (!body)
            return asked.optional && body.error().kind == ErrorKind::NotFound ? void() : miss(file, body.error().message);
        const QJsonObject object = QJsonDocument::fromJson(*body).object();
        if (body->size() > bytesAtMost || object.value(u"metadata"_s).toObject().value(u"name"_s).toString() != asked.name)
            return miss(file, Words::tr("the answer cannot be kept"));
        int hidden = 0;
        QJsonObject kept {{u"source"_s, *asked.path}, {u"at"_s, m_clock->utcNow().toUTC().toString(Qt::ISODateWithMs)}, {u"object"_s, keptObject(object, &hidden)}};
        kept.insert(u"hidden"_s, hidden);
        m_found.files.append({file, QJsonDocument(kept).toJson()});
    }

    void miss(const QString &file, const QString &why)
    {
        m_found.missing.append(file + u": "_s + displaySafe(scrubbed(why), 300));
    }

    QPointer<ClusterAccess> m_access;
    const Clock *m_clock;
    Callback<PackObjects> m_done;
    PackObjects m_found;
    QList<Asked> m_open;
};

} // namespace

QJsonObject keptObject(QJsonObject object, int *hidden)
{
    QJsonObject meta = object.value(u"metadata"_s).toObject();
    Keeper keeper(meta.value(u"uid"_s).toString(), hidden);
    meta.remove(u"managedFields"_s);
    QJsonObject annotations = meta.value(u"annotations"_s).toObject();
    if (const QJsonValue whole = annotations.value(lastApplied); whole.isString()) {
        annotations.remove(lastApplied);
        annotations.insert(lastApplied, keeper.hashOf(lastApplied, whole.toString().toUtf8()));
        meta.insert(u"annotations"_s, annotations);
    }
    object.insert(u"metadata"_s, meta);
    for (const QString &member : {u"data"_s, u"binaryData"_s, u"stringData"_s})
        if (object.value(member).isObject() && !object.contains(u"spec"_s))
            object.insert(member, keeper.hashes(object.value(member).toObject()));
    return keeper.kept(object).toObject();
}

void readPackObjects(QObject *owner, ClusterAccess *access, const RolloutParts &parts, const Clock *clock, Callback<PackObjects> done)
{
    new Reading(owner, access, parts, clock, std::move(done));
}

} // namespace maestro
