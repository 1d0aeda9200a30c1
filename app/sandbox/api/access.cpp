// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/api/access.h"

#include "sandbox/store/json.h"

namespace maestro::sandbox {

namespace {

bool matches(const QStringList &allowed, const QString &value)
{
    return allowed.contains(QStringLiteral("*")) || allowed.contains(value);
}

QStringList list(std::initializer_list<const char *> words)
{
    QStringList result;
    for (const char *word : words)
        result.append(QString::fromLatin1(word));
    return result;
}

} // namespace

bool User::may(const Attributes &what) const
{
    if (isMaster())
        return true;
    const QString resource = what.subresource.isEmpty() ? what.resource : what.resource + u'/' + what.subresource;
    for (const Rule &rule : rules) {
        if (matches(rule.verbs, what.verb) && matches(rule.groups, what.group) && matches(rule.resources, resource))
            return true;
    }
    return false;
}

QList<User> standardUsers()
{
    const Rule read{list({"get", "list", "watch"}), list({"*"}), list({"*"})};
    const Rule ask{list({"create"}), list({"authentication.k8s.io", "authorization.k8s.io"}), list({"*"})};
    const QList<Rule> acting{
        read, ask,
        {list({"patch", "update"}), list({"argoproj.io"}), list({"rollouts", "rollouts/status", "analysisruns", "experiments"})},
        {list({"patch", "update"}), list({"apps"}), list({"deployments"})},
        {list({"create", "patch"}), list({"", "events.k8s.io"}), list({"events"})},
        {list({"create", "update"}), list({"coordination.k8s.io"}), list({"leases"})}};
    return {{QStringLiteral("admin"), list({"system:masters", "system:authenticated"}), QStringLiteral("sandbox-admin-token"), {}},
            {QStringLiteral("captain"), list({"release-captains", "system:authenticated"}), QStringLiteral("sandbox-captain-token"), acting},
            {QStringLiteral("viewer"), list({"viewers", "system:authenticated"}), QStringLiteral("sandbox-viewer-token"), {read, ask}}};
}

QJsonObject reviewSelf(const User &user)
{
    return {{QStringLiteral("kind"), QStringLiteral("SelfSubjectReview")},
            {QStringLiteral("apiVersion"), QStringLiteral("authentication.k8s.io/v1")},
            {QStringLiteral("metadata"), QJsonObject{{QStringLiteral("creationTimestamp"), QJsonValue()}}},
            {QStringLiteral("status"),
             QJsonObject{{QStringLiteral("userInfo"), QJsonObject{{QStringLiteral("username"), user.name},
                                                                  {QStringLiteral("uid"), QString(QStringLiteral("sandbox-") + user.name)},
                                                                  {QStringLiteral("groups"), QJsonArray::fromStringList(user.groups)}}}}}};
}

QJsonObject reviewAccess(const User &user, QJsonObject review)
{
    const QJsonValue asked = at(review, u"spec.resourceAttributes");
    QJsonObject status;
    if (asked.isObject()) {
        status.insert(QStringLiteral("allowed"), user.may({text(asked, u"verb"), text(asked, u"group"), text(asked, u"resource"), text(asked, u"subresource"),
                                       text(asked, u"namespace"), text(asked, u"name")}));
    } else {
        status.insert(QStringLiteral("allowed"), user.isMaster() || text(review, u"spec.nonResourceAttributes.verb") == u"get");
    }
    review.insert(QStringLiteral("apiVersion"), QStringLiteral("authorization.k8s.io/v1"));
    review.insert(QStringLiteral("kind"), QStringLiteral("SelfSubjectAccessReview"));
    review.insert(QStringLiteral("status"), status);
    return review;
}

QJsonObject reviewRules(const User &user, QJsonObject review)
{
    QList<Rule> rules = user.rules;
    if (user.isMaster())
        rules = {{list({"*"}), list({"*"}), list({"*"})}};
    QJsonArray resourceRules;
    for (const Rule &rule : rules) {
        resourceRules.append(QJsonObject{{QStringLiteral("verbs"), QJsonArray::fromStringList(rule.verbs)},
                                         {QStringLiteral("apiGroups"), QJsonArray::fromStringList(rule.groups)},
                                         {QStringLiteral("resources"), QJsonArray::fromStringList(rule.resources)}});
    }
    review.insert(QStringLiteral("apiVersion"), QStringLiteral("authorization.k8s.io/v1"));
    review.insert(QStringLiteral("kind"), QStringLiteral("SelfSubjectRulesReview"));
    review.insert(QStringLiteral("status"),
                  QJsonObject{{QStringLiteral("resourceRules"), resourceRules},
                              {QStringLiteral("nonResourceRules"),
                               QJsonArray{QJsonObject{{QStringLiteral("verbs"), QJsonArray{QStringLiteral("get")}},
                                                      {QStringLiteral("nonResourceURLs"), QJsonArray{QStringLiteral("*")}}}}},
                              {QStringLiteral("incomplete"), false}});
    return review;
}

} // namespace maestro::sandbox
