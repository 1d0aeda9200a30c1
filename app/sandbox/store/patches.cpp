// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/store/patches.h"

#include <QJsonObject>

#include <optional>

namespace maestro::sandbox {

namespace {

using Tokens = QStringList;
const QJsonValue absentValue(QJsonValue::Undefined);

/// Splits a JSON Pointer; nullopt when it is malformed.
std::optional<Tokens> tokensOf(const QString &pointer)
{
    if (pointer.isEmpty())
        return Tokens();
    if (!pointer.startsWith(u'/'))
        return std::nullopt;
    Tokens tokens = pointer.mid(1).split(u'/');
    for (QString &token : tokens) {
        token.replace(QLatin1String("~1"), QLatin1String("/"));
        token.replace(QLatin1String("~0"), QLatin1String("~"));
    }
    return tokens;
}

/// Array index of RFC 6901: digits without a leading zero.
std::optional<int> indexOf(const QString &token)
{
    if (token.isEmpty() || token.size() > 9 || (token.size() > 1 && token.startsWith(u'0')))
        return std::nullopt;
    for (const QChar c : token) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
    }
    return token.toInt();
}

QJsonValue find(const QJsonValue &root, const Tokens &tokens)
{
    QJsonValue current = root;
    for (const QString &token : tokens) {
        if (current.isObject()) {
            current = current.toObject().value(token);
        } else if (current.isArray()) {
            const auto index = indexOf(token);
            current = index ? current.toArray().at(*index) : absentValue;
        } else {
            return absentValue;
        }
    }
    return current;
}

enum class Edit { Add, Replace, Remove };

bool editArray(QJsonArray &array, const QString &token, Edit edit, const QJsonValue &value)
{
    if (edit == Edit::Add && token == u"-") {
        array.append(value);
        return true;
    }
    const auto index = indexOf(token);
    if (!index || *index > array.size() || (edit != Edit::Add && *index == array.size()))
        return false;
    if (edit == Edit::Add)
        array.insert(*index, value);
    else if (edit == Edit::Replace)
        array.replace(*index, value);
    else
        array.removeAt(*index);
    return true;
}

bool editObject(QJsonObject &object, const QString &token, Edit edit, const QJsonValue &value)
{
    if (edit != Edit::Add && !object.contains(token))
        return false;
    if (edit == Edit::Remove)
        object.remove(token);
    else
        object.insert(token, value);
    return true;
}

bool editAt(QJsonValue &node, const Tokens &tokens, int depth, Edit edit, const QJsonValue &value)
{
    if (depth == tokens.size()) {
        if (edit == Edit::Remove)
            return false;
        node = value;
        return true;
    }
    const QString &token = tokens.at(depth);
    const bool last = depth + 1 == tokens.size();
    if (node.isObject()) {
        QJsonObject object = node.toObject();
        if (last) {
            if (!editObject(object, token, edit, value))
                return false;
        } else {
            QJsonValue child = object.value(token);
            if (child.isUndefined() || !editAt(child, tokens, depth + 1, edit, value))
                return false;
            object.insert(token, child);
        }
        node = object;
        return true;
    }
    if (!node.isArray())
        return false;
    QJsonArray array = node.toArray();
    if (last) {
        if (!editArray(array, token, edit, value))
            return false;
    } else {
        const auto index = indexOf(token);
        if (!index || *index >= array.size())
            return false;
        QJsonValue child = array.at(*index);
        if (!editAt(child, tokens, depth + 1, edit, value))
            return false;
        array.replace(*index, child);
    }
    node = array;
    return true;
}

bool applyOne(QJsonValue &doc, const QString &op, const Tokens &path, const std::optional<Tokens> &from, const QJsonValue &value)
{
    if (op == u"test") {
        const QJsonValue found = find(doc, path);
        return found == value || (value.isNull() && found.isUndefined());
    }
    if (op == u"add")
        return editAt(doc, path, 0, Edit::Add, value);
    if (op == u"replace")
        return editAt(doc, path, 0, Edit::Replace, value);
    if (op == u"remove")
        return editAt(doc, path, 0, Edit::Remove, {});
    const QJsonValue moved = find(doc, *from);
    if (moved.isUndefined())
        return false;
    if (op == u"move") {
        if (*from == path)
            return true;
        if (path.size() > from->size() && path.mid(0, from->size()) == *from)
            return false;
        if (!editAt(doc, *from, 0, Edit::Remove, {}))
            return false;
    }
    return editAt(doc, path, 0, Edit::Add, moved);
}

QString mergeKey(const QString &field)
{
    static const QHash<QString, QString> keys{
        {QStringLiteral("containers"), QStringLiteral("name")},       {QStringLiteral("initContainers"), QStringLiteral("name")},
        {QStringLiteral("env"), QStringLiteral("name")},              {QStringLiteral("volumes"), QStringLiteral("name")},
        {QStringLiteral("volumeMounts"), QStringLiteral("mountPath")}, {QStringLiteral("ports"), QStringLiteral("containerPort")},
        {QStringLiteral("conditions"), QStringLiteral("type")},       {QStringLiteral("ownerReferences"), QStringLiteral("uid")},
        {QStringLiteral("imagePullSecrets"), QStringLiteral("name")}};
    return keys.value(field);
}

QJsonArray mergeByKey(QJsonArray target, const QJsonArray &patch, const QString &key)
{
    for (const QJsonValue &item : patch) {
        const QJsonObject change = item.toObject();
        int found = -1;
        for (int i = 0; i < target.size() && found < 0; ++i) {
            if (target.at(i).toObject().value(key) == change.value(key))
                found = i;
        }
        if (change.value(QLatin1String("$patch")).toString() == u"delete") {
            if (found >= 0)
                target.removeAt(found);
        } else if (found >= 0) {
            target.replace(found, applyStrategicPatch(target.at(found), item));
        } else {
            target.append(item);
        }
    }
    return target;
}

} // namespace

Answer<QJsonValue> applyJsonPatch(const QJsonValue &target, const QJsonArray &operations)
{
    QJsonValue doc = target;
    for (const QJsonValue &item : operations) {
        const QJsonObject operation = item.toObject();
        const QString op = operation.value(QLatin1String("op")).toString();
        const auto path = tokensOf(operation.value(QLatin1String("path")).toString());
        const bool two = op == u"move" || op == u"copy";
        const bool valued = op == u"add" || op == u"replace" || op == u"test";
        const auto from = two ? tokensOf(operation.value(QLatin1String("from")).toString()) : std::nullopt;
        const bool known = two || valued || op == u"remove";
        if (!known || !path || !operation.value(QLatin1String("path")).isString() || (two && (!from || !operation.contains(QLatin1String("from")))))
            return patchRefused();
        // A missing value is null to the API server's library, for `test` as well as for `add`.
        const QJsonValue value = operation.contains(QLatin1String("value")) ? operation.value(QLatin1String("value")) : QJsonValue();
        if (!applyOne(doc, op, *path, from, value))
            return patchRefused();
    }
    return doc;
}

QJsonValue applyMergePatch(const QJsonValue &target, const QJsonValue &patch)
{
    if (!patch.isObject())
        return patch;
    QJsonObject result = target.toObject();
    const QJsonObject changes = patch.toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.value().isNull())
            result.remove(it.key());
        else
            result.insert(it.key(), applyMergePatch(result.value(it.key()), it.value()));
    }
    return result;
}

QJsonValue applyStrategicPatch(const QJsonValue &target, const QJsonValue &patch, const QString &field)
{
    if (patch.isArray() && target.isArray() && !mergeKey(field).isEmpty())
        return mergeByKey(target.toArray(), patch.toArray(), mergeKey(field));
    if (!patch.isObject())
        return patch;
    QJsonObject result = target.toObject();
    QJsonObject changes = patch.toObject();
    if (changes.take(QLatin1String("$patch")).toString() == u"replace")
        return changes;
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it.key().startsWith(QLatin1String("$")))
            continue;
        if (it.value().isNull())
            result.remove(it.key());
        else
            result.insert(it.key(), applyStrategicPatch(result.value(it.key()), it.value(), it.key()));
    }
    return result;
}

} // namespace maestro::sandbox
