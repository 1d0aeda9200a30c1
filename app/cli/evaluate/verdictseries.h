// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/output.h"
#include "domain/base/result.h"
#include "domain/slo/verdict.h"
#include "domain/policy/policygate.h"

#include <QTemporaryFile>

namespace maestro {

/// A VerdictSeries on its way to stdout. Nothing is printed before it is whole, so that a bad last line leaves an Error alone; what
/// waits lies in temporary files, not in memory. Without --json it prints the changes as they come.
class VerdictSeries
{
public:
    VerdictSeries(Output *output, const QByteArray &policyHash);

    void add(const QList<GateVerdict> &verdicts, const QList<PolicyGate> &gates, const DecisionVerdict &decision);
    /// The document. Fails when the temporary files could not be written.
    Result<Done> finish();

private:
    void append(QTemporaryFile &file, const QJsonObject &item);
    void copy(QTemporaryFile &file);
    void say(const QList<GateVerdict> &verdicts, const DecisionVerdict &decision);

    Output *m_output;
    QByteArray m_policyHash;
    QTemporaryFile m_items;
    QTemporaryFile m_decisions;
    bool m_broken = false;
    QList<GateVerdict> m_said;
    DecisionVerdict m_decided;
};

} // namespace maestro
