// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace maestro::sandbox {

/// What is asked for: the attributes an authorizer sees.
struct Attributes
{
    QString verb;
    QString group;
    QString resource;
    QString subresource;
    QString ns;
    QString name;
};

/// One RBAC rule; "*" matches everything, a resource with a subresource is written "rollouts/status".
struct Rule
{
    QStringList verbs;
    QStringList groups;
    QStringList resources;

    bool operator==(const Rule &) const = default;
};

struct User
{
    QString name;
    QStringList groups;
    QString token;
    QList<Rule> rules;

    bool isMaster() const { return groups.contains(QStringLiteral("system:masters")); }
    bool may(const Attributes &what) const;
};

/// admin (everything), captain (reads all, acts on rollouts and deployments, records events), viewer (reads).
QList<User> standardUsers();

/// Answers of the access review endpoints: the posted review with its status filled in.
QJsonObject reviewSelf(const User &user);
QJsonObject reviewAccess(const User &user, QJsonObject review);
QJsonObject reviewRules(const User &user, QJsonObject review);

} // namespace maestro::sandbox
