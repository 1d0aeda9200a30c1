// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/documents/protobuf.h"

#include <QMap>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

using Fields = QMap<int, QByteArray>;

std::optional<quint64> takeVarint(QByteArrayView &bytes)
{
    quint64 value = 0;
    for (int shift = 0; shift < 64 && !bytes.isEmpty(); shift += 7) {
        const auto byte = quint8(bytes.front());
        bytes = bytes.sliced(1);
        value |= quint64(byte & 0x7F) << shift;
        if (!(byte & 0x80))
            return value;
    }
    return std::nullopt;
}

/// Length-delimited fields of a message, the last of each number; varints are skipped.
std::optional<Fields> fieldsOf(QByteArrayView bytes)
{
    Fields fields;
    while (!bytes.isEmpty()) {
        const auto key = takeVarint(bytes);
        if (!key)
            return std::nullopt;
        const auto value = takeVarint(bytes);
        if (!value || (*key & 7) > 2 || (*key & 7) == 1)
            return std::nullopt;
        if ((*key & 7) != 2)
            continue;
        if (*value > quint64(bytes.size()))
            return std::nullopt;
        fields.insert(int(*key >> 3), bytes.first(qsizetype(*value)).toByteArray());
        bytes = bytes.sliced(qsizetype(*value));
    }
    return fields;
}

QJsonObject named(const Fields &fields, const QMap<int, QString> &names)
{
    QJsonObject object;
    for (auto it = names.begin(); it != names.end(); ++it) {
        if (fields.contains(it.key()))
            object.insert(it.value(), QString::fromUtf8(fields.value(it.key())));
    }
    return object;
}

/// Type and content of the framing around every message.
std::optional<Fields> envelopeOf(const QByteArray &bytes)
{
    return bytes.startsWith(QByteArray("k8s\0", 4)) ? fieldsOf(QByteArrayView(bytes).sliced(4)) : std::nullopt;
}

} // namespace

std::optional<QJsonObject> namespaceFromProtobuf(const QByteArray &bytes)
{
    const auto envelope = envelopeOf(bytes);
    const auto type = envelope ? fieldsOf(envelope->value(1)) : std::nullopt;
    const auto message = envelope ? fieldsOf(envelope->value(2)) : std::nullopt;
    const auto meta = message ? fieldsOf(message->value(1)) : std::nullopt;
    if (!type || type->value(2) != "Namespace" || !meta)
        return std::nullopt;
    return QJsonObject{{u"metadata"_s, QJsonObject{{u"name"_s, QString::fromUtf8(meta->value(1))}}}};
}

std::optional<QJsonObject> reviewFromProtobuf(const QByteArray &bytes)
{
    const auto envelope = envelopeOf(bytes);
    const auto message = envelope ? fieldsOf(envelope->value(2)) : std::nullopt;
    const auto spec = message ? fieldsOf(message->value(2)) : std::nullopt;
    if (!spec)
        return std::nullopt;
    QJsonObject review;
    if (const auto resource = fieldsOf(spec->value(1)); resource && !spec->value(1).isEmpty())
        review.insert(u"resourceAttributes"_s, named(*resource, {{1, u"namespace"_s}, {2, u"verb"_s}, {3, u"group"_s}, {4, u"version"_s},
                                                                 {5, u"resource"_s}, {6, u"subresource"_s}, {7, u"name"_s}}));
    else if (spec->contains(1))
        review.insert(u"namespace"_s, QString::fromUtf8(spec->value(1)));
    if (const auto other = fieldsOf(spec->value(2)); other && spec->contains(2))
        review.insert(u"nonResourceAttributes"_s, named(*other, {{1, u"path"_s}, {2, u"verb"_s}}));
    return QJsonObject{{u"spec"_s, review}};
}

} // namespace maestro::sandbox
