// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/checks/requestrun.h"

#include "journal/redactor.h"
#include "services/facts/healthprober.h"
#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

constexpr int shownLines = 40;

} // namespace

std::pair<bool, QString> judgedRequest(const RequestCheck &check, const WriteAnswer &answer)
{
    if (!answer.httpStatus)
        return {false, answer.fate == WriteAnswer::Fate::NotSent ? Words::tr("It was not sent: %1").arg(answer.message) : Words::tr("It was sent, and no answer came: %1").arg(answer.message)};
    HttpResponse response;
    response.status = answer.httpStatus;
    response.body = answer.body;
    const ProbeAnswer judged = judgedAnswer(check.expected, response);
    return {judged.ok.value_or(false), judged.text};
}

RequestRun::RequestRun(ToolCheck check, Means means, QObject *parent)
    : CheckAttempt(std::move(check), std::move(means), parent)
{
}

void RequestRun::begin()
{
    const RequestCheck &what = *check().request;
    HttpHeaders headers;
    for (auto it = what.headers.cbegin(); it != what.headers.cend(); ++it)
        headers.append(HttpHeader {it.key().toUtf8(), it.value().toUtf8()});
    const QString marker = check().subject.id % u'-' % check().item.section(u' ', 0, 0) % u'-' % QString::number(check().attempt);
    headers.append(HttpHeader {"Idempotency-Key", marker.toUtf8()});
    if (!std::all_of(headers.cbegin(), headers.cend(), isSafeHeader))
        return end(false, Words::tr("A header of the policy cannot be sent; nothing was sent."), {});
    m_waiting = true;
    Q_EMIT said(checkText(check()));
    sendOnce(what.endpoint, nullptr, means().secrets, what.request, marker, this, [this](const WriteAnswer &answer) { take(answer); }, headers, int(requestLimit(what).count()));
}

void RequestRun::resume()
{
    end(false, Words::tr("Whoever sent it ended before the answer was recorded; it is not sent again by itself."), {});
}

bool RequestRun::stop()
{
    if (!m_waiting)
        return false;
    WriteAnswer none;
    none.fate = WriteAnswer::Fate::Unknown;
    end(false, Words::tr("Stopped before the answer came; the server may have got it."), none);
    return true;
}

void RequestRun::take(const WriteAnswer &answer)
{
    if (!m_waiting)
        return; // it was stopped
    const QStringList lines = QString::fromUtf8(answer.body.left(16 * 1024)).split(u'\n');
    for (const QString &line : lines.mid(0, shownLines))
        if (!line.trimmed().isEmpty())
            Q_EMIT said(displaySafe(scrubbed(line), 2000));
    const auto [ok, text] = judgedRequest(*check().request, answer);
    end(ok, text, answer);
}

void RequestRun::end(bool ok, const QString &note, const WriteAnswer &answer)
{
    m_waiting = false;
    conclude(ok, scrubbed(note), {{QStringLiteral("httpStatus"), answer.httpStatus ? QJsonValue(*answer.httpStatus) : QJsonValue()}}, answer.body);
}

} // namespace maestro
