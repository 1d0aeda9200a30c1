// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/evaluate/verdictseries.h"

#include "cli/evaluate/verdictdocuments.h"
#include "cli/line/commandtable.h"
#include "text/humanize.h"
#include "text/slotext.h"

#include <QJsonDocument>

namespace maestro {

namespace {

constexpr qint64 piece = 256 * 1024;

} // namespace

VerdictSeries::VerdictSeries(Output *output, const QByteArray &policyHash)
    : m_output(output)
    , m_policyHash(policyHash)
{
    if (m_output->json())
        m_broken = !m_items.open() || !m_decisions.open();
}

void VerdictSeries::append(QTemporaryFile &file, const QJsonObject &item)
{
    const QByteArray text = (file.pos() > 0 ? "," : "") + QJsonDocument(item).toJson(QJsonDocument::Compact);
    m_broken = m_broken || file.write(text) != text.size();
}

void VerdictSeries::copy(QTemporaryFile &file)
{
    m_broken = m_broken || !file.seek(0);
    while (!m_broken && !file.atEnd())
        m_output->answerPart(file.read(piece));
}

void VerdictSeries::say(const QList<GateVerdict> &verdicts, const DecisionVerdict &decision)
{
    for (qsizetype i = 0; i < verdicts.size(); ++i) {
        const GateVerdict &verdict = verdicts.at(i);
        if (i < m_said.size() && m_said.at(i).state == verdict.state)
            continue;
        m_output->answer(QStringLiteral("%1  %2: %3, %4").arg(verdict.at.toString(Qt::ISODate), displaySafe(verdict.gate, 80), gateStateLabel(verdict.state), verdict.reason));
    }
    m_said = verdicts;
    if (decision.decision != m_decided.decision || decision.rule != m_decided.rule || !m_decided.at.isValid())
        m_output->answer(QStringLiteral("%1  => %2%3").arg(decision.at.toString(Qt::ISODate), decisionLabel(decision.decision),
                                                           decision.rule.isEmpty() ? QString() : QString(u": " % displaySafe(decision.rule, 160))));
    m_decided = decision;
}

void VerdictSeries::add(const QList<GateVerdict> &verdicts, const QList<PolicyGate> &gates, const DecisionVerdict &decision)
{
    if (!m_output->json())
        return say(verdicts, decision);
    for (qsizetype i = 0; i < verdicts.size(); ++i)
        append(m_items, verdictObject(verdicts.at(i), gates.at(i)));
    append(m_decisions, decisionObject(decision));
}

Result<Done> VerdictSeries::finish()
{
    if (!m_output->json())
        return Done{};
    // Written out before the first byte is printed: a full disk is told as an error, not as half a document.
    m_broken = m_broken || !m_items.flush() || !m_decisions.flush();
    if (!m_broken) {
        m_output->answerPart("{\"apiVersion\":\"maestro/v1\",\"kind\":\"VerdictSeries\",\"policyHash\":\"" + m_policyHash + "\",\"items\":[");
        copy(m_items);
        m_output->answerPart("],\"decisions\":[");
        copy(m_decisions);
        m_output->answerPart("]}\n");
    }
    if (m_broken)
        return Error{ErrorKind::Internal, QStringLiteral("temporaryFile"), CliText::tr("the verdicts could not be kept in the folder for temporary files"),
                     CliText::tr("Make room in it or set TMPDIR."), {}};
    return Done{};
}

} // namespace maestro
