// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include <tuple>

namespace maestro {

/// The names by which an operator finds one object; `context` is the kubeconfig context.
struct ObjectRef
{
    QString context;
    QString ns;
    QString name;

    bool operator<(const ObjectRef &other) const { return std::tie(context, ns, name) < std::tie(other.context, other.ns, other.name); }
    bool operator==(const ObjectRef &) const = default;
    bool isEmpty() const { return name.isEmpty(); }
};

inline size_t qHash(const ObjectRef &ref, size_t seed = 0)
{
    return qHashMulti(seed, ref.context, ref.ns, ref.name);
}

} // namespace maestro
