// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/packobjects.h"

#include "journal/redactor.h"
#include "kube/api/resourcepath.h"
#include "kube/changes/objectchanges.h"
#include "services/evidence/evidencepack.h"
#include "services/evidence/keptobject.h"
#include "text/humanize.h"
#include "text/plain/filename.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QTimer>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype objectsAtMost = 40;
constexpr qsizetype bytesAtMost = 2 * 1024 * 1024; ///< of one object

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
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
        const QString file = u"config/%1-%2.json"_s.arg(asked.kind, plainFileName(asked.name));
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

void readPackObjects(QObject *owner, ClusterAccess *access, const RolloutParts &parts, const Clock *clock, Callback<PackObjects> done)
{
    new Reading(owner, access, parts, clock, std::move(done));
}

} // namespace maestro
