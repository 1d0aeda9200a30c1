// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QJsonValue>
#include <QMap>
#include <QStringList>

#include <simdjson.h>

#include <functional>
#include <optional>
#include <string_view>

namespace maestro {

/// `text` as a string that shares memory with an equal one this thread saw lately.
QString wordOf(std::string_view text);

/// Where a node stands, linked towards the root; turned into a JSON pointer only when something is wrong there.
struct JsonPath
{
    const JsonPath *parent = nullptr;
    std::string_view key = {};
    int index = -1;

    QString pointer() const;
};

/// What went wrong while one object was read. `failed`: not valid JSON, nothing read from it counts.
struct JsonTrace
{
    QStringList *unreadable = nullptr;
    bool failed = false;
};

/// One value of a JSON text that is read once and forwards. A node must be read before its next sibling is, or not at all.
/// Every read() leaves `out` alone and returns false when the value is null (as good as absent) or of a wrong type (noted as unreadable).
class JsonNode
{
public:
    using Type = simdjson::ondemand::json_type;

    JsonNode(simdjson::ondemand::value value, const JsonPath *path, JsonTrace *trace)
        : m_value(value)
        , m_path(path)
        , m_trace(trace)
    {
    }

    bool is(Type type);
    bool isNull() { return is(Type::null); }
    void noteUnreadable() const;
    void noteUnreadable(QLatin1String below) const;
    bool failed() const { return m_trace->failed; }
    /// The same value as the root of a tree of its own.
    JsonNode asRoot(JsonTrace *trace) const { return JsonNode(m_value, nullptr, trace); }

    bool read(QString &out);
    /// For words that come again and again: equal ones share their memory.
    bool readWord(QString &out);
    bool read(bool &out);
    bool read(qint64 &out);
    bool read(int &out); ///< must fit 32 bits, as the API types do
    bool read(QDateTime &out); ///< RFC 3339, as UTC
    bool read(QMap<QString, QString> &out);
    bool readCount(int &out); ///< 0 or more
    bool readText(QString &out); ///< a string, or an integer as its digits
    /// The members whose key is `wanted(std::string_view)`.
    template<typename Wanted> bool read(QMap<QString, QString> &out, Wanted wanted)
    {
        QMap<QString, QString> map;
        const bool done = members([&](std::string_view key, JsonNode value) {
            QString text;
            if (wanted(key) && value.readWord(text))
                map.insert(wordOf(key), text);
        });
        if (done)
            out = map;
        return done;
    }
    template<typename T> bool read(std::optional<T> &out)
    {
        T value{};
        const bool done = read(value);
        if (done)
            out = value;
        return done;
    }
    bool readCount(std::optional<int> &out);

    /// The text as received, without white space around it; reads past the value.
    std::string_view raw();
    QJsonValue json();
    /// `text` of this value, as given by raw() or members(), as a value of Qt.
    QJsonValue parsed(std::string_view text) const;

    /// visit(std::string_view key, JsonNode value)
    template<typename Visit> bool members(Visit visit) { return readMembers(nullptr, visit); }
    /// The same, and the object's text as received.
    template<typename Visit> bool members(std::string_view &text, Visit visit) { return readMembers(&text, visit); }
    /// visit(int index, JsonNode value)
    template<typename Visit> bool elements(Visit visit)
    {
        simdjson::ondemand::array array;
        if (!expect(Type::array) || broke(m_value.get_array().get(array)))
            return false;
        int index = 0;
        for (auto element : array) {
            simdjson::ondemand::value value;
            if (broke(element.get(value)))
                return false;
            const JsonPath path{m_path, {}, index};
            visit(index++, JsonNode(value, &path, m_trace));
            if (m_trace->failed)
                return false;
        }
        return true;
    }

private:
    bool expect(Type type); ///< false and noted unless of that type or null
    bool broke(simdjson::error_code error)
    {
        m_trace->failed = m_trace->failed || error != simdjson::SUCCESS;
        return error != simdjson::SUCCESS;
    }
    template<typename Visit> bool readMembers(std::string_view *text, Visit &visit)
    {
        simdjson::ondemand::object object;
        if (!expect(Type::object) || broke(m_value.get_object().get(object)))
            return false;
        if (text && (broke(object.raw_json().get(*text)) || broke(object.reset().error())))
            return false;
        for (auto field : object) {
            std::string_view key;
            simdjson::ondemand::value value;
            if (broke(field.unescaped_key().get(key)) || broke(field.value().get(value)))
                return false;
            const JsonPath path{m_path, key};
            visit(key, JsonNode(value, &path, m_trace));
            if (m_trace->failed)
                return false;
        }
        return true;
    }

    simdjson::ondemand::value m_value;
    const JsonPath *m_path;
    JsonTrace *m_trace;
};

inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Reads `json` with this thread's parser; `visit` gets its root. False: not one valid JSON value as far as it was looked at.
bool readJson(QByteArrayView json, const std::function<void(JsonNode root)> &visit, JsonTrace *trace);
/// The same without a copy, when there is room behind the text; `visit` must then read an object or array to its end.
bool readJsonInPlace(const QByteArray &json, const std::function<void(JsonNode root)> &visit, JsonTrace *trace);

/// The same value written by Qt's tolerant reader, fit for readJson(): lone surrogates become U+FFFD. Error Internal, badJson.
Result<QByteArray> cleanedJson(QByteArrayView json);

/// RFC 3339 with or without fraction; invalid when it is not.
QDateTime parseRfc3339(std::string_view text);

} // namespace maestro
