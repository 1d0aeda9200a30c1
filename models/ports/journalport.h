// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/journal/auditsink.h"
#include "domain/journal/journalrecord.h"
#include "domain/journal/receivedwebhook.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace maestro {

using JournalRecordsPtr = std::shared_ptr<const QList<JournalRecord>>;

/// Reads the Journal. Writing is the business of the operation service alone.
class JournalPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void verify() = 0;
    virtual void exportTo(const QString &path) = 0;

Q_SIGNALS:
    void recordsChanged(maestro::JournalRecordsPtr records); ///< oldest first
    void verified(maestro::JournalVerification verification);
    void auditSinkChanged(maestro::AuditSinkStatus status); ///< never, when no sink is configured
    void exported(QString path, QString error); ///< error empty: written
    void receiverChanged(maestro::ReceiverStatus status); ///< never, when nothing is received
    void noticesChanged(QStringList notices); ///< what an operator should know of where the Journal lies; empty: nothing
};

} // namespace maestro
