// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/accessreview.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace maestro {

namespace {

QByteArray review(const char *group, const char *kind, const QJsonObject &spec)
{
    const QJsonObject object{{QStringLiteral("apiVersion"), QString(QLatin1StringView(group) + u"/v1")},
                             {QStringLiteral("kind"), QString::fromLatin1(kind)},
                             {QStringLiteral("spec"), spec}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QStringList strings(const QJsonValue &value)
{
    QStringList all;
    const QJsonArray array = value.toArray();
    for (const QJsonValue &item : array)
        all.append(item.toString());
    return all;
}

Error notKubernetes(const KubeClient *client, const QString &path)
{
    return {ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
            QCoreApplication::translate("maestro::KubeClient", "%1: the answer to %2 did not come from Kubernetes.").arg(client->subject(), path)};
}

} // namespace

void whoAmI(KubeClient *client, std::function<void(Result<WhoAmI>)> callback)
{
    const auto answered = [client, callback = std::move(callback)](const Result<QByteArray> &result) {
        if (!result.ok() && result.error().kind == ErrorKind::NotFound)
            return callback(WhoAmI{client->identityDescription(), {}, {}, false});
        if (!result.ok())
            return callback(result.error());
        const QJsonObject answer = QJsonDocument::fromJson(*result).object();
        if (answer.value(u"kind").toString() != u"SelfSubjectReview")
            return callback(notKubernetes(client, QStringLiteral("SelfSubjectReview")));
        const QJsonObject user = answer.value(u"status").toObject().value(u"userInfo").toObject();
        WhoAmI who{user.value(u"username").toString(), user.value(u"uid").toString(), strings(user.value(u"groups")), true};
        if (who.username.isEmpty())
            who = {client->identityDescription(), {}, {}, false};
        callback(who);
    };
    client->post(QStringLiteral("/apis/authentication.k8s.io/v1/selfsubjectreviews"), review("authentication.k8s.io", "SelfSubjectReview", {}), answered);
}

void canI(KubeClient *client, const AccessQuestion &question, std::function<void(AccessAnswer)> callback)
{
    const QJsonObject attributes{{QStringLiteral("verb"), question.verb},         {QStringLiteral("group"), question.group},
                                 {QStringLiteral("resource"), question.resource}, {QStringLiteral("subresource"), question.subresource},
                                 {QStringLiteral("namespace"), question.ns},      {QStringLiteral("name"), question.name}};
    const auto answered = [callback = std::move(callback)](const Result<QByteArray> &result) {
        if (!result.ok())
            return callback({Access::Unknown, {}, result.error()});
        const QJsonObject status = QJsonDocument::fromJson(*result).object().value(u"status").toObject();
        const QString evaluation = status.value(u"evaluationError").toString();
        const QString reason = status.value(u"reason").toString();
        if (status.value(u"allowed").toBool() && status.value(u"denied").toBool())
            return callback({Access::Unknown, reason, {}}); // it contradicts itself
        if (status.value(u"allowed").toBool())
            return callback({Access::Allowed, reason, {}});
        // Neither allowed nor denied with a failed evaluation is not a no: the server decides when asked for real.
        const bool isNo = status.value(u"denied").toBool() || (status.value(u"allowed").isBool() && evaluation.isEmpty());
        callback({isNo ? Access::Denied : Access::Unknown, reason.isEmpty() ? evaluation : reason, {}});
    };
    client->post(QStringLiteral("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews"),
                 review("authorization.k8s.io", "SelfSubjectAccessReview", {{QStringLiteral("resourceAttributes"), attributes}}), answered);
}

void serverVersion(KubeClient *client, std::function<void(Result<QString>)> callback)
{
    client->get(QStringLiteral("/version"), [client, callback = std::move(callback)](const Result<QByteArray> &result) {
        if (!result.ok())
            return callback(result.error());
        const QString version = QJsonDocument::fromJson(*result).object().value(u"gitVersion").toString();
        if (version.isEmpty())
            return callback(notKubernetes(client, QStringLiteral("/version")));
        callback(version);
    });
}

void argoPresent(KubeClient *client, std::function<void(Result<ArgoPresence>)> callback)
{
    client->get(QStringLiteral("/apis/argoproj.io/v1alpha1"), [client, callback = std::move(callback)](const Result<QByteArray> &result) {
        if (!result.ok() && result.error().kind == ErrorKind::NotFound)
            return callback(ArgoPresence{});
        if (!result.ok())
            return callback(result.error());
        const QJsonObject answer = QJsonDocument::fromJson(*result).object();
        if (answer.value(u"kind").toString() != u"APIResourceList")
            return callback(notKubernetes(client, QStringLiteral("/apis/argoproj.io/v1alpha1")));
        ArgoPresence presence;
        const QJsonArray resources = answer.value(u"resources").toArray();
        for (const QJsonValue &resource : resources) {
            const QString name = resource[u"name"].toString();
            presence.crdPresent = presence.crdPresent || name == u"rollouts";
            presence.analysisRuns = presence.analysisRuns || name == u"analysisruns";
            if (name == u"rollouts/status")
                presence.statusPatchable = strings(resource[u"verbs"]).contains(QStringLiteral("patch"));
        }
        callback(presence);
    });
}

} // namespace maestro
