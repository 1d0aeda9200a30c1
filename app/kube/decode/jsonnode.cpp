// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/jsonnode.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <chrono>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace maestro {

namespace {

/// A parser and its padded input, reused by one thread; nested readers take another one.
struct Reader
{
    simdjson::ondemand::parser parser;
    std::string buffer;
};

constexpr size_t keptBuffer = 16 * 1024 * 1024;
thread_local std::vector<std::unique_ptr<Reader>> idleReaders;

class ReaderLease
{
public:
    ReaderLease()
    {
        if (idleReaders.empty()) {
            m_reader = std::make_unique<Reader>();
        } else {
            m_reader = std::move(idleReaders.back());
            idleReaders.pop_back();
        }
    }
    ~ReaderLease()
    {
        if (m_reader->buffer.capacity() <= keptBuffer)
            idleReaders.push_back(std::move(m_reader));
    }
    ReaderLease(const ReaderLease &) = delete;
    ReaderLease &operator=(const ReaderLease &) = delete;
    Reader *operator->() const { return m_reader.get(); }

private:
    std::unique_ptr<Reader> m_reader;
};

QString wellFormed(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (!text.at(i).isSurrogate())
            continue;
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            ++i;
        else
            text[i] = QChar(QChar::ReplacementCharacter);
    }
    return text;
}

QJsonValue wellFormed(const QJsonValue &value)
{
    if (value.isString())
        return wellFormed(value.toString());
    if (value.isArray()) {
        QJsonArray out;
        for (const QJsonValue &element : value.toArray())
            out.append(wellFormed(element));
        return out;
    }
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject in = value.toObject();
        for (auto it = in.begin(); it != in.end(); ++it)
            out.insert(wellFormed(it.key()), wellFormed(it.value()));
        return out;
    }
    return value;
}

bool digits(std::string_view text, size_t at, size_t count, int &out)
{
    if (at + count > text.size())
        return false;
    out = 0;
    for (size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        out = out * 10 + (text[i] - '0');
    }
    return true;
}

/// Minutes east of UTC of "Z" or "+hh:mm" at the end of the text.
std::optional<int> zoneMinutes(std::string_view zone)
{
    if (zone == "Z" || zone == "z")
        return 0;
    int hours = 0;
    int minutes = 0;
    if (zone.size() != 6 || (zone[0] != '+' && zone[0] != '-') || zone[3] != ':' || !digits(zone, 1, 2, hours)
        || !digits(zone, 4, 2, minutes) || hours > 23 || minutes > 59)
        return std::nullopt;
    return (zone[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

} // namespace

QString wordOf(std::string_view text)
{
    constexpr size_t longest = 64;
    thread_local std::array<QString, 1024> known; // ASCII only, so that bytes and characters compare one to one
    if (text.empty() || text.size() > longest)
        return toQString(text);
    QString &slot = known[std::hash<std::string_view>()(text) % known.size()];
    if (slot.size() == static_cast<qsizetype>(text.size()) && slot == QLatin1String(text.data(), static_cast<qsizetype>(text.size())))
        return slot;
    const QString made = toQString(text);
    if (made.size() == static_cast<qsizetype>(text.size()))
        slot = made;
    return made;
}

QString JsonPath::pointer() const
{
    QString step;
    if (index >= 0) {
        step = QString::number(index);
    } else {
        step = toQString(key);
        step.replace(QLatin1Char('~'), QLatin1String("~0")).replace(QLatin1Char('/'), QLatin1String("~1"));
    }
    return (parent ? parent->pointer() : QString()) + QLatin1Char('/') + step;
}

bool JsonNode::is(Type type)
{
    Type found;
    return m_value.type().get(found) == simdjson::SUCCESS && found == type;
}

bool JsonNode::expect(Type type)
{
    Type found;
    if (broke(m_value.type().get(found)))
        return false;
    if (found == type)
        return true;
    if (found != Type::null)
        noteUnreadable();
    return false;
}

void JsonNode::noteUnreadable() const
{
    noteUnreadable(QLatin1String());
}

void JsonNode::noteUnreadable(QLatin1String below) const
{
    const QString pointer = (m_path ? m_path->pointer() : QString()) + below;
    if (!m_trace->unreadable->contains(pointer))
        m_trace->unreadable->append(pointer);
}

bool JsonNode::read(QString &out)
{
    std::string_view text;
    if (!expect(Type::string) || broke(m_value.get_string().get(text)))
        return false;
    out = toQString(text);
    return true;
}

bool JsonNode::readWord(QString &out)
{
    std::string_view text;
    if (!expect(Type::string) || broke(m_value.get_string().get(text)))
        return false;
    out = wordOf(text);
    return true;
}

bool JsonNode::read(bool &out)
{
    return expect(Type::boolean) && !broke(m_value.get_bool().get(out));
}

bool JsonNode::read(qint64 &out)
{
    if (!expect(Type::number))
        return false;
    int64_t number = 0;
    if (m_value.get_int64().get(number) != simdjson::SUCCESS) {
        noteUnreadable();
        return false;
    }
    out = number;
    return true;
}

bool JsonNode::read(int &out)
{
    qint64 number = 0;
    if (!read(number))
        return false;
    if (number < std::numeric_limits<qint32>::min() || number > std::numeric_limits<qint32>::max()) {
        noteUnreadable();
        return false;
    }
    out = static_cast<int>(number);
    return true;
}

bool JsonNode::readCount(int &out)
{
    int number = 0;
    if (!read(number))
        return false;
    if (number < 0) {
        noteUnreadable();
        return false;
    }
    out = number;
    return true;
}

bool JsonNode::readCount(std::optional<int> &out)
{
    int number = 0;
    const bool done = readCount(number);
    if (done)
        out = number;
    return done;
}

bool JsonNode::readText(QString &out)
{
    if (!is(Type::number))
        return read(out);
    qint64 number = 0;
    if (!read(number))
        return false;
    out = QString::number(number);
    return true;
}

bool JsonNode::read(QDateTime &out)
{
    std::string_view text;
    if (!expect(Type::string) || broke(m_value.get_string().get(text)))
        return false;
    const QDateTime time = parseRfc3339(text);
    if (!time.isValid()) {
        noteUnreadable();
        return false;
    }
    out = time;
    return true;
}

bool JsonNode::read(QMap<QString, QString> &out)
{
    // A manifest copy of many kilobytes that nothing here reads.
    return read(out, [](std::string_view key) { return key != "kubectl.kubernetes.io/last-applied-configuration"; });
}

std::string_view JsonNode::raw()
{
    std::string_view text;
    return broke(simdjson::to_json_string(m_value).get(text)) ? std::string_view() : text;
}

QJsonValue JsonNode::json()
{
    if (isNull())
        return QJsonValue(QJsonValue::Null);
    const std::string_view text = raw();
    return failed() ? QJsonValue(QJsonValue::Undefined) : parsed(text);
}

QJsonValue JsonNode::parsed(std::string_view text) const
{
    QByteArray boxed;
    boxed.reserve(static_cast<qsizetype>(text.size()) + 2);
    boxed.append('[').append(text.data(), static_cast<qsizetype>(text.size())).append(']');
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(boxed, &error);
    if (error.error != QJsonParseError::NoError || document.array().size() != 1) {
        m_trace->failed = true;
        return QJsonValue(QJsonValue::Undefined);
    }
    return document.array().at(0);
}

bool readJson(QByteArrayView json, const std::function<void(JsonNode root)> &visit, JsonTrace *trace)
{
    // The text becomes the one element of an array, so that a root is a value like any other.
    const ReaderLease reader;
    const size_t length = static_cast<size_t>(json.size()) + 2;
    std::string &buffer = reader->buffer;
    if (buffer.size() < length + simdjson::SIMDJSON_PADDING)
        buffer.resize(length + simdjson::SIMDJSON_PADDING);
    buffer[0] = '[';
    if (json.size() > 0)
        std::memcpy(buffer.data() + 1, json.data(), static_cast<size_t>(json.size()));
    buffer[length - 1] = ']';
    std::memset(buffer.data() + length, 0, simdjson::SIMDJSON_PADDING);

    simdjson::ondemand::document document;
    simdjson::ondemand::array box;
    if (reader->parser.iterate(buffer.data(), length, buffer.size()).get(document) || document.get_array().get(box)) {
        trace->failed = true;
        return false;
    }
    int roots = 0;
    for (auto element : box) {
        simdjson::ondemand::value value;
        if (element.get(value) || ++roots > 1) {
            trace->failed = true;
            return false;
        }
        visit(JsonNode(value, nullptr, trace));
        if (trace->failed)
            return false;
    }
    const char *rest = nullptr;
    trace->failed = roots != 1 || document.current_location().get(rest) == simdjson::SUCCESS;
    return !trace->failed;
}

bool readJsonInPlace(const QByteArray &json, const std::function<void(JsonNode root)> &visit, JsonTrace *trace)
{
    if (json.capacity() - json.size() < static_cast<qsizetype>(simdjson::SIMDJSON_PADDING))
        return readJson(QByteArrayView(json), visit, trace);
    const ReaderLease reader;
    simdjson::ondemand::document document;
    simdjson::ondemand::value root;
    if (reader->parser.iterate(json.constData(), static_cast<size_t>(json.size()), static_cast<size_t>(json.capacity())).get(document)
        || document.get_value().get(root)) {
        trace->failed = true;
        return false;
    }
    visit(JsonNode(root, nullptr, trace));
    const char *rest = nullptr;
    trace->failed = trace->failed || document.current_location().get(rest) == simdjson::SUCCESS;
    return !trace->failed;
}

Result<QByteArray> cleanedJson(QByteArrayView json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(QByteArray(json.data(), json.size()), &error);
    if (error.error != QJsonParseError::NoError)
        return Error{ErrorKind::Internal, QStringLiteral("badJson"),
                     QCoreApplication::translate("Kube", "not valid JSON at byte %1: %2").arg(error.offset).arg(error.errorString())};
    const QJsonValue root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const QJsonValue clean = wellFormed(root);
    return (clean.isArray() ? QJsonDocument(clean.toArray()) : QJsonDocument(clean.toObject())).toJson(QJsonDocument::Compact);
}

QDateTime parseRfc3339(std::string_view text)
{
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    if (text.size() < 20 || !digits(text, 0, 4, year) || text[4] != '-' || !digits(text, 5, 2, month) || text[7] != '-'
        || !digits(text, 8, 2, day) || (text[10] != 'T' && text[10] != 't') || !digits(text, 11, 2, hour) || text[13] != ':'
        || !digits(text, 14, 2, minute) || text[16] != ':' || !digits(text, 17, 2, second))
        return {};
    size_t at = 19;
    int millis = 0;
    if (text[at] == '.') {
        int scale = 100;
        const size_t first = ++at;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
            millis += (text[at] - '0') * scale;
        if (at == first)
            return {};
    }
    const std::optional<int> zone = zoneMinutes(text.substr(at));
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day))};
    if (!zone || !date.ok() || hour > 23 || minute > 59 || second > 59)
        return {};
    const qint64 days = std::chrono::sys_days(date).time_since_epoch().count();
    const qint64 seconds = ((days * 24 + hour) * 60 + minute - *zone) * 60 + second;
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + millis, Qt::UTC);
}

} // namespace maestro
