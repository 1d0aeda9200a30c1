// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alerts/alertrouting.h"
#include "domain/operation/outcome.h"
#include "domain/slo/silence.h"
#include "domain/slo/sloreport.h"

namespace maestro {

/// What all Alertmanagers of all connections say.
struct AlertBoard
{
    QString connection;
    QDateTime readAt;
    QList<AlertReading> alerts;
    QList<Silence> silences;
    std::optional<Error> problem;

    bool operator==(const AlertBoard &) const = default;
};

/// A change of silences as it would be sent; confirmed by its digest like every write.
struct SilencePlan
{
    QString id; ///< of the action; a new silence carries it at the end of its comment, where it is found again
    QString connection;
    QString server; ///< base URL of the one Alertmanager that is written to
    Actor actor;
    Silence silence;
    bool expire = false;
    PlannedRequest request;
    QString effect; ///< in words
    QStringList warnings;
    QString digest;
    qint64 armedAtBootMs = -1; ///< a confirmation is good for silencePlanLifetimeMs from here
};

constexpr qint64 silencePlanLifetimeMs = 60'000;

/// How one confirmed silence plan ended; words and exit codes are those of an operation.
struct SilenceOutcome
{
    QString id;
    OutcomeState state = OutcomeState::Failed;
    QString message;
    std::optional<int> httpStatus;
    Silence silence; ///< as read back, else as planned
    QString journalSegment;
    qint64 journalSeq = -1;
};

/// The door to alerts and silences.
class AlertPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void planSilence(const QString &connection, const Silence &silence, bool expire) = 0;
    /// Intent on disk, one request, read back, outcome on disk.
    virtual void execute(const SilencePlan &plan, const Confirmation &confirmation) = 0;
    /// Reads rules and routes of every connection once, and answers with routingRead.
    virtual void readRouting() = 0;

Q_SIGNALS:
    void boardsChanged(QList<maestro::AlertBoard> boards);
    void silencePlanned(maestro::SilencePlan plan);
    void routingRead(QList<maestro::AlertRouting> all, QDateTime at);
    void failed(maestro::Error error);
    void finished(QString outcome); ///< a word of cli.md's Outcome.state and a sentence
    void silenceFinished(maestro::SilenceOutcome outcome); ///< the same, whole
};

} // namespace maestro
