// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/validation/escalation.h"

#include <QObject>

namespace maestro {

/// One validation with what follows from it, for a page.
struct ValidationView
{
    Validation validation;
    ValidationSubject subject;
    QString message; ///< for the channel, drafted
    QString note; ///< post-incident, Markdown
    QString messageChannel; ///< whose webhook takes the message; empty: a person copies it
    QList<EscalationClock> clocks;

    bool operator==(const ValidationView &) const = default;
};

/// The script of one check, as it would be started now. Nothing has begun.
struct CheckScript
{
    QString id; ///< of the action
    QString item;
    int attempt = 1;
    bool resumed = false; ///< it was begun, and nobody recorded its end: it is looked after, not started
    QString command; ///< to read, harmless
    qint64 limitMs = 0;
    QByteArray digest; ///< of all that decides what runs; what a person confirms

    bool operator==(const CheckScript &) const = default;
};

class ValidationPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// What a person says of a message or a tool.
    virtual void confirm(const QString &id, const QString &item, bool ok, const QString &note) = 0;
    /// `clock` is an EscalationClock's id.
    virtual void mark(const QString &clock, bool acknowledged, const QString &note) = 0;
    /// To the webhooks of the clock's channels, once each; what comes of it is in the views, a refusal in failed().
    virtual void send(const QString &clock) = 0;
    /// The drafted message, to the channel of this item of a validation.
    virtual void sendMessage(const QString &id, const QString &item) = 0;
    /// Answered by scriptPlanned or scriptFailed.
    virtual void planScript(const QString &id, const QString &item) = 0;
    /// Starts what was shown, at most once, or nothing: another digest is refused.
    virtual void runScript(const maestro::CheckScript &confirmed) = 0;
    /// SIGTERM to a script that runs; how it ends is told as ever.
    virtual void stopScript(const QString &id, const QString &item) = 0;

Q_SIGNALS:
    void viewsChanged(QList<maestro::ValidationView> views); ///< under way, and the last of each object since the start
    void failed(maestro::Error error);
    void scriptPlanned(maestro::CheckScript script);
    void scriptSaid(QString id, QString item, QString line); ///< of its output, without secrets
    void scriptEnded(QString id, QString item, bool ok, QString note); ///< and recorded
    void scriptFailed(QString id, QString item, maestro::Error error); ///< nothing was started, or its end could not be recorded
};

} // namespace maestro
