// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prometheus/promdecoder.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <simdjson.h>

#include <charconv>
#include <cmath>
#include <limits>

namespace maestro {

namespace {

using simdjson::dom::element;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Prometheus)
};

Error problem(ErrorKind kind, const char *code, const QString &subject, const QString &message, const QString &hint = {})
{
    return {kind, QString::fromLatin1(code), subject + u": " + message, hint};
}

Error badAnswer(const QString &subject, const QString &message)
{
    return problem(ErrorKind::Unreachable, "badAnswer", subject, message);
}

/// The first words of a body that is not what was asked for, on one line, without control characters.
QString excerpt(const QByteArray &body)
{
    QString text = QString::fromUtf8(body.left(300)).simplified();
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return text.left(120);
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A JSON string as Prometheus writes a float; false when it is none.
bool readFloat(element value, double &out)
{
    std::string_view text;
    if (value.get_string().get(text) || text.empty())
        return false;
    if (text.front() == '+')
        text.remove_prefix(1);
    if (text == "NaN") {
        out = std::numeric_limits<double>::quiet_NaN();
        return true;
    }
    if (text == "Inf" || text == "-Inf") {
        out = text.front() == '-' ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        return true;
    }
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size() && std::isfinite(out);
}

/// [time, "value"]
bool readPoint(element pair, SampleSeries::Point &out)
{
    simdjson::dom::array parts;
    if (pair.get_array().get(parts) || parts.size() != 2)
        return false;
    double seconds = 0;
    if (parts.at(0).get_double().get(seconds) || !(std::fabs(seconds) < 1e11))
        return false;
    out.ms = std::llround(seconds * 1000);
    return readFloat(parts.at(1).value(), out.value);
}

class QueryReader
{
public:
    QueryReader(QString subject, PromAnswer &answer)
        : m_subject(std::move(subject))
        , m_answer(answer)
    {
    }

    std::optional<Error> read(element data)
    {
        std::string_view type;
        element result;
        if (data["resultType"].get_string().get(type) || data["result"].get(result))
            return badAnswer(m_subject, Words::tr("the answer has no resultType and result."));
        if (type == "vector" || type == "matrix") {
            m_answer.type = type == "vector" ? PromAnswer::Type::Vector : PromAnswer::Type::Matrix;
            return readSeriesList(result);
        }
        if (type == "string") {
            m_answer.type = PromAnswer::Type::String;
            std::string_view text;
            if (result.at(1).get_string().get(text))
                return badAnswer(m_subject, Words::tr("a text is not readable."));
            m_answer.text = toQString(text);
            return std::nullopt;
        }
        if (type != "scalar")
            return badAnswer(m_subject, Words::tr("the result type %1 is not known.").arg(toQString(type)));
        m_answer.type = PromAnswer::Type::Scalar;
        PromSeries series;
        series.points.resize(1);
        if (!readPoint(result, series.points.first()))
            return badAnswer(m_subject, Words::tr("a number is not readable."));
        m_answer.series.append(series);
        return std::nullopt;
    }

private:
    std::optional<Error> readSeriesList(element result)
    {
        simdjson::dom::array list;
        if (result.get_array().get(list))
            return badAnswer(m_subject, Words::tr("the result is not a list."));
        QSet<QString> seen;
        for (const element item : list) {
            PromSeries series;
            if (std::optional<Error> error = readSeries(item, series))
                return error;
            const QString key = series.key();
            if (seen.contains(key))
                return badAnswer(m_subject, Words::tr("one series comes twice."));
            seen.insert(key);
            m_answer.series.append(std::move(series));
        }
        return std::nullopt;
    }

    std::optional<Error> readSeries(element item, PromSeries &series)
    {
        simdjson::dom::object labels;
        if (item["metric"].get_object().get(labels))
            return badAnswer(m_subject, Words::tr("a series has no labels."));
        for (const auto &[name, value] : labels) {
            std::string_view text;
            if (value.get_string().get(text) || series.labels.contains(toQString(name)))
                return badAnswer(m_subject, Words::tr("the labels of a series are not readable."));
            series.labels.insert(toQString(name), toQString(text));
        }
        element histogram;
        if (!item["histogram"].get(histogram) || !item["histograms"].get(histogram))
            return problem(ErrorKind::BadInput, "histogramAnswer", m_subject, Words::tr("the query gives native histograms, not numbers."),
                           Words::tr("Use histogram_quantile or another function that gives numbers."));
        return readPoints(item, series);
    }

    std::optional<Error> readPoints(element item, PromSeries &series)
    {
        if (m_answer.type == PromAnswer::Type::Vector) {
            element pair;
            series.points.resize(1);
            if (item["value"].get(pair) || !readPoint(pair, series.points.first()))
                return badAnswer(m_subject, Words::tr("a sample is not readable."));
            return std::nullopt;
        }
        simdjson::dom::array values;
        if (item["values"].get_array().get(values))
            return badAnswer(m_subject, Words::tr("a series has no values."));
        series.points.reserve(static_cast<qsizetype>(values.size()));
        for (const element pair : values) {
            SampleSeries::Point point;
            if (!readPoint(pair, point))
                return badAnswer(m_subject, Words::tr("a sample is not readable."));
            if (!series.points.isEmpty() && point.ms <= series.points.constLast().ms)
                return badAnswer(m_subject, Words::tr("the times of a series do not ascend."));
            series.points.append(point);
        }
        return std::nullopt;
    }

    QString m_subject;
    PromAnswer &m_answer;
};

/// `status: error` as an error of ours: prometheus.io/docs/prometheus/latest/querying/api, "Format overview".
Error reportedError(const QString &subject, const QString &type, const QString &message, int status)
{
    if (message.contains(u"exceeded maximum resolution"))
        return problem(ErrorKind::BadInput, "tooManyPoints", subject, message);
    if (type == u"bad_data")
        return problem(ErrorKind::BadInput, "badQuery", subject, message);
    if (type == u"execution")
        return problem(ErrorKind::Internal, "queryFailed", subject, message);
    if (type == u"timeout" || type == u"canceled")
        return problem(ErrorKind::Unreachable, "queryTimeout", subject, message);
    if (type == u"unavailable" || status == 503)
        return problem(ErrorKind::Unreachable, "unavailable", subject, message);
    return problem(ErrorKind::Internal, "serverError", subject, message);
}

std::optional<Error> statusProblem(const QString &subject, const HttpResponse &response)
{
    const int status = *response.status;
    if (status >= 300 && status < 400)
        return problem(ErrorKind::Unreachable, "redirected", subject,
                       Words::tr("the server redirects (HTTP %1), and redirects are not followed.").arg(status),
                       Words::tr("Use the address it redirects to, or check the login in front of it."));
    if (status == 401 || status == 403)
        return problem(ErrorKind::NotPermitted, status == 401 ? "unauthorized" : "forbidden", subject,
                       Words::tr("not permitted (HTTP %1): %2").arg(QString::number(status), excerpt(response.body)));
    return std::nullopt;
}

/// A body that is not of the API, by its status.
Error foreignAnswer(const QString &subject, const HttpResponse &response)
{
    const int status = *response.status;
    if (status == 503 || status == 502 || status == 504)
        return problem(ErrorKind::Unreachable, "unavailable", subject,
                       Words::tr("not available (HTTP %1): %2").arg(QString::number(status), excerpt(response.body)));
    if (status == 404)
        return problem(ErrorKind::Unreachable, "notPrometheus", subject, Words::tr("there is no such page (HTTP 404): %1").arg(excerpt(response.body)),
                       Words::tr("Check the path of the address."));
    if (status < 200 || status >= 300)
        return problem(ErrorKind::Unreachable, "serverError", subject,
                       Words::tr("HTTP %1: %2").arg(QString::number(status), excerpt(response.body)));
    if (response.body.trimmed().startsWith('<'))
        return problem(ErrorKind::Unreachable, "notPrometheus", subject, Words::tr("the answer is a web page, perhaps a login: %1").arg(excerpt(response.body)));
    return badAnswer(subject, Words::tr("the answer of %1 bytes is not one complete JSON text.").arg(response.body.size()));
}

QStringList texts(element root, std::string_view key)
{
    QStringList out;
    simdjson::dom::array list;
    if (root[key].get_array().get(list))
        return out;
    for (const element item : list) {
        std::string_view text;
        if (!item.get_string().get(text))
            out.append(toQString(text));
    }
    return out;
}

} // namespace

QString PromSeries::key() const
{
    QString key;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it)
        key += it.key() + u'=' + QString::number(it.value().size()) + u':' + it.value();
    return key;
}

qint64 rangeStepMs(qint64 rangeMs, int points, qint64 scrapeMs)
{
    const qint64 even = (rangeMs + qMax(1, points) - 1) / qMax(1, points);
    const qint64 step = qMax(qMax<qint64>(scrapeMs, 1), even);
    return step <= 1000 ? step : (step + 999) / 1000 * 1000;
}

std::optional<Error> answerProblem(const QString &subject, const HttpResponse &response)
{
    if (!response.error)
        return statusProblem(subject, response);
    Error error = *response.error;
    error.message = subject + u": " + error.message;
    return error;
}

PromAnswer decodeQuery(const QString &subject, const HttpResponse &response, std::optional<PromAnswer::Type> expected)
{
    PromAnswer answer;
    answer.serverDate = response.serverDate;
    const auto failed = [&answer](const Error &error) {
        answer.series.clear();
        answer.provenance.error = error;
        return answer;
    };
    if (const std::optional<Error> error = answerProblem(subject, response))
        return failed(*error);
    thread_local simdjson::dom::parser parser;
    element root;
    std::string_view status;
    if (parser.parse(response.body.constData(), static_cast<size_t>(response.body.size())).get(root) || root["status"].get_string().get(status)
        || (status != "success" && status != "error"))
        return failed(foreignAnswer(subject, response));
    answer.provenance.warnings = texts(root, "warnings");
    answer.warned = !answer.provenance.warnings.isEmpty();
    answer.provenance.warnings += texts(root, "infos");
    if (status == "error") {
        std::string_view type;
        std::string_view message;
        if (root["errorType"].get_string().get(type) || root["error"].get_string().get(message))
            return failed(foreignAnswer(subject, response));
        return failed(reportedError(subject, toQString(type), toQString(message), *response.status));
    }
    element data;
    if (*response.status != 200 || root["data"].get(data))
        return failed(foreignAnswer(subject, response));
    if (const std::optional<Error> error = QueryReader(subject, answer).read(data))
        return failed(*error);
    if (expected && answer.type != *expected)
        return failed(badAnswer(subject, Words::tr("the answer is of another type than was asked for.")));
    return answer;
}

Result<QJsonValue> decodeData(const QString &subject, const HttpResponse &response)
{
    if (const std::optional<Error> error = answerProblem(subject, response))
        return *error;
    const QJsonObject root = QJsonDocument::fromJson(response.body).object();
    const QString status = root.value(u"status").toString();
    if (status == u"error")
        return reportedError(subject, root.value(u"errorType").toString(), root.value(u"error").toString(), *response.status);
    if (status != u"success" || !root.contains(u"data") || *response.status >= 300)
        return foreignAnswer(subject, response);
    return root.value(u"data");
}

} // namespace maestro
