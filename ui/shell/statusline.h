// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal/auditsink.h"
#include "domain/journal/journalrecord.h"
#include "domain/journal/receivedwebhook.h"
#include "domain/rollout/fleet.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

/// The bottom line: each connection with its age, the state of the Journal, UTC.
class StatusLine : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(Theme *theme, QWidget *parent = nullptr);

    void setConnections(const QList<ConnectionStatus> &connections, qint64 nowBootMs);
    void setJournal(qsizetype records, int open);
    void setVerification(const JournalVerification &verification, const QDateTime &at);
    void setAuditSink(const AuditSinkStatus &status);
    void setReceiver(const ReceiverStatus &status);
    QString receiverText() const; ///< where webhooks are taken; empty: nowhere
    void setTime(const QDateTime &utc);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString journalText() const;

    Theme *m_theme;
    QList<ConnectionStatus> m_connections;
    qint64 m_now = 0;
    qsizetype m_records = -1;
    int m_open = 0;
    QString m_verified;
    AuditSinkStatus m_sink;
    ReceiverStatus m_receiver;
    bool m_broken = false;
    QDateTime m_utc;
};

} // namespace maestro
