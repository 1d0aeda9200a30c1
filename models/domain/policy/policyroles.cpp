// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/policy/policyroles.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Role
{
    QString name;
    QStringList members;
    QStringList allow;
};

QStringList textsAt(const QVariantMap &map, const QString &key)
{
    QStringList texts;
    for (const QVariant &one : map.value(key).toList())
        texts.append(one.toString());
    return texts;
}

QList<Role> rolesOf(const Policy &policy)
{
    QList<Role> roles;
    for (const QVariant &entry : policy.document.value(u"roles"_s).toList()) {
        const QVariantMap map = entry.toMap();
        roles.append({map.value(u"name"_s).toString(), textsAt(map, u"members"_s), textsAt(map, u"allow"_s)});
    }
    return roles;
}

bool holds(const Role &role, const RolePerson &person)
{
    return std::any_of(role.members.cbegin(), role.members.cend(), [&person](const QString &member) {
        if (member.startsWith(u"group:"))
            return person.groups.contains(member.mid(6));
        const bool server = member.startsWith(u"user:");
        const QString name = server ? member.mid(5) : member;
        return !name.isEmpty() && (person.user == name || (!server && person.os == name));
    });
}

/// The roles that `actions` keeps a verb for: those of the environment, else those of the policy.
QStringList keptFor(const Policy &policy, const QString &environment, const QStringList &words)
{
    QVariantMap own;
    for (const QVariant &entry : policy.document.value(u"environments"_s).toList())
        if (!environment.isEmpty() && entry.toMap().value(u"name"_s).toString() == environment)
            own = entry.toMap().value(u"actions"_s).toMap();
    for (const QVariantMap &actions : {own, policy.document.value(u"actions"_s).toMap()})
        for (const QString &word : words)
            if (const QStringList roles = textsAt(actions.value(word).toMap(), u"roles"_s); !roles.isEmpty())
                return roles;
    return {};
}

} // namespace

QStringList policyWordsOf(const QString &verb)
{
    static const QHash<QString, QStringList> others{{u"promote-full"_s, {u"full-promote"_s}}, {u"rollback"_s, {u"undo"_s}}, {u"set-weight-100"_s, {u"promote-full"_s, u"full-promote"_s}},
                                                    {u"tick"_s, {u"triage"_s}}, {u"decide"_s, {u"triage"_s}}};
    return QStringList{verb} + others.value(verb);
}

bool assignsRoles(const Policy &policy)
{
    const QList<Role> roles = rolesOf(policy);
    return std::any_of(roles.cbegin(), roles.cend(), [](const Role &role) { return !role.members.isEmpty(); });
}

RoleAnswer askRoles(const Policy &policy, const QString &environment, const QString &verb, const RolePerson &person)
{
    const QStringList words = policyWordsOf(verb);
    const QStringList kept = keptFor(policy, environment, words);
    const auto allows = [&words](const Role &role) { return std::any_of(words.cbegin(), words.cend(), [&role](const QString &word) { return role.allow.contains(word); }); };
    RoleAnswer answer;
    bool limited = false;
    bool allowed = false;
    bool inKept = false;
    bool assigned = false; ///< somebody is known to hold a role that the action is kept for
    for (const Role &role : rolesOf(policy)) {
        const bool keeps = kept.contains(role.name);
        assigned = assigned || (keeps && !role.members.isEmpty());
        if ((kept.isEmpty() || keeps) && (keeps ? role.allow.isEmpty() || allows(role) : allows(role)))
            answer.may.append(role.members.isEmpty() ? role.name : u"%1 (%2)"_s.arg(role.name, role.members.join(u", "_s)));
        if (!holds(role, person))
            continue;
        answer.held.append(role.name);
        answer.allows += role.allow;
        limited = limited || !role.allow.isEmpty();
        allowed = allowed || allows(role) || keeps;
        inKept = inKept || keeps;
    }
    answer.allows.removeDuplicates();
    if (assigned && !inKept)
        answer.why = RoleAnswer::Why::OtherRole;
    else if (limited && !allowed)
        answer.why = RoleAnswer::Why::NotAllowed;
    return answer;
}

bool speaksOfDeed(const Policy &policy, const QString &environment, const QString &deed)
{
    const QList<Role> roles = rolesOf(policy);
    return !keptFor(policy, environment, {deed}).isEmpty() || std::any_of(roles.cbegin(), roles.cend(), [&deed](const Role &role) { return role.allow.contains(deed); });
}

RoleAnswer askRolesOfDeed(const Policy &policy, const QString &environment, const QString &deed, const RolePerson &person)
{
    return speaksOfDeed(policy, environment, deed) ? askRoles(policy, environment, deed, person) : RoleAnswer();
}

} // namespace maestro
