// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QByteArray>
#include <QJsonValue>
#include <QString>

#include <memory>
#include <utility>
#include <vector>

namespace maestro {

/// One YAML document, read strictly: one document, no duplicate keys, no merge keys, no tags, no cycles, bounded depth and expansion.
/// Nodes are shared where the text used an alias.
struct YamlNode
{
    enum class Kind { Null, Scalar, Map, List };
    using Ptr = std::shared_ptr<const YamlNode>;

    Kind kind = Kind::Null;
    QString text; ///< of a scalar
    bool plain = true; ///< a scalar without quotes
    int line = 0;
    int column = 0;
    qint64 weight = 1; ///< nodes when every alias is written out
    std::vector<std::pair<QString, Ptr>> entries;
    std::vector<Ptr> items;

    Ptr find(const QString &key) const;
};

/// `file` only goes into messages. A null pointer for an empty document. BadInput, yamlInvalid.
Result<YamlNode::Ptr> readYaml(const QByteArray &text, const QString &file);

/// Plain text that YAML reads as something else than text, or dialects differently (yes, 7, 012, 1e5): has to be quoted.
bool isAmbiguousPlain(const QString &text);

QJsonValue yamlToJson(const YamlNode &node);

} // namespace maestro
