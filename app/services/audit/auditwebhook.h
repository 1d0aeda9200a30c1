// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "config/paths.h"
#include "domain/base/clock.h"
#include "domain/journal/auditsink.h"
#include "journal/actionlock.h"
#include "net/backoff.h"
#include "net/httprequest.h"
#include "ports/journalport.h"
#include "services/audit/auditcursor.h"

#include <QObject>

namespace maestro {

class MutationTransport;
class SecretStore;
struct EndpointAccess;
struct MutationReply;

/// Delivers the Journal's records to an HTTP webhook, or as annotations to Grafana, in order, at least once, one at a time; each carries an
/// Idempotency-Key, so that a receiver can drop what comes twice. A receiver that can be asked is asked before anything is sent again, and
/// gets nothing twice: what left without an answer is marked on disk first. The Journal on disk is the queue: at most the newest 10,000 records wait, older ones count as
/// skipped. Never waited for by an action. One process of a user delivers at a time. Lives on the thread of the services.
class AuditWebhook : public QObject
{
    Q_OBJECT
public:
    struct Settings
    {
        Endpoint endpoint; ///< https, or http to a loopback address
        QString stateFile;
        QString lockDirectory;
        int deadlineMs = 10'000;
        qsizetype queueLimit = 10'000;
        QString name = QStringLiteral("audit-webhook"); ///< of its lock
        std::function<bool(const JournalRecord &)> wants = {}; ///< empty: every record that is not the chain's own
        std::function<QJsonObject(const JournalRecord &)> body = {}; ///< empty: auditEvent()
        std::function<QByteArray(const JournalRecord &)> lookup = {}; ///< of a receiver that can be asked: a query to the same address that lists the record if it is there
    };

    AuditWebhook(const Settings &settings, SecretStore *secrets, const Clock *clock, Backoff::Random random = {}, QObject *parent = nullptr);
    ~AuditWebhook() override;

    /// The Journal as it is now; what is new in it is delivered. While waiting after a failure this changes the queue, not the wait.
    void take(const JournalRecordsPtr &records);
    const AuditSinkStatus &status() const { return m_status; }

    /// How a sink stands by its files alone, for the command line.
    static AuditSinkStatus statusOf(const Settings &settings, const QList<JournalRecord> &records);

Q_SIGNALS:
    void statusChanged(maestro::AuditSinkStatus status);
    void settled(); ///< nothing is left to deliver, or the next attempt is some time away

private:
    static QList<const JournalRecord *> waitingIn(const Settings &settings, const QList<JournalRecord> &records, const AuditCursor &cursor);
    void next();
    void deliver(const JournalRecord &record);
    void post(const JournalRecord &record, const EndpointAccess &access);
    void lookFor(const JournalRecord &record, const EndpointAccess &access);
    void send(const QByteArray &method, const QByteArray &query, const JournalRecord &record, const EndpointAccess &access, std::function<void(const MutationReply &)> then);
    void answered(const JournalRecord &record, const MutationReply &reply);
    void done(const JournalRecord &record);
    void failed(const QString &problem, int atLeastMs);
    void rest(int ms);
    void tell();

    Settings m_settings;
    SecretStore *m_secrets;
    const Clock *m_clock;
    Backoff m_backoff;
    JournalRecordsPtr m_records;
    AuditCursor m_cursor;
    std::unique_ptr<ActionLock> m_lock; ///< held while delivering
    bool m_delivering = false;
    QTimer m_retryTimer;
    AuditSinkStatus m_status;
};

/// The sink of connections.yaml, with its files among the others of this user; absent when none is configured.
Result<std::optional<AuditWebhook::Settings>> auditSettings(const Paths &paths);

/// The JSON document of one record; nothing that is not in the Journal.
QJsonObject auditEvent(const JournalRecord &record);
bool isAuditEvent(RecordType type); ///< the chain's own records (genesis, rotate) are not

} // namespace maestro
