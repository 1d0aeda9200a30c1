// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/audit/auditwebhook.h"

#include "net/mutationtransport.h"
#include "services/endpoints/endpointsender.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QUrl>

namespace maestro {

namespace {

constexpr int otherProcessMs = 5'000;
constexpr int longestRetryAfterMs = 120'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Audit)
};

QString shownUrl(const Endpoint &endpoint)
{
    return QUrl(endpoint.url).toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

/// The cursor, or the beginning of a journal that is not the one it speaks of.
AuditCursor ofJournal(AuditCursor cursor, const QList<JournalRecord> &records)
{
    const QString journal = records.isEmpty() ? QString() : records.first().at.toUTC().toString(Qt::ISODateWithMs);
    if (cursor.journal != journal) {
        cursor.segment.clear();
        cursor.seq = -1;
    }
    cursor.journal = journal;
    return cursor;
}

QString keyOf(const JournalRecord &record)
{
    return record.segment + u'/' + QString::number(record.seq);
}

/// What will never be accepted, however often it is sent.
bool isContentRefused(int status)
{
    return status == 400 || status == 413 || status == 422;
}

} // namespace

Result<std::optional<AuditWebhook::Settings>> auditSettings(const Paths &paths)
{
    const Result<AuditEndpoints> found = loadAuditEndpoints(paths.connectionsFile());
    if (!found)
        return found.error();
    if (!found->webhook)
        return std::optional<AuditWebhook::Settings>();
    return std::optional(AuditWebhook::Settings {*found->webhook, paths.state + QStringLiteral("/audit-webhook.json"), paths.state + QStringLiteral("/locks")});
}

bool isAuditEvent(RecordType type)
{
    return type != RecordType::Genesis && type != RecordType::Rotate;
}

QJsonObject auditEvent(const JournalRecord &record)
{
    const QJsonObject actor {{QStringLiteral("server"), record.actor.server}, {QStringLiteral("os"), record.actor.os}, {QStringLiteral("host"), record.actor.host},
                             {QStringLiteral("impersonating"), record.actor.impersonating}};
    return {{QStringLiteral("apiVersion"), QStringLiteral("maestro/v1")},
            {QStringLiteral("kind"), QStringLiteral("AuditEvent")},
            {QStringLiteral("segment"), record.segment},
            {QStringLiteral("seq"), record.seq},
            {QStringLiteral("id"), record.id},
            {QStringLiteral("type"), recordTypeWord(record.type)},
            {QStringLiteral("at"), record.at.toUTC().toString(Qt::ISODateWithMs)},
            {QStringLiteral("actor"), actor},
            {QStringLiteral("server"), record.server},
            {QStringLiteral("context"), record.object.context},
            {QStringLiteral("namespace"), record.object.ns},
            {QStringLiteral("name"), record.object.name},
            {QStringLiteral("objectKind"), record.objectKind},
            {QStringLiteral("uid"), record.objectUid},
            {QStringLiteral("verb"), record.verb},
            {QStringLiteral("reason"), record.reason},
            {QStringLiteral("ticket"), record.ticket},
            {QStringLiteral("state"), record.state},
            {QStringLiteral("message"), record.message},
            {QStringLiteral("details"), record.details}};
}

/// The records that are still to be delivered, oldest first.
QList<const JournalRecord *> AuditWebhook::waitingIn(const Settings &settings, const QList<JournalRecord> &records, const AuditCursor &cursor)
{
    QList<const JournalRecord *> out;
    for (const JournalRecord &record : records)
        if (isAuditEvent(record.type) && !cursor.isAfter(record) && (!settings.wants || settings.wants(record)))
            out.append(&record);
    return out;
}

AuditWebhook::AuditWebhook(const Settings &settings, SecretStore *secrets, const Clock *clock, Backoff::Random random, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_secrets(secrets)
    , m_clock(clock)
    , m_backoff(std::move(random))
    , m_retryTimer(this)
{
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &AuditWebhook::next);
    m_status.configured = true;
    m_status.url = shownUrl(settings.endpoint);
}

AuditWebhook::~AuditWebhook() = default;

AuditSinkStatus AuditWebhook::statusOf(const Settings &settings, const QList<JournalRecord> &records)
{
    AuditSinkStatus status;
    status.configured = true;
    status.url = shownUrl(settings.endpoint);
    const Result<AuditCursor> cursor = readAuditCursor(settings.stateFile);
    if (!cursor) {
        status.problem = cursor.error().message;
        return status;
    }
    status.waiting = waitingIn(settings, records, ofJournal(*cursor, records)).size();
    status.skipped = cursor->skipped;
    status.problem = cursor->problem;
    status.problemAt = cursor->problemAt;
    status.deliveredAt = cursor->deliveredAt;
    return status;
}

void AuditWebhook::take(const JournalRecordsPtr &records)
{
    m_records = records;
    if (!m_delivering && !m_retryTimer.isActive())
        next();
    tell();
}

void AuditWebhook::tell()
{
    AuditSinkStatus now = m_status;
    now.waiting = m_records ? waitingIn(m_settings, *m_records, m_cursor).size() : 0;
    now.skipped = m_cursor.skipped;
    now.problem = m_cursor.problem;
    now.problemAt = m_cursor.problemAt;
    now.deliveredAt = m_cursor.deliveredAt;
    if (now == m_status)
        return;
    m_status = now;
    Q_EMIT statusChanged(m_status);
}

void AuditWebhook::next()
{
    if (!m_records)
        return;
    if (!m_lock) {
        Result<std::unique_ptr<ActionLock>> lock = ActionLock::acquire(m_settings.lockDirectory, m_settings.name);
        if (!lock)
            return rest(otherProcessMs); // another process delivers, or the state folder says in its own place what is wrong with it
        m_lock = std::move(lock).value();
        const Result<AuditCursor> cursor = readAuditCursor(m_settings.stateFile);
        if (!cursor) {
            m_lock.reset(); // what is damaged stays as it is, for a person to look at
            return failed(cursor.error().message, otherProcessMs);
        }
        m_cursor = ofJournal(*cursor, *m_records);
    }
    const QList<const JournalRecord *> waiting = waitingIn(m_settings, *m_records, m_cursor);
    if (waiting.isEmpty()) {
        m_lock.reset();
        tell();
        Q_EMIT settled();
        return;
    }
    const qsizetype tooMany = std::max<qsizetype>(0, waiting.size() - m_settings.queueLimit);
    if (tooMany > 0) {
        m_cursor.skipped += tooMany;
        m_cursor.segment = waiting.at(tooMany - 1)->segment;
        m_cursor.seq = waiting.at(tooMany - 1)->seq;
    }
    deliver(*waiting.at(tooMany));
}

void AuditWebhook::deliver(const JournalRecord &record)
{
    m_delivering = true;
    resolveEndpoint(m_settings.endpoint, m_secrets, [this, guard = QPointer(this), record](const Result<EndpointAccess> &access) {
        if (!guard)
            return;
        if (access)
            return post(record, *access);
        m_delivering = false;
        failed(access.error().message, 0);
    });
}

void AuditWebhook::post(const JournalRecord &record, const EndpointAccess &access)
{
    if (m_settings.lookup) {
        const QString key = keyOf(record);
        if (m_cursor.tried == key)
            return lookFor(record, access);
        m_cursor.tried = key;
        if (const Result<Done> kept = writeAuditCursor(m_settings.stateFile, m_cursor); !kept) {
            m_delivering = false;
            return failed(kept.error().message, otherProcessMs);
        }
    }
    send("POST", {}, record, access, [this, record](const MutationReply &reply) {
        const bool arrived = reply.delivery == Delivery::Lost || (reply.status && *reply.status >= 500); // or may have
        if (!arrived)
            m_cursor.tried.clear();
        answered(record, reply);
    });
}

/// Before it is sent again: whether it is there already. Who may not look does not send again either.
void AuditWebhook::lookFor(const JournalRecord &record, const EndpointAccess &access)
{
    send("GET", m_settings.lookup(record), record, access, [this, record](const MutationReply &reply) {
        if (reply.error)
            return failed(reply.error->message, 0);
        const int status = reply.status.value_or(0);
        const QJsonDocument found = QJsonDocument::fromJson(reply.body);
        if (status == 200 && found.isArray()) {
            m_cursor.tried.clear();
            if (found.array().isEmpty())
                return deliver(record);
            m_cursor.problem.clear();
            m_cursor.problemAt = {};
            m_cursor.deliveredAt = m_clock->utcNow();
            return done(record);
        }
        if (status != 401 && status != 403)
            return failed(Words::tr("Whether it has the last one already could not be read: it answered %1.").arg(status), 0);
        ++m_cursor.skipped;
        m_cursor.problem = Words::tr("One may be there or not, and the token may not look: it was not sent again.");
        m_cursor.problemAt = m_clock->utcNow();
        done(record);
    });
}

void AuditWebhook::send(const QByteArray &method, const QByteArray &query, const JournalRecord &record, const EndpointAccess &access, std::function<void(const MutationReply &)> then)
{
    const QUrl url = access.identity.server;
    ServerIdentity identity = access.identity;
    identity.server.setPath({});
    const QByteArray path = url.path(QUrl::FullyEncoded).toLatin1();
    const bool write = method == "POST";
    HttpHeaders headers {{"User-Agent", "maestro-console/" MAESTRO_VERSION}};
    if (write)
        headers += HttpHeaders {{"Content-Type", "application/json"}, {"Idempotency-Key", keyOf(record).toLatin1()}};
    auto *transport = new MutationTransport(identity, this);
    connect(transport, &MutationTransport::finished, this, [this, transport, then = std::move(then)](const MutationReply &reply) {
        transport->deleteLater();
        m_delivering = false;
        then(reply);
    });
    const QByteArray body = write ? QJsonDocument(m_settings.body ? m_settings.body(record) : auditEvent(record)).toJson(QJsonDocument::Compact) : QByteArray();
    transport->send(method, (path.isEmpty() ? QByteArray("/") : path) + query, headers + access.headers, body, m_settings.deadlineMs);
}

void AuditWebhook::answered(const JournalRecord &record, const MutationReply &reply)
{
    if (reply.error)
        return failed(reply.error->message, 0);
    const int status = reply.status.value_or(0);
    if (status >= 200 && status < 300) {
        m_cursor.problem.clear();
        m_cursor.problemAt = {};
        m_cursor.deliveredAt = m_clock->utcNow();
        m_backoff.healthy(m_clock->bootMs());
        return done(record);
    }
    const QString problem = Words::tr("The webhook answered %1.").arg(status);
    if (isContentRefused(status)) { // this one record: the next may be taken
        ++m_cursor.skipped;
        m_cursor.problem = problem;
        m_cursor.problemAt = m_clock->utcNow();
        return done(record);
    }
    bool isNumber = false;
    const QList<QByteArray> after = reply.headerValues("retry-after");
    const int seconds = after.isEmpty() ? 0 : after.first().toInt(&isNumber);
    failed(problem, isNumber && seconds > 0 ? std::min(seconds, longestRetryAfterMs / 1000) * 1000 : 0);
}

void AuditWebhook::done(const JournalRecord &record)
{
    m_cursor.segment = record.segment;
    m_cursor.seq = record.seq;
    m_cursor.tried.clear();
    // Without the mark on disk the next one waits: otherwise a crash would repeat everything since.
    if (const Result<Done> kept = writeAuditCursor(m_settings.stateFile, m_cursor); !kept)
        return failed(kept.error().message, otherProcessMs);
    tell();
    next();
}

void AuditWebhook::failed(const QString &problem, int atLeastMs)
{
    m_cursor.problem = problem;
    m_cursor.problemAt = m_clock->utcNow();
    if (m_lock)
        (void)writeAuditCursor(m_settings.stateFile, m_cursor);
    m_lock.reset();
    rest(std::max(atLeastMs, m_backoff.next(m_clock->bootMs())));
}

void AuditWebhook::rest(int ms)
{
    m_retryTimer.start(ms);
    tell();
    Q_EMIT settled();
}

} // namespace maestro
