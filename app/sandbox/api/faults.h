// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace maestro::sandbox {

/// One request as it reached the server, for the ground truth of tests.
struct Arrival
{
    QString auditId;
    QByteArray method;
    QString path;
    QString query;
    QString user;
    QByteArray userAgent;
    QByteArray body;
    /// 0 while unanswered.
    int status = 0;
    /// The store changed because of it.
    bool committed = false;
};

/// What is broken on purpose in one simulated cluster, and what was really received.
class Faults
{
public:
    enum class Lose { BeforeCommit, AfterCommit };

    /// Answers are held back, streams fall silent; connections stay open.
    bool frozen = false;
    /// New requests get 429 with this Retry-After while positive; `rejections` counts down, negative means for ever.
    int retryAfterSeconds = 0;
    int rejections = 0;
    /// Reconciliations wait this long, in simulated milliseconds.
    qint64 controllerDelayMs = 0;
    /// Discovery and reviews answer, everything else is refused with this code when not 0.
    int failWithStatus = 0;

    /// An admission webhook says no to every change of a workload with these words; dry runs are asked like any other.
    QString denial;
    /// A webhook with side effects stands before workloads: it cannot be asked beforehand.
    bool noDryRun = false;
    /// The n-th mutation from now on (1 is the next) is cut off without an answer.
    void loseReply(int nth, Lose when)
    {
        m_loseNth = nth;
        m_loseWhen = when;
    }
    /// Takes the place of loseReply(): asked with each mutation just before it is applied, so what it does itself comes between
    /// the request's leaving and its arrival.
    std::function<std::optional<Lose>(const Arrival &)> beforeMutation;
    /// For beforeMutation to set: the mutation that it was asked about is answered with this code and changes nothing.
    int answerThis = 0;
    /// JSON Patches lose their `test` operations: what a plain merge patch would have done.
    bool ignoreTests = false;
    /// Counts a mutation; tells how this one's reply is lost, if it is.
    std::optional<Lose> lossOf(const Arrival &arrival)
    {
        if (arrival.query.contains(QLatin1String("dryRun=All")))
            return std::nullopt; // changes nothing
        if (beforeMutation)
            return beforeMutation(arrival);
        if (m_loseNth <= 0 || --m_loseNth > 0)
            return std::nullopt;
        return m_loseWhen;
    }

    QList<Arrival> arrivals;

private:
    int m_loseNth = 0;
    Lose m_loseWhen = Lose::AfterCommit;
};

} // namespace maestro::sandbox
