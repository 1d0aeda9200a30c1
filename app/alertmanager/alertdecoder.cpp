// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "alertmanager/alertdecoder.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace maestro {

namespace {

struct AmWords
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Alertmanager)
};

/// Reads the members of one object; the first that is missing or of another type makes the whole unreadable.
class Members
{
public:
    explicit Members(const QJsonValue &value)
        : m_object(value.toObject())
        , m_good(value.isObject())
    {
    }

    bool good() const { return m_good; }
    QString text(const char *key, bool optional = false)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        m_good = m_good && (value.isString() || (optional && value.isUndefined()));
        return value.toString();
    }
    bool flag(const char *key, std::optional<bool> otherwise = {})
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        m_good = m_good && (value.isBool() || (otherwise && value.isUndefined()));
        return value.toBool(otherwise.value_or(false));
    }
    QDateTime time(const char *key)
    {
        const QDateTime at = QDateTime::fromString(text(key), Qt::ISODateWithMs).toUTC();
        m_good = m_good && at.isValid();
        return at;
    }
    QMap<QString, QString> texts(const char *key)
    {
        QMap<QString, QString> out;
        const QJsonValue value = m_object.value(QLatin1String(key));
        m_good = m_good && value.isObject();
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it) {
            m_good = m_good && it.value().isString();
            out.insert(it.key(), it.value().toString());
        }
        return out;
    }
    QStringList list(const char *key)
    {
        QStringList out;
        for (const QJsonValue &item : array(key)) {
            m_good = m_good && item.isString();
            out.append(item.toString());
        }
        return out;
    }
    QJsonArray array(const char *key)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        m_good = m_good && value.isArray();
        return value.toArray();
    }
    QJsonValue value(const char *key) const { return m_object.value(QLatin1String(key)); }
    void spoil() { m_good = false; }

private:
    QJsonObject m_object;
    bool m_good;
};

Error failure(ErrorKind kind, const char *code, const QString &subject, const QString &message)
{
    return {kind, QString::fromLatin1(code), subject + u": " + message};
}

QString excerpt(const QByteArray &body)
{
    QString text = QString::fromUtf8(body.left(400)).simplified();
    text.removeIf([](QChar c) { return !c.isPrint(); });
    return text.left(160);
}

std::optional<AlertReading> alertOf(const QJsonValue &value)
{
    Members members(value);
    Members status(members.value("status"));
    AlertReading alert;
    alert.fingerprint = members.text("fingerprint");
    alert.labels = members.texts("labels");
    alert.annotations = members.texts("annotations");
    alert.since = members.time("startsAt");
    alert.silencedBy = status.list("silencedBy");
    alert.name = alert.labels.value(QStringLiteral("alertname"));
    alert.severity = alert.labels.value(QStringLiteral("severity"));
    const QString state = status.text("state");
    if (state == u"suppressed")
        alert.state = AlertReading::State::Suppressed;
    else if (state != u"active" && state != u"unprocessed")
        status.spoil();
    return members.good() && status.good() ? std::optional<AlertReading>(alert) : std::nullopt;
}

std::optional<Silence> silenceOf(const QJsonValue &value)
{
    Members members(value);
    Members status(members.value("status"));
    Silence silence;
    silence.id = members.text("id");
    silence.startsAt = members.time("startsAt");
    silence.endsAt = members.time("endsAt");
    silence.createdBy = members.text("createdBy");
    silence.comment = members.text("comment");
    for (const QJsonValue &item : members.array("matchers")) {
        Members matcher(item);
        silence.matchers.append({matcher.text("name"), matcher.text("value"), matcher.flag("isRegex"), matcher.flag("isEqual", true)});
        if (!matcher.good())
            members.spoil();
    }
    const QString state = status.text("state");
    if (state == u"expired")
        silence.state = Silence::State::Expired;
    else if (state == u"pending")
        silence.state = Silence::State::Pending;
    else if (state != u"active")
        status.spoil();
    return members.good() && status.good() && !silence.id.isEmpty() ? std::optional<Silence>(silence) : std::nullopt;
}

template<typename T, typename One> Result<QList<T>> decodeList(const QString &subject, const HttpResponse &response, One one)
{
    const Result<QJsonValue> root = decodeAnswer(subject, response);
    if (!root)
        return root.error();
    if (!root->isArray())
        return failure(ErrorKind::Unreachable, "badAnswer", subject, AmWords::tr("the answer is not a list."));
    QList<T> out;
    for (const QJsonValue &item : root->toArray()) {
        const std::optional<T> decoded = one(item);
        if (!decoded)
            return failure(ErrorKind::Unreachable, "badAnswer", subject, AmWords::tr("entry %1 of the answer is not readable.").arg(out.size() + 1));
        out.append(*decoded);
    }
    return out;
}

} // namespace

Result<QJsonValue> decodeAnswer(const QString &subject, const HttpResponse &response)
{
    if (response.error) {
        Error error = *response.error;
        error.message = subject + u": " + error.message;
        return error;
    }
    const int status = *response.status;
    const QString said = AmWords::tr("HTTP %1: %2").arg(QString::number(status), excerpt(response.body));
    if (status >= 300 && status < 400)
        return failure(ErrorKind::Unreachable, "redirected", subject, AmWords::tr("the server redirects (HTTP %1), and redirects are not followed.").arg(status));
    if (status == 401 || status == 403)
        return failure(ErrorKind::NotPermitted, status == 401 ? "unauthorized" : "forbidden", subject, said);
    if (status == 502 || status == 503 || status == 504)
        return failure(ErrorKind::Unreachable, "unavailable", subject, said);
    if (status == 404)
        return failure(ErrorKind::Unreachable, "notAlertmanager", subject, said);
    if (status != 200)
        return failure(ErrorKind::Unreachable, "serverError", subject, said);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(response.body, &problem);
    if (problem.error == QJsonParseError::NoError)
        return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    if (response.body.trimmed().startsWith('<'))
        return failure(ErrorKind::Unreachable, "notAlertmanager", subject, AmWords::tr("the answer is a web page, perhaps a login: %1").arg(excerpt(response.body)));
    return failure(ErrorKind::Unreachable, "badAnswer", subject, AmWords::tr("the answer is not one complete JSON text."));
}

Result<QList<AlertReading>> decodeAlerts(const QString &subject, const HttpResponse &response)
{
    return decodeList<AlertReading>(subject, response, alertOf);
}

Result<QList<Silence>> decodeSilences(const QString &subject, const HttpResponse &response)
{
    return decodeList<Silence>(subject, response, silenceOf);
}

} // namespace maestro
