// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/receive/receivecommand.h"

#include "cli/documents/documents.h"
#include "services/receive/webhookreceiver.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QJsonObject webhookDocument(const JournalRecord &record, const ReceivedWebhook &webhook)
{
    QJsonObject object = document(QStringLiteral("Webhook"));
    object[QLatin1String("id")] = record.id;
    object[QLatin1String("at")] = timeValue(webhook.at);
    object[QLatin1String("context")] = webhook.target.context;
    object[QLatin1String("namespace")] = webhook.target.ns;
    object[QLatin1String("name")] = webhook.target.name;
    object[QLatin1String("said")] = webhook.said;
    object[QLatin1String("from")] = webhook.from;
    object[QLatin1String("bytes")] = webhook.bytes;
    object[QLatin1String("sha256")] = webhook.sha256;
    return object;
}

} // namespace

/// One line where it listens, then one for each webhook, until it is interrupted. What it cannot listen for ends it.
void runReceive(Call *call)
{
    const auto folders = call->folders();
    const auto journal = folders ? call->journal() : Result<JournalService *>(folders.error());
    const auto usable = journal ? (*journal)->usable() : Result<Done>(journal.error());
    const auto settings = usable ? receiverSettings(folders->config) : Result<std::optional<ReceiverSettings>>(usable.error());
    if (!settings)
        return call->fail(settings.error());
    if (!settings->has_value())
        return call->fail({ErrorKind::BadInput, QStringLiteral("noReceiver"), CliText::tr("no webhooks are received: there is no %1").arg(folders->config + QStringLiteral("/receiver.yaml")),
                           CliText::tr("`receiver: {listen: \"127.0.0.1:9797\", secret: \"keychain:NAME\", context: CONTEXT}` turns it on."), {}});
    auto *receiver = new WebhookReceiver({*journal, call->secrets(), call->clock(), folders->state + QStringLiteral("/evidence")}, call);
    const auto told = std::make_shared<QString>();
    QObject::connect(receiver, &WebhookReceiver::statusChanged, call, [call, told](const ReceiverStatus &status) {
        if (status.url.isEmpty())
            return call->fail({ErrorKind::Refused, QStringLiteral("cannotListen"), status.problem, {}, {}});
        if (!status.problem.isEmpty())
            call->out().note(CliText::tr("maestro: %1").arg(status.problem));
        if (!std::exchange(*told, status.url).isEmpty())
            return;
        QJsonObject object = document(QStringLiteral("Receiver"));
        object[QLatin1String("url")] = status.url;
        call->out().answer(object);
        call->out().answer(CliText::tr("webhooks are taken at %1?namespace=NAMESPACE&name=NAME").arg(status.url));
    });
    QObject::connect(receiver, &WebhookReceiver::taken, call, [call](const JournalRecord &record) {
        const auto webhook = receivedWebhook(record);
        if (!webhook)
            return;
        call->out().answer(webhookDocument(record, *webhook));
        call->out().answer(CliText::tr("%1  %2/%3: %4, %5 bytes from %6").arg(utcText(webhook->at), webhook->target.ns, webhook->target.name, webhook->said).arg(webhook->bytes).arg(webhook->from));
    });
    receiver->start(**settings);
}

} // namespace maestro
