// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/audit/auditdelivery.h"

#include "cli/commands/commands.h"
#include "cli/documents/documents.h"
#include "services/audit/auditwebhook.h"

namespace maestro {

namespace {

constexpr int wholeDeliveryMs = 600'000;

QJsonObject sinkDocument(const AuditSinkStatus &status)
{
    QJsonObject object = document(QStringLiteral("AuditSink"));
    object[QLatin1String("configured")] = status.configured;
    object[QLatin1String("url")] = textOrNull(status.url);
    object[QLatin1String("waiting")] = status.waiting;
    object[QLatin1String("skipped")] = status.skipped;
    object[QLatin1String("problem")] = textOrNull(status.problem);
    object[QLatin1String("problemAt")] = timeValue(status.problemAt);
    object[QLatin1String("deliveredAt")] = timeValue(status.deliveredAt);
    return object;
}

} // namespace

void deliverAudit(Call *call, int ms, const std::function<void(const AuditSinkStatus &)> &then)
{
    const auto folders = call->folders();
    const auto settings = folders ? auditSettings(*folders) : Result<std::optional<AuditWebhook::Settings>>(folders.error());
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    if (!settings || !settings->has_value() || !records)
        return then({});
    auto *webhook = new AuditWebhook(**settings, call->secrets(), call->clock(), {}, call);
    auto *end = new QTimer(webhook);
    const auto finish = [webhook, end, then] {
        webhook->disconnect();
        end->stop();
        then(webhook->status());
        webhook->deleteLater();
    };
    QObject::connect(webhook, &AuditWebhook::settled, call, finish, Qt::QueuedConnection);
    QObject::connect(end, &QTimer::timeout, call, finish);
    end->setSingleShot(true);
    end->start(ms);
    webhook->take(std::make_shared<const QList<JournalRecord>>(*records));
}

void runJournalDeliver(Call *call)
{
    if (const auto folders = call->folders(); folders)
        if (const auto settings = auditSettings(*folders); !settings)
            return call->fail(settings.error());
    deliverAudit(call, wholeDeliveryMs, [call](const AuditSinkStatus &status) {
        call->out().answer(sinkDocument(status));
        if (!status.configured)
            call->out().answer(CliText::tr("no audit webhook is configured"));
        else if (status.waiting == 0)
            call->out().answer(CliText::tr("%1 has every record").arg(status.url));
        else
            call->out().answer(CliText::tr("%n record(s) wait: %1", "", int(status.waiting)).arg(status.problem));
        call->finish(status.waiting > 0 ? exitCode(ErrorKind::Unreachable) : 0);
    });
}

} // namespace maestro
