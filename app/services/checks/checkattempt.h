// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/secretstore.h"
#include "services/checks/toolcheck.h"
#include "services/journalservice.h"

namespace maestro {

/// One attempt of a check: recorded before it begins, and its end recorded as what a person would have said of it. It is begun at most once,
/// whoever asks. Lives on the services' thread.
class CheckAttempt : public QObject
{
    Q_OBJECT
public:
    struct Means
    {
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        QMap<QString, QString> environment; ///< of every program
        QString runs; ///< folder of all runs
        SecretStore *secrets = nullptr; ///< of requests; none: those with a token are not sent
        QString evidence = {}; ///< folder of what they said; empty: it is not kept
    };

    void start();
    virtual bool stop() = 0; ///< asks it to end; false: it does not run

Q_SIGNALS:
    void said(QString line); ///< of its output, without secrets
    void ended(bool ok, QString note); ///< and recorded
    void failed(maestro::Error error); ///< nothing was started, or the end could not be recorded

protected:
    CheckAttempt(ToolCheck check, Means means, QObject *parent);

    virtual void begin() = 0;
    virtual void resume() = 0; ///< begun by somebody who is gone, or is still at it
    /// `facts` are added to `details.process` of the record, and what it said, without secrets, is kept before that. Whether it is.
    bool conclude(bool ok, const QString &note, QJsonObject facts, const QByteArray &output);
    const ToolCheck &check() const { return m_check; }
    const Means &means() const { return m_means; }

private:
    JournalRecord record(const QString &state) const;

    ToolCheck m_check;
    Means m_means;
};

/// A ToolRun or a RequestRun.
CheckAttempt *makeAttempt(ToolCheck check, CheckAttempt::Means means, QObject *parent);

} // namespace maestro
