// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/yaml/policymerge.h"

#include <QCoreApplication>
#include <QHash>
#include <QSet>

#include <algorithm>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

using Kind = PolicyNode::Kind;

constexpr int likeLimit = 200;

bool isKeyedList(const PolicyNode &node)
{
    return node.kind == Kind::List && !node.items.empty() && std::all_of(node.items.cbegin(), node.items.cend(), [](const PolicyNode::Ptr &item) {
        return item->kind == Kind::Map && !item->identity().isEmpty();
    });
}

using NodePtr = PolicyNode::Ptr;

/// Copies of the entries of one list, each resolved once.
class Siblings
{
public:
    Siblings(const std::vector<PolicyNode::Ptr> &items, PolicyProblems &problems)
        : m_problems(problems)
    {
        for (const PolicyNode::Ptr &item : items) {
            if (!item->identity().isEmpty() && !m_byName.contains(item->identity()))
                m_byName.insert(item->identity(), item);
        }
    }

    NodePtr resolved(const PolicyNode::Ptr &item, int depth = 0)
    {
        const PolicyNode::Ptr like = item->kind == Kind::Map && !item->identity().isEmpty() ? item->find(QStringLiteral("like")) : nullptr;
        if (!like)
            return item;
        if (const auto known = m_done.constFind(item.get()); known != m_done.cend())
            return *known;
        const PolicyNode::Ptr own = withoutKey(item, QStringLiteral("like"));
        m_done.insert(item.get(), own); // what a circle finds
        m_open.insert(item.get());
        const PolicyNode::Ptr sibling = m_byName.value(like->text);
        if (!sibling)
            addProblem(m_problems, like->place, Words::tr("there is no sibling %1 to be like").arg(like->text));
        else if (m_open.contains(sibling.get()))
            addProblem(m_problems, like->place, Words::tr("like leads back to %1").arg(sibling->identity()));
        else if (depth >= likeLimit)
            addProblem(m_problems, like->place, Words::tr("like goes through more than %1 entries").arg(likeLimit));
        else
            m_done[item.get()] = mergePolicy(resolved(sibling, depth + 1), own);
        m_open.remove(item.get());
        return m_done.value(item.get());
    }

private:
    PolicyProblems &m_problems;
    QHash<QString, PolicyNode::Ptr> m_byName;
    QHash<const PolicyNode *, PolicyNode::Ptr> m_done;
    QSet<const PolicyNode *> m_open;
};

} // namespace

PolicyNode::Ptr mergePolicy(const PolicyNode::Ptr &base, const PolicyNode::Ptr &over)
{
    const bool maps = base->kind == Kind::Map && over->kind == Kind::Map;
    if (!maps && !(isKeyedList(*base) && isKeyedList(*over)))
        return over;
    auto merged = std::make_shared<PolicyNode>(*base);
    merged->place = over->place;
    if (maps) {
        QHash<QString, size_t> at;
        for (size_t i = 0; i < merged->entries.size(); ++i)
            at.insert(merged->entries[i].key, i);
        for (const PolicyNode::Entry &entry : over->entries) {
            const auto found = at.constFind(entry.key);
            if (found == at.cend())
                merged->entries.push_back(entry);
            else
                merged->entries[*found] = {entry.key, entry.place, mergePolicy(merged->entries[*found].value, entry.value)};
        }
        return merged;
    }
    QHash<QString, size_t> at;
    for (size_t i = 0; i < merged->items.size(); ++i)
        at.insert(merged->items[i]->identity(), i);
    for (const PolicyNode::Ptr &item : over->items) {
        const auto found = at.constFind(item->identity());
        if (found == at.cend())
            merged->items.push_back(item);
        else
            merged->items[*found] = mergePolicy(merged->items[*found], item);
    }
    return merged;
}

PolicyNode::Ptr resolveLikes(const PolicyNode::Ptr &node, PolicyProblems &problems)
{
    if (node->kind != Kind::Map && node->kind != Kind::List)
        return node;
    auto resolved = std::make_shared<PolicyNode>(*node);
    if (node->kind == Kind::List) {
        Siblings siblings(node->items, problems);
        for (PolicyNode::Ptr &item : resolved->items)
            item = resolveLikes(siblings.resolved(item), problems);
    }
    for (PolicyNode::Entry &entry : resolved->entries)
        entry.value = resolveLikes(entry.value, problems);
    return resolved;
}

PolicyNode::Ptr withoutKey(const PolicyNode::Ptr &node, const QString &key)
{
    auto copy = std::make_shared<PolicyNode>(*node);
    std::erase_if(copy->entries, [&key](const PolicyNode::Entry &entry) { return entry.key == key; });
    return copy;
}

} // namespace maestro
