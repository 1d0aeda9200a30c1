// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/evaluate/samplesource.h"
#include "domain/slo/decisions.h"

#include <QJsonObject>
#include <QMap>

namespace maestro {

/// The same samples under two policies (ledger ALR-11): how often each gate and the decision said what, and when they differ. What stands in only one of
/// them counts there alone.
class WhatIf
{
public:
    struct Side
    {
        PolicyPtr policy;
        QList<PolicyGate> gates;
    };
    WhatIf(const Side &before, const Side &after);
    ~WhatIf();

    /// Reads both streams to their end; instants that only one has are compared with nothing. Fails as a stream does.
    Result<Done> run(const SampleStream &before, const SampleStream &after);

    QJsonObject object() const; ///< the member `replay` of a PolicyDiff
    QString text() const;

private:
    struct Judge;
    /// A stretch of time in which both said the same two things.
    struct Span
    {
        QDateTime from;
        QDateTime to;
        QString before;
        QString after;
    };
    /// One gate, or the decision.
    struct Line
    {
        QString name;
        std::optional<QMap<QString, qint64>> before; ///< how often it said what
        std::optional<QMap<QString, qint64>> after;
        QList<Span> spans;
        qint64 moreSpans = 0;
        bool open = false; ///< the last span goes on
    };

    void compare(const QDateTime &at);
    static void take(Line &line, const QDateTime &at, const QString &before, const QString &after);
    static QJsonObject lineObject(const Line &line);

    std::unique_ptr<Judge> m_before;
    std::unique_ptr<Judge> m_after;
    QList<Line> m_gates;
    Line m_decision;
    QDateTime m_from;
    QDateTime m_to;
    qint64 m_instants = 0;
};

} // namespace maestro
