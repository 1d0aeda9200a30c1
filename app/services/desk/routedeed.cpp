// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/desk/routedeed.h"

#include "journal/redactor.h"
#include "services/alerts/silencewriter.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Desk)
};

QString firstText(const QJsonObject &object, std::initializer_list<const char *> keys)
{
    for (const char *key : keys)
        if (const QString text = object.value(QLatin1String(key)).toString(); !text.isEmpty())
            return text.left(256);
    return {};
}

MutationResult resultOf(const WriteAnswer &answer)
{
    MutationResult result;
    result.httpStatus = answer.httpStatus;
    switch (answer.fate) {
    case WriteAnswer::Fate::Accepted: result.verdict = WriteVerdict::Accepted; break;
    case WriteAnswer::Fate::Unknown: result.verdict = WriteVerdict::Unknown; break;
    case WriteAnswer::Fate::NotSent: result.verdict = WriteVerdict::NotSent; break;
    case WriteAnswer::Fate::Refused:
    case WriteAnswer::Fate::NotPermitted: result.verdict = WriteVerdict::Refused; break;
    }
    if (answer.fate != WriteAnswer::Fate::Accepted)
        result.error = Error {ErrorKind::Refused, QStringLiteral("remote"), scrubbed(answer.message)};
    return result;
}

} // namespace

RemoteDeed::RemoteDeed(DeskCall call, std::shared_ptr<RemoteReader> reader, ClusterAccess *access, SecretStore *secrets)
    : m_call(std::move(call))
    , m_reader(std::move(reader))
    , m_access(access)
    , m_secrets(secrets)
{
}

MutationResult RemoteDeed::notSent(const Error &error)
{
    MutationResult result;
    result.verdict = WriteVerdict::NotSent;
    result.error = error;
    return result;
}

void RemoteDeed::post(const QString &id, const QString &reason, const Callback<MutationResult> &done)
{
    PlannedRequest request = m_call.request;
    request.body = completedBody(request.body, {{QStringLiteral("reason"), reason}, {QStringLiteral("action_id"), id}});
    HttpHeaders headers = remoteHeaders();
    headers.append(HttpHeader {"Idempotency-Key", id.toUtf8()});
    sendOnce(m_reader->endpoint(), m_access, m_secrets, request, id, this, [this, done](const WriteAnswer &answer) {
        m_answer = std::make_shared<WriteAnswer>(answer);
        done(resultOf(answer));
    }, headers);
}

Result<RoutePin> routePin(const QJsonDocument &document)
{
    const QJsonObject object = document.object();
    RoutePin pin;
    pin.now = firstText(object, {"model", "current", "pin"});
    pin.before = firstText(object, {"prevModel", "previous"});
    if (object.value(QStringLiteral("history")).isArray()) {
        const QJsonArray history = object.value(QStringLiteral("history")).toArray();
        pin.history = history.size();
        const QJsonValue last = history.isEmpty() ? QJsonValue() : history.last();
        if (pin.before.isEmpty())
            pin.before = last.isObject() ? firstText(last.toObject(), {"prevModel", "model"}) : last.toString().left(256);
    }
    if (pin.now.isEmpty())
        return Error {ErrorKind::Internal, QStringLiteral("noPin"), Words::tr("The answer does not tell a pin.")};
    return pin;
}

Deed::Sight routeSight(const DeskCall &call, const Result<RoutePin> &pin)
{
    using State = Deed::Sight::State;
    if (!pin)
        return {State::NotYet, pin.error().message};
    if (call.pin.isEmpty())
        return {State::Unseen, Words::tr("The pin is %1 now; what it was before is not known.").arg(pin->now)};
    if (pin->now == call.pin)
        return {State::NotYet, Words::tr("The pin is still %1.").arg(pin->now)};
    if (pin->now == call.to)
        return {State::There, Words::tr("The pin moved from %1 to %2.").arg(call.pin, pin->now)};
    return {State::Undecidable, Words::tr("The pin moved from %1 to %2, where %3 was expected: somebody else may have moved it.").arg(call.pin, pin->now, call.to)};
}

void RouteDeed::send(const QString &id, const QString &reason, Callback<MutationResult> done)
{
    if (call().readPin.isEmpty() || call().pin.isEmpty())
        return post(id, reason, done);
    reader()->get(call().readPin, whileAlive(this, [this, id, reason, done](const Result<QJsonDocument> &document) {
        const Result<RoutePin> pin = document ? routePin(*document) : Result<RoutePin>(document.error());
        if (pin && pin->now == call().pin && pin->before == call().to)
            return post(id, reason, done);
        MutationResult refused = notSent({ErrorKind::Refused, QStringLiteral("pinMoved"),
                                          pin ? Words::tr("Nothing was sent: the pin was %1 and would have returned to %2 when you confirmed; now it is %3 and would return to %4.")
                                                    .arg(call().pin, call().to, pin->now, pin->before)
                                              : Words::tr("Nothing was sent: the pin could not be read again. %1").arg(pin.error().message)});
        refused.verdict = pin ? WriteVerdict::Refused : WriteVerdict::NotSent;
        done(refused);
    }));
}

void RouteDeed::look(Callback<Sight> done)
{
    if (call().readPin.isEmpty()) {
        // What the answer says is told, not taken for the effect.
        const Result<RoutePin> said = answer() ? routePin(QJsonDocument::fromJson(answer()->body)) : Result<RoutePin>(Error {});
        QString text = Words::tr("No path is configured by which the pin could be read (read_pin), so its effect was not seen.");
        if (said)
            text += u' ' + Words::tr("The answer says that the pin is %1 now.").arg(displaySafe(said->now, 80));
        QTimer::singleShot(0, this, [done, text] { done({Sight::State::Unseen, text}); });
        return;
    }
    reader()->get(call().readPin, whileAlive(this, [this, done](const Result<QJsonDocument> &document) {
        const Result<RoutePin> pin = document ? routePin(*document) : Result<RoutePin>(document.error());
        m_seen = pin ? pin->now : QString();
        done(routeSight(call(), pin));
    }));
}

QJsonObject RouteDeed::evidence() const
{
    QJsonObject out {{QStringLiteral("server"), call().server}, {QStringLiteral("pinBefore"), call().pin}, {QStringLiteral("pinAfter"), m_seen}};
    if (answer()) {
        out.insert(QStringLiteral("http"), answer()->httpStatus ? QJsonValue(*answer()->httpStatus) : QJsonValue());
        out.insert(QStringLiteral("answer"), scrubbed(QString::fromUtf8(answer()->body)));
    }
    return out;
}

} // namespace maestro
