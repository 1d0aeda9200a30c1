// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/scenario/yamlmap.h"

#include "sandbox/rollouts/rolloutfacts.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

QString textOf(const YAML::Node &node)
{
    return QString::fromStdString(node.Scalar());
}

bool isQuoted(const YAML::Node &node)
{
    return node.Tag() == "!";
}

} // namespace

void YamlFault::raise(const YAML::Node &node, const QString &field, const QString &what)
{
    if (error)
        return;
    const YAML::Mark mark = node.Mark();
    const SourcePlace place{file, mark.is_null() ? 0 : mark.line + 1, mark.is_null() ? 0 : mark.column + 1, field};
    error = Error{ErrorKind::BadInput, u"badScenario"_s,
                  u"%1:%2:%3: %4: %5"_s.arg(file).arg(place.line).arg(place.column).arg(field.isEmpty() ? u"scenario"_s : field, what),
                  u"the format is described in the sandbox's built-in scenarios (--list)"_s, place};
}

YamlMap::YamlMap(const YAML::Node &node, QString path, YamlFault &fault)
    : m_node(node)
    , m_path(std::move(path))
    , m_fault(fault)
{
    if (!node.IsMap()) {
        fault.raise(node, m_path, u"must be a mapping"_s);
        m_node = YAML::Node(YAML::NodeType::Map);
        return;
    }
    QStringList seen;
    for (const auto &entry : node) {
        if (!entry.first.IsScalar()) {
            fault.raise(entry.first, m_path, u"keys must be plain words"_s);
            continue;
        }
        const QString key = textOf(entry.first);
        if (seen.contains(key))
            fault.raise(entry.first, m_path.isEmpty() ? key : m_path + u'.' + key, u"is there twice"_s);
        seen.append(key);
    }
}

QString YamlMap::pathOf(const char *key) const
{
    const QString name = QString::fromLatin1(key);
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

YAML::Node YamlMap::node(const char *key)
{
    m_asked.append(QString::fromLatin1(key));
    return std::as_const(m_node)[key];
}

bool YamlMap::has(const char *key)
{
    const YAML::Node found = node(key);
    return found.IsDefined() && !found.IsNull();
}

YAML::Node YamlMap::scalar(const char *key)
{
    const YAML::Node found = node(key);
    if (!found.IsDefined())
        return YAML::Node(YAML::NodeType::Undefined);
    if (!found.IsScalar()) {
        m_fault.raise(found, pathOf(key), u"must be a single value"_s);
        return YAML::Node(YAML::NodeType::Undefined);
    }
    return found;
}

QString YamlMap::string(const char *key, const QString &absent)
{
    const YAML::Node found = scalar(key);
    return found.IsDefined() ? textOf(found) : absent;
}

QString YamlMap::requiredString(const char *key)
{
    const QString value = string(key, {});
    if (value.isEmpty())
        m_fault.raise(m_node, pathOf(key), u"is missing"_s);
    return value;
}

QString YamlMap::requiredName(const char *key)
{
    static const QRegularExpression dns(u"\\A[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\z"_s);
    const QString value = requiredString(key);
    if (!value.isEmpty() && !dns.match(value).hasMatch())
        m_fault.raise(scalar(key), pathOf(key), u"\"%1\" is no name: lowercase letters, digits and hyphens, at most 63"_s.arg(value));
    return value;
}

int YamlMap::integer(const char *key, int absent, int least, int most)
{
    const YAML::Node found = scalar(key);
    if (!found.IsDefined())
        return absent;
    bool good = false;
    const int value = textOf(found).toInt(&good);
    if (!good || isQuoted(found) || value < least || value > most) {
        m_fault.raise(found, pathOf(key), u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
        return absent;
    }
    return value;
}

double YamlMap::number(const char *key, double absent, double least, double most)
{
    const YAML::Node found = scalar(key);
    if (!found.IsDefined())
        return absent;
    bool good = false;
    const double value = textOf(found).toDouble(&good);
    if (!good || isQuoted(found) || !(value >= least && value <= most)) {
        m_fault.raise(found, pathOf(key), u"must be a number from %1 to %2"_s.arg(least).arg(most));
        return absent;
    }
    return value;
}

bool YamlMap::boolean(const char *key, bool absent)
{
    const YAML::Node found = scalar(key);
    if (!found.IsDefined())
        return absent;
    const QString value = textOf(found);
    if (isQuoted(found) || (value != u"true" && value != u"false"))
        m_fault.raise(found, pathOf(key), u"must be true or false"_s);
    return value == u"true";
}

qint64 YamlMap::duration(const char *key, qint64 absent, bool negativeToo)
{
    const YAML::Node found = scalar(key);
    if (!found.IsDefined())
        return absent;
    QString value = textOf(found);
    const bool negative = negativeToo && value.startsWith(u'-');
    if (negative)
        value.remove(0, 1);
    static const QRegularExpression days(u"\\A(\\d+)d(.*)\\z"_s);
    qint64 total = 0;
    if (const auto match = days.match(value); match.hasMatch()) {
        total = match.captured(1).toLongLong() * 86'400'000;
        value = match.captured(2).isEmpty() ? u"0s"_s : match.captured(2);
    }
    bool bare = false;
    value.toDouble(&bare);
    const auto rest = bare && value != u"0" ? std::nullopt : durationMs(QJsonValue(value));
    if (!rest || total + *rest > 400LL * 86'400'000) {
        m_fault.raise(found, pathOf(key), u"must be a duration such as 500ms, 30s, 5m, 2h or 3d"_s);
        return absent;
    }
    return negative ? -(total + *rest) : total + *rest;
}

QStringList YamlMap::strings(const char *key)
{
    QStringList values;
    for (const YAML::Node &item : items(key)) {
        if (item.IsScalar())
            values.append(textOf(item));
        else
            m_fault.raise(item, pathOf(key), u"must be a list of words"_s);
    }
    return values;
}

QJsonObject YamlMap::stringMap(const char *key)
{
    QJsonObject values;
    const YAML::Node found = node(key);
    if (!found.IsDefined())
        return values;
    if (!found.IsMap()) {
        m_fault.raise(found, pathOf(key), u"must be a mapping of words"_s);
        return values;
    }
    for (const auto &entry : found) {
        if (entry.first.IsScalar() && entry.second.IsScalar() && !values.contains(textOf(entry.first)))
            values.insert(textOf(entry.first), textOf(entry.second));
        else
            m_fault.raise(entry.first, pathOf(key), u"must be a mapping of words, each key once"_s);
    }
    return values;
}

std::vector<YAML::Node> YamlMap::items(const char *key)
{
    const YAML::Node found = node(key);
    if (!found.IsDefined())
        return {};
    if (!found.IsSequence()) {
        m_fault.raise(found, pathOf(key), u"must be a list"_s);
        return {};
    }
    return {found.begin(), found.end()};
}

int YamlMap::oneOf(const char *key, const QStringList &words, bool required)
{
    const YAML::Node found = scalar(key);
    if (!found.IsDefined()) {
        if (required)
            m_fault.raise(m_node, pathOf(key), u"is missing"_s);
        return 0;
    }
    const qsizetype index = words.indexOf(textOf(found));
    if (index < 0)
        m_fault.raise(found, pathOf(key), u"must be one of: %1"_s.arg(words.join(u", "_s)));
    return int(std::max<qsizetype>(index, 0));
}

void YamlMap::finish()
{
    for (const auto &entry : std::as_const(m_node)) {
        const QString key = entry.first.IsScalar() ? textOf(entry.first) : QString();
        if (!m_asked.contains(key))
            m_fault.raise(entry.first, m_path.isEmpty() ? key : m_path + u'.' + key, u"is not known here"_s);
    }
}

QJsonValue jsonOf(const YAML::Node &node, const QString &path, YamlFault &fault, int depth)
{
    if (depth == 0) {
        fault.raise(node, path, u"is nested too deeply"_s);
        return {};
    }
    if (node.IsSequence()) {
        QJsonArray array;
        for (const YAML::Node &item : node)
            array.append(jsonOf(item, path, fault, depth - 1));
        return array;
    }
    if (node.IsMap()) {
        QJsonObject object;
        for (const auto &entry : node) {
            const QString key = entry.first.IsScalar() ? textOf(entry.first) : QString();
            if (key.isEmpty() || object.contains(key))
                fault.raise(entry.first, path, u"needs plain keys, each once"_s);
            object.insert(key, jsonOf(entry.second, path + u'.' + key, fault, depth - 1));
        }
        return object;
    }
    if (!node.IsScalar())
        return QJsonValue::Null;
    const QString text = textOf(node);
    if (isQuoted(node))
        return text;
    if (text == u"true" || text == u"false")
        return text == u"true";
    bool whole = false;
    if (const qint64 value = text.toLongLong(&whole); whole)
        return value;
    bool real = false;
    if (const double value = text.toDouble(&real); real)
        return value;
    return text;
}

} // namespace maestro::sandbox
