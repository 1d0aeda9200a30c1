// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/checks/toolcheck.h"

#include "domain/validation/validationplan.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

constexpr QLatin1String checkVerb("check");
constexpr qint64 largestBody = 1024 * 1024;

QJsonObject processOf(const JournalRecord &record)
{
    return record.details.value(QLatin1String("process")).toObject();
}

int attemptOf(const JournalRecord &record)
{
    return processOf(record).value(QLatin1String("attempt")).toInt();
}

DeskVariables variablesFor(const PolicyMatch &match, const ValidationSubject &subject)
{
    DeskVariables names = programVariables(match, subject.target);
    names.insert({{QStringLiteral("action_id"), subject.id}, {QStringLiteral("revision"), subject.toRevision > 0 ? QString::number(subject.toRevision) : QString()}});
    names.removeIf([](const std::pair<const QString &, QString &> &one) { return one.second.isEmpty(); });
    names.insert(QStringLiteral("reason"), subject.reason.simplified());
    return names;
}

ToolCheck nextAttempt(const ValidationSubject &subject, const QString &item, const QList<JournalRecord> &records)
{
    ToolCheck check {subject, item, 1, false, {}};
    const CheckAttempts attempts = checkAttempts(records, subject.id, item);
    check.resumed = attempts.begun > attempts.ended;
    check.attempt = check.resumed ? attempts.begun : attempts.begun + 1;
    return check;
}

Error badRequest(const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("badRequest"), message, {}, {}};
}

/// The reference behind a variable of the policy; empty: it has none.
QString referenceOf(const Policy &policy, const QString &variable)
{
    return policy.document.value(QStringLiteral("variables")).toMap().value(variable).toMap().value(QStringLiteral("from")).toString();
}

/// Values are percent-encoded, so that none can change host or path depth.
Result<QUrl> addressOf(const QString &written, const DeskVariables &variables)
{
    DeskVariables encoded;
    for (auto it = variables.cbegin(); it != variables.cend(); ++it)
        encoded.insert(it.key(), QString::fromLatin1(QUrl::toPercentEncoding(it.value())));
    QStringList missing;
    const QUrl url(filled(written, encoded, &missing), QUrl::StrictMode);
    if (!missing.isEmpty())
        return badRequest(Words::tr("Nobody says what {{%1}} is.").arg(displaySafe(missing.constFirst(), 80)));
    const bool http = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
    if (!url.isValid() || !http || url.host().isEmpty() || !url.userInfo().isEmpty())
        return badRequest(Words::tr("\"%1\" is no http or https address without user and password.").arg(displaySafe(written, 200)));
    return url;
}

Result<Done> readBody(const SuiteStep &step, const ProgramGround &ground, RequestCheck &check)
{
    if (step.bodyFile.isEmpty())
        return Done {};
    QFile file(QDir(ground.scriptFolder).absoluteFilePath(step.bodyFile));
    if (!QFileInfo(file).isFile() || file.size() > largestBody || !file.open(QIODevice::ReadOnly))
        return badRequest(Words::tr("%1 cannot be sent: a file that can be read, of at most 1 MiB, is needed.").arg(displaySafe(file.fileName(), 300)));
    check.request.body = file.read(largestBody + 1);
    if (check.request.body.size() > largestBody)
        return badRequest(Words::tr("%1 cannot be sent: it grew while it was read.").arg(displaySafe(file.fileName(), 300)));
    check.bodyFile = file.fileName();
    const QString suffix = QFileInfo(file).suffix().toLower();
    check.request.contentType = suffix == QLatin1String("json") ? QStringLiteral("application/json") : QStringLiteral("application/octet-stream");
    return Done {};
}

Result<RequestCheck> prepareRequest(const PolicyMatch &match, const SuiteStep &step, const DeskVariables &variables, const ProgramGround &ground)
{
    const Result<QUrl> url = addressOf(step.request.url, variables);
    if (!url)
        return url.error();
    RequestCheck check;
    check.endpoint.url = url->adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toString(QUrl::FullyEncoded);
    check.request.method = step.request.method;
    check.request.path = url->path(QUrl::FullyEncoded).isEmpty() ? QStringLiteral("/") : url->path(QUrl::FullyEncoded);
    if (url->hasQuery())
        check.request.path += u'?' + url->query(QUrl::FullyEncoded);
    check.expected = step.request;
    check.timeout = step.timeout;
    for (auto it = step.request.headers.cbegin(); it != step.request.headers.cend(); ++it) {
        QStringList missing;
        check.headers.insert(it.key(), filled(it.value(), variables, &missing));
        if (!missing.isEmpty())
            return badRequest(Words::tr("Nobody says what {{%1}} is.").arg(displaySafe(missing.constFirst(), 80)));
    }
    if (!step.auth.isEmpty()) {
        check.endpoint.token = referenceOf(*match.policy, step.auth);
        if (check.endpoint.token.isEmpty())
            return badRequest(Words::tr("The variable %1 of the policy has no secret: `from` names none.").arg(displaySafe(step.auth, 80)));
    }
    if (const Result<Done> body = readBody(step, ground, check); !body)
        return body.error();
    return check;
}

QString requestText(const RequestCheck &check)
{
    QString text = displaySafe(check.request.method % u' ' % check.endpoint.url % check.request.path, 600);
    if (!check.endpoint.token.isEmpty())
        text = Words::tr("%1 with the token %2").arg(text, displaySafe(check.endpoint.token, 120));
    if (!check.bodyFile.isEmpty())
        text = Words::tr("%1 and %n byte(s) of %2", nullptr, int(check.request.body.size())).arg(text, displaySafe(check.bodyFile, 300));
    return text;
}

} // namespace

Result<ToolCheck> toolCheck(const PolicyMatch &match, const ValidationSubject &subject, const QString &item, const QList<JournalRecord> &records, const ProgramGround &ground)
{
    const QList<ValidationStep> steps = match ? validationPlan(match).steps : QList<ValidationStep>();
    const auto step = std::find_if(steps.cbegin(), steps.cend(), [&item](const ValidationStep &one) { return one.id == item && one.type == CheckType::Tool; });
    if (step == steps.cend())
        return Error{ErrorKind::BadInput, QStringLiteral("noItem"), Words::tr("The policy has no script \"%1\" among the checks of this service.").arg(displaySafe(item, 80)), {}, {}};
    ToolCheck check = nextAttempt(subject, item, records);
    if (const Result<Done> ready = prepareCheck(*step, variablesFor(match, subject), ground, &check.call); !ready && !check.resumed)
        return ready.error();
    return check;
}

Result<ToolCheck> suiteCheck(const PolicyMatch &match, const ValidationSubject &subject, const SuiteStep &step, const QList<JournalRecord> &records, const ProgramGround &ground,
                             const QDateTime &now)
{
    ToolCheck check = nextAttempt(subject, step.id, records);
    const DeskVariables variables = variablesFor(match, subject);
    if (step.isRequest()) {
        for (const UnfinishedScript &one : unfinishedScripts(records))
            if (one.id == subject.id && one.item == step.id && one.at.msecsTo(now) < orphanedAfterMs(one))
                return Error {ErrorKind::Refused, QStringLiteral("underWay"), Words::tr("Its answer may still be waited for elsewhere."), Words::tr("Try again in a minute."), {}};
        const Result<RequestCheck> request = prepareRequest(match, step, variables, ground);
        if (!request && !check.resumed)
            return request.error();
        check.request = request ? *request : RequestCheck();
        return check;
    }
    ValidationStep program;
    program.id = step.id;
    program.argv = step.argv;
    program.environment = step.environment;
    program.timeoutMs = step.timeout.count();
    if (const Result<Done> ready = prepareCheck(program, variables, ground, &check.call); !ready && !check.resumed)
        return ready.error();
    return check;
}

std::chrono::milliseconds requestLimit(const RequestCheck &check)
{
    return check.timeout.count() > 0 ? check.timeout : std::chrono::milliseconds(20'000);
}

QString checkText(const ToolCheck &check)
{
    return check.request ? requestText(*check.request) : commandText(check.call);
}

CheckAttempts checkAttempts(const QList<JournalRecord> &records, const QString &id, const QString &item)
{
    CheckAttempts attempts;
    for (const JournalRecord &record : records) {
        if (record.id != id || record.type != RecordType::Note || record.details.value(QLatin1String("check")).toString() != item)
            continue;
        int &newest = record.verb == checkVerb ? attempts.begun : attempts.ended;
        newest = std::max(newest, attemptOf(record));
    }
    return attempts;
}

qint64 orphanedAfterMs(const UnfinishedScript &script)
{
    return script.requestMs > 0 ? script.requestMs + 60'000 : 60'000;
}

QList<UnfinishedScript> unfinishedScripts(const QList<JournalRecord> &records)
{
    QList<UnfinishedScript> found;
    for (const JournalRecord &record : records) {
        const QString item = record.details.value(QLatin1String("check")).toString();
        if (record.type != RecordType::Note || item.isEmpty() || !record.details.contains(QLatin1String("process")))
            continue;
        found.removeIf([&](const UnfinishedScript &one) { return one.id == record.id && one.item == item; });
        if (record.verb == checkVerb)
            found.append({record.id, item, attemptOf(record), record.at, processOf(record).value(QLatin1String("requestMs")).toInteger()});
    }
    return found;
}

} // namespace maestro
