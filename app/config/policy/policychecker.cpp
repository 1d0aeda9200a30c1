// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policychecker.h"

#include "config/policy/policyscalars.h"
#include "config/policy/policyschema.h"
#include "config/policy/policyvalues.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

using Kind = PolicyNode::Kind;
using Form = PolicyType::Form;

SourcePlace below(SourcePlace place, const QString &key)
{
    place.field = place.field.isEmpty() ? key : place.field + u'.' + key;
    return place;
}

/// The known word that is meant, if there is one a letter or two away.
QString nearest(const QString &word, const QStringList &known)
{
    QString best;
    int distance = 3;
    for (const QString &candidate : known) {
        QList<int> row(candidate.size() + 1);
        std::iota(row.begin(), row.end(), 0);
        for (qsizetype i = 0; i < word.size(); ++i) {
            int diagonal = std::exchange(row[0], int(i) + 1);
            for (qsizetype j = 0; j < candidate.size(); ++j) {
                const int changed = diagonal + (word.at(i) == candidate.at(j) ? 0 : 1);
                diagonal = row[j + 1];
                row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
            }
        }
        if (row.last() < distance && row.last() < candidate.size()) {
            distance = row.last();
            best = candidate;
        }
    }
    return best;
}

QString meant(const QString &word, const QStringList &known)
{
    const QString best = word.size() > 64 ? QString() : nearest(word, known);
    return best.isEmpty() ? QString() : Words::tr("Did you mean %1?").arg(best);
}

class Walk
{
public:
    enum class Pass { Shape, Whole };

    Walk(Pass pass, PolicyProblems &problems, PolicyNames names)
        : m_pass(pass)
        , m_problems(problems)
        , m_names(std::move(names))
    {
    }

    void table(const PolicyNode &node, const QString &name, bool listed = false)
    {
        const PolicyTable &fields = *policySchema().constFind(name);
        for (const PolicyNode::Entry &entry : node.entries) {
            const auto field = fields.constFind(entry.key);
            if (field != fields.cend())
                value(*entry.value, field->type);
            else if (m_pass == Pass::Shape && !(listed && entry.key == u"like"))
                addProblem(m_problems, entry.place, Words::tr("%1 is not known here").arg(entry.key), meant(entry.key, fields.keys()));
            else if (m_pass == Pass::Shape)
                value(*entry.value, {Form::Scalar, QStringLiteral("name"), {}, {}});
        }
        if (m_pass == Pass::Shape)
            return;
        QStringList missing;
        for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
            if (field->required && !node.find(field.key()))
                missing.append(field.key());
        }
        missing.sort();
        for (const QString &key : missing)
            addProblem(m_problems, below(node.place, key), Words::tr("%1 is missing").arg(key));
    }

private:
    void value(const PolicyNode &node, const PolicyType &type)
    {
        if (node.refused)
            return;
        switch (type.form) {
        case Form::Scalar:
            return scalar(node, type.name);
        case Form::Words:
            if (expect(node, Kind::Scalar, Words::tr("one of %1").arg(type.words.join(u", "))) && !type.words.contains(node.text) && m_pass == Pass::Shape)
                addProblem(m_problems, node.place, Words::tr("\"%1\" is not one of %2").arg(node.text, type.words.join(u", ")), meant(node.text, type.words));
            return;
        case Form::Reference:
            if (expect(node, Kind::Scalar, Words::tr("a name")))
                reference(node.text, node.place, type.name);
            return;
        case Form::Table:
            if (expect(node, Kind::Map, Words::tr("a mapping")))
                table(node, type.name);
            return;
        case Form::List:
            return list(node, *type.members.first());
        case Form::Map:
            return map(node, type);
        case Form::Choice:
            return choice(node, type);
        }
    }

    bool expect(const PolicyNode &node, Kind kind, const QString &wanted)
    {
        if (node.kind == kind)
            return true;
        if (m_pass == Pass::Shape)
            addProblem(m_problems, node.place, Words::tr("has to be %1").arg(wanted));
        return false;
    }

    void scalar(const PolicyNode &node, const QString &type)
    {
        if (m_pass == Pass::Whole && type == u"condition")
            return limit(node);
        if (m_pass != Pass::Shape)
            return;
        if (const auto problem = checkPolicyScalar(node, type))
            addProblem(m_problems, node.place, problem->message, problem->hint);
    }

    void limit(const PolicyNode &node)
    {
        QString problem;
        const auto condition = parseCondition(node.text, &problem);
        if (const QString *name = condition ? std::get_if<QString>(&condition->operand) : nullptr; name && !m_names.value(QStringLiteral("limits")).contains(*name))
            addProblem(m_problems, node.place, Words::tr("there is no limit %1").arg(*name));
    }

    void reference(const QString &name, const SourcePlace &place, const QString &spaces)
    {
        if (m_pass == Pass::Shape)
            return;
        QStringList known;
        for (const QString &space : spaces.split(u'/')) {
            const QSet<QString> names = m_names.value(space);
            if (names.contains(name) || names.contains(QStringLiteral("*")))
                return;
            known += names.values();
        }
        known.sort();
        addProblem(m_problems, place, Words::tr("there is no %1 in %2").arg(name, spaces == u"people" ? Words::tr("contacts, channels or roles") : spaces.split(u'/').join(Words::tr(" or "))), meant(name, known));
    }

    void list(const PolicyNode &node, const PolicyType &type)
    {
        if (!expect(node, Kind::List, Words::tr("a list")))
            return;
        QSet<QString> seen;
        const QString identity = type.form == Form::Table ? identityOf(type.name) : QString();
        for (const PolicyNode::Ptr &item : node.items) {
            if (type.form == Form::Table && item->kind == Kind::Map) {
                table(*item, type.name, !identity.isEmpty());
                const PolicyNode::Ptr name = identity.isEmpty() || m_pass != Pass::Shape ? nullptr : item->find(identity);
                if (name && name->kind == Kind::Scalar && seen.contains(name->text))
                    addProblem(m_problems, name->place, Words::tr("%1 is the name of two entries").arg(name->text));
                if (name)
                    seen.insert(name->text);
            } else {
                value(*item, type);
            }
        }
    }

    static QString identityOf(const QString &table)
    {
        const PolicyTable &fields = *policySchema().constFind(table);
        const auto found = std::find_if(fields.cbegin(), fields.cend(), [](const PolicyField &field) { return field.identity; });
        return found == fields.cend() ? QString() : found.key();
    }

    void map(const PolicyNode &node, const PolicyType &type)
    {
        if (!expect(node, Kind::Map, Words::tr("a mapping")))
            return;
        for (const PolicyNode::Entry &entry : node.entries) {
            if (!type.name.isEmpty())
                reference(entry.key, entry.place, type.name);
            value(*entry.value, *type.members.first());
        }
    }

    /// What the value looks like decides which alternative is meant; several scalars: one has to fit.
    void choice(const PolicyNode &node, const PolicyType &type)
    {
        QStringList wanted;
        for (const auto &member : type.members) {
            const Kind kind = member->form == Form::Table || member->form == Form::Map ? Kind::Map
                : member->form == Form::List                                            ? Kind::List
                : member->name == u"null"                                               ? Kind::Null
                                                                                        : Kind::Scalar;
            if (kind == node.kind && kind != Kind::Scalar)
                return kind == Kind::Null ? void() : value(node, *member);
            if (kind != Kind::Scalar) {
                wanted.append(kind == Kind::Map ? Words::tr("a mapping") : kind == Kind::List ? Words::tr("a list") : QStringLiteral("null"));
                continue;
            }
            wanted.append(member->form == Form::Words ? member->words.join(u", ") : policyScalarWords(member->name));
            const bool fits = member->form == Form::Words ? member->words.contains(node.text) : !checkPolicyScalar(node, member->name);
            if (node.kind == Kind::Scalar && fits)
                return member->form == Form::Scalar ? scalar(node, member->name) : void();
        }
        if (m_pass == Pass::Shape)
            addProblem(m_problems, node.place, Words::tr("has to be %1").arg(wanted.join(Words::tr(" or "))));
    }

    Pass m_pass;
    PolicyProblems &m_problems;
    PolicyNames m_names;
};

void addIdentities(QSet<QString> &names, const PolicyNode::Ptr &list)
{
    if (list && list->kind == Kind::List) {
        for (const PolicyNode::Ptr &item : list->items)
            names.insert(item->identity());
    }
    names.remove({});
}

void addKeys(QSet<QString> &names, const PolicyNode::Ptr &map)
{
    if (map && map->kind == Kind::Map) {
        for (const PolicyNode::Entry &entry : map->entries)
            names.insert(entry.key);
    }
}

PolicyNode::Ptr child(const PolicyNode::Ptr &node, const QString &key)
{
    return node ? node->find(key) : nullptr;
}

/// Addressees are contacts, channels and roles. A policy that has no contacts and addresses none of them uses words of its own.
QSet<QString> peopleOf(const PolicyNode::Ptr &root, const PolicyNames &names)
{
    const QSet<QString> known = names[QStringLiteral("contacts")] | names[QStringLiteral("channels")] | names[QStringLiteral("roles")];
    bool addressed = !names[QStringLiteral("contacts")].isEmpty();
    const auto targets = [&](const PolicyNode::Ptr &entry) {
        if (const PolicyNode::Ptr to = child(entry, QStringLiteral("to"))) {
            for (const PolicyNode::Ptr &target : to->items)
                addressed = addressed || known.contains(target->text);
        }
    };
    if (const PolicyNode::Ptr list = root->find(QStringLiteral("escalation"))) {
        for (const PolicyNode::Ptr &entry : list->items) {
            targets(entry);
            if (const PolicyNode::Ptr steps = entry->find(QStringLiteral("steps")))
                std::for_each(steps->items.cbegin(), steps->items.cend(), targets);
        }
    }
    return addressed ? known : QSet<QString>{QStringLiteral("*")};
}

} // namespace

PolicyNames namesOf(const PolicyNode::Ptr &root)
{
    PolicyNames names;
    static const QStringList lists{QStringLiteral("environments"), QStringLiteral("services"), QStringLiteral("dependencies"), QStringLiteral("metrics"),
                                   QStringLiteral("signals"), QStringLiteral("gates"), QStringLiteral("strategies"), QStringLiteral("validation"),
                                   QStringLiteral("suites"), QStringLiteral("triage"), QStringLiteral("communications"), QStringLiteral("channels"),
                                   QStringLiteral("contacts"), QStringLiteral("roles")};
    for (const QString &section : lists)
        addIdentities(names[section], root->find(section));
    addKeys(names[QStringLiteral("sets")], root->find(QStringLiteral("gate_sets")));
    addKeys(names[QStringLiteral("limits")], root->find(QStringLiteral("limits")));
    addKeys(names[QStringLiteral("variables")], root->find(QStringLiteral("variables")));
    addIdentities(names[QStringLiteral("providers")], child(root->find(QStringLiteral("rollback")), QStringLiteral("providers")));
    for (const QString &section : {QStringLiteral("services"), QStringLiteral("dependencies")}) {
        if (const PolicyNode::Ptr list = root->find(section)) {
            for (const PolicyNode::Ptr &item : list->items)
                addIdentities(names[QStringLiteral("probes")], item->find(QStringLiteral("health")));
        }
    }
    if (const PolicyNode::Ptr families = child(root->find(QStringLiteral("alerts")), QStringLiteral("families"))) {
        for (const PolicyNode::Ptr &family : families->items)
            names[QStringLiteral("signals")].insert(family->textOf(QStringLiteral("signal")));
        names[QStringLiteral("signals")].remove({});
    }
    QSet<QString> &flags = names[QStringLiteral("flags")];
    flags = {QStringLiteral("mitigation_in_progress"), QStringLiteral("known-degraded")};
    if (const PolicyNode::Ptr list = root->find(QStringLiteral("signals"))) {
        for (const PolicyNode::Ptr &signal : list->items) {
            if (signal->textOf(QStringLiteral("kind")) == u"flag")
                flags.insert(signal->identity());
        }
    }
    names[QStringLiteral("people")] = peopleOf(root, names);
    return names;
}

void checkPolicyShape(const PolicyNode::Ptr &root, PolicyProblems &problems)
{
    if (root->kind != Kind::Map)
        addProblem(problems, root->place, Words::tr("a policy is a mapping"));
    else
        Walk(Walk::Pass::Shape, problems, {}).table(*root, QStringLiteral("policy"));
}

void checkPolicyWhole(const PolicyNode::Ptr &root, PolicyProblems &problems)
{
    Walk(Walk::Pass::Whole, problems, namesOf(root)).table(*root, QStringLiteral("policy"));
}

} // namespace maestro
