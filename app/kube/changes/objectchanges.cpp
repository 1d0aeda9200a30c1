// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/changes/objectchanges.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Changes)
};

constexpr qsizetype keysAtMost = 30;
constexpr qsizetype timesAtMost = 8; ///< of one object, the newest
constexpr int hashDigits = 12;

QDateTime timeOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

Error unreadable(const QString &what)
{
    return {ErrorKind::Internal, u"badObject"_s, Words::tr("%1 cannot be read").arg(what), {}, {}};
}

QString nameOf(const QString &kind, const QJsonObject &meta)
{
    return kind % u' ' % meta[u"namespace"].toString() % u'/' % meta[u"name"].toString();
}

/// The creation, and the last change of each manager where it touched one of `parts` ("f:data").
QList<ChangeEntry> changesOf(const QString &kindName, ChangeSource kind, const QJsonObject &meta, const QStringList &parts, const QString &detail)
{
    QList<ChangeEntry> found;
    for (const QJsonValue &one : meta[u"managedFields"].toArray()) {
        const QDateTime at = timeOf(one[u"time"]);
        const QJsonObject fields = one[u"fieldsV1"].toObject();
        const bool touches = fields.isEmpty() || std::any_of(parts.begin(), parts.end(), [&](const QString &part) { return fields.contains(part); });
        if (!at.isValid() || !touches || !one[u"subresource"].toString().isEmpty())
            continue;
        found.append({at, kind, nameOf(kindName, meta), detail, one[u"manager"].toString(), {}});
    }
    const QDateTime created = timeOf(meta[u"creationTimestamp"]);
    const bool told = std::any_of(found.begin(), found.end(), [&](const ChangeEntry &one) { return one.at == created; });
    if (created.isValid() && !told)
        found.append({created, kind, nameOf(kindName, meta), found.isEmpty() ? detail : Words::tr("created"), {}, {}});
    std::stable_sort(found.begin(), found.end(), [](const ChangeEntry &a, const ChangeEntry &b) { return a.at > b.at; });
    return found.mid(0, timesAtMost);
}

QString hashOf(const QByteArray &value, const QString &uid)
{
    return QString::fromLatin1(QMessageAuthenticationCode::hash(value, uid.toUtf8(), QCryptographicHash::Sha256).toHex().left(hashDigits));
}

/// "host 3fa9c1d204ab, token 77e01b90c3d2"
QString hashes(const QJsonObject &object, const QString &uid)
{
    QStringList told;
    for (const auto &[member, encoded] : {std::pair(u"data"_s, object[u"kind"].toString() == u"Secret"), std::pair(u"binaryData"_s, true)}) {
        const QJsonObject data = object[member].toObject();
        for (auto it = data.begin(); it != data.end(); ++it) {
            const QByteArray text = it->toString().toUtf8();
            told.append(it.key() % u' ' % hashOf(encoded ? QByteArray::fromBase64(text) : text, uid));
        }
    }
    const qsizetype more = told.size() - keysAtMost;
    QString text = told.mid(0, keysAtMost).join(u", "_s);
    return more > 0 ? text + Words::tr(" and %1 more").arg(more) : text;
}

void addName(QList<ConfigName> &names, const QJsonValue &reference, QStringView key)
{
    const QString name = reference[key].toString();
    if (name.isEmpty())
        return;
    const bool optional = reference[u"optional"].toBool();
    for (ConfigName &known : names)
        if (known.name == name) {
            known.optional = known.optional && optional;
            return;
        }
    names.append({name, optional});
}

QStringList backendsOf(const QJsonObject &spec)
{
    QStringList services{spec[u"defaultBackend"][u"service"][u"name"].toString()};
    for (const QJsonValue &rule : spec[u"rules"].toArray())
        for (const QJsonValue &path : rule[u"http"][u"paths"].toArray())
            services.append(path[u"backend"][u"service"][u"name"].toString());
    services.removeAll(QString());
    return services;
}

/// The annotations that decide where traffic goes, as they are now: "canary-weight 25, canary true".
QString trafficAnnotations(const QJsonObject &meta)
{
    QStringList told;
    const QJsonObject annotations = meta[u"annotations"].toObject();
    for (auto it = annotations.begin(); it != annotations.end(); ++it)
        if (const QString word = it.key().section(u'/', -1); word.startsWith(u"canary"))
            told.append(word % u' ' % it->toString());
    const qint64 generation = meta[u"generation"].toInteger();
    if (generation > 0)
        told.append(u"generation %1"_s.arg(generation));
    return told.join(u", "_s);
}

QString revisionText(const QJsonObject &sync)
{
    QStringList revisions;
    for (const QJsonValue &one : sync[u"revisions"].toArray())
        revisions.append(one.toString().left(12));
    return revisions.isEmpty() ? sync[u"revision"].toString().left(12) : revisions.join(u'+');
}

QString initiator(const QJsonValue &by)
{
    return by[u"automated"].toBool() ? Words::tr("automatic sync") : by[u"username"].toString();
}

} // namespace

QList<ConfigName> configNames(ChangeSource kind, const QJsonObject &podTemplate)
{
    const bool secret = kind == ChangeSource::Secret;
    QList<ConfigName> names;
    const QJsonObject spec = podTemplate[u"spec"].toObject();
    for (const auto &list : {spec[u"containers"].toArray(), spec[u"initContainers"].toArray()})
        for (const QJsonValue &container : list) {
            for (const QJsonValue &from : container[u"envFrom"].toArray())
                addName(names, from[secret ? u"secretRef" : u"configMapRef"], u"name");
            for (const QJsonValue &variable : container[u"env"].toArray())
                addName(names, variable[u"valueFrom"][secret ? u"secretKeyRef" : u"configMapKeyRef"], u"name");
        }
    for (const QJsonValue &volume : spec[u"volumes"].toArray()) {
        addName(names, volume[secret ? u"secret" : u"configMap"], secret ? u"secretName" : u"name");
        for (const QJsonValue &source : volume[u"projected"][u"sources"].toArray())
            addName(names, source[secret ? u"secret" : u"configMap"], u"name");
    }
    for (const QJsonValue &pull : secret ? spec[u"imagePullSecrets"].toArray() : QJsonArray())
        addName(names, pull, u"name");
    return names;
}

Result<QList<ChangeEntry>> configChanges(ChangeSource kind, const QByteArray &object)
{
    const QString word = kind == ChangeSource::Secret ? u"Secret"_s : u"ConfigMap"_s;
    const QJsonObject json = QJsonDocument::fromJson(object).object();
    const QJsonObject meta = json[u"metadata"].toObject();
    const QString uid = meta[u"uid"].toString();
    if (json[u"kind"].toString() != word || uid.isEmpty() || !timeOf(meta[u"creationTimestamp"]).isValid())
        return unreadable(word);
    return changesOf(word, kind, meta, {u"f:data"_s, u"f:binaryData"_s, u"f:stringData"_s}, hashes(json, uid));
}

Result<QList<ChangeEntry>> ingressChanges(const QByteArray &list, const QStringList &names, const QStringList &services)
{
    const QJsonDocument document = QJsonDocument::fromJson(list);
    if (!document.object()[u"items"].isArray())
        return unreadable(Words::tr("the list of Ingresses"));
    QList<ChangeEntry> found;
    for (const QJsonValue &item : document.object()[u"items"].toArray()) {
        const QJsonObject ingress = item.toObject();
        const QJsonObject meta = ingress[u"metadata"].toObject();
        const QStringList backends = backendsOf(ingress[u"spec"].toObject());
        const bool leads = std::any_of(backends.begin(), backends.end(), [&](const QString &one) { return services.contains(one); });
        if (leads || names.contains(meta[u"name"].toString()))
            found += changesOf(u"Ingress"_s, ChangeSource::Ingress, meta, {u"f:spec"_s, u"f:metadata"_s}, trafficAnnotations(meta));
    }
    return found;
}

Result<QList<SpecEdit>> specEdits(const QByteArray &object)
{
    const QJsonObject meta = QJsonDocument::fromJson(object).object()[u"metadata"].toObject();
    if (meta[u"uid"].toString().isEmpty())
        return unreadable(Words::tr("the workload"));
    QList<SpecEdit> edits;
    for (const QJsonValue &one : meta[u"managedFields"].toArray()) {
        SpecEdit edit{timeOf(one[u"time"]), one[u"manager"].toString(), {}};
        const QStringList fields = one[u"fieldsV1"][u"f:spec"].toObject().keys();
        for (const QString &field : fields)
            if (field.startsWith(u"f:"))
                edit.members.append(field.mid(2));
        if (edit.at.isValid() && !edit.members.isEmpty() && one[u"subresource"].toString().isEmpty())
            edits.append(edit);
    }
    std::stable_sort(edits.begin(), edits.end(), [](const SpecEdit &a, const SpecEdit &b) { return a.at > b.at; });
    return edits;
}

Result<QList<ChangeEntry>> argoChanges(const QByteArray &application)
{
    const QJsonObject json = QJsonDocument::fromJson(application).object();
    const QJsonObject meta = json[u"metadata"].toObject();
    const QString name = meta[u"name"].toString();
    if (json[u"kind"].toString() != u"Application" || name.isEmpty())
        return unreadable(Words::tr("the Application"));
    const QJsonObject status = json[u"status"].toObject();
    QList<ChangeEntry> found;
    for (const QJsonValue &one : status[u"history"].toArray()) {
        const QDateTime began = timeOf(one[u"deployStartedAt"]);
        const QDateTime at = began.isValid() ? began : timeOf(one[u"deployedAt"]);
        if (at.isValid())
            found.append({at, ChangeSource::ArgoCd, Words::tr("Argo CD sync %1 of %2").arg(one[u"id"].toInteger()).arg(name), revisionText(one.toObject()), initiator(one[u"initiatedBy"]), {}});
    }
    const QJsonObject operation = status[u"operationState"].toObject();
    const QDateTime at = timeOf(operation[u"startedAt"]);
    const bool told = std::any_of(found.begin(), found.end(), [&](const ChangeEntry &one) { return one.at == at; });
    if (at.isValid() && !told) {
        const QString phase = operation[u"phase"].toString();
        found.append({at, ChangeSource::ArgoCd, Words::tr("Argo CD sync of %1").arg(name),
                      QStringList{phase, revisionText(operation[u"syncResult"].toObject()), operation[u"message"].toString().simplified().left(160)}.join(u' ').simplified(),
                      initiator(operation[u"operation"][u"initiatedBy"]), {}});
    }
    return found;
}

} // namespace maestro
