// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/evaluate/whatif.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "cli/output.h"
#include "text/humanize.h"

namespace maestro {

namespace {

constexpr qsizetype mostSpans = 500; ///< of one line
constexpr qsizetype mostSpansSaid = 20;

QJsonValue countsObject(const std::optional<QMap<QString, qint64>> &counts, const QStringList &words)
{
    if (!counts)
        return QJsonValue::Null;
    QJsonObject object;
    for (const QString &word : words)
        object.insert(word, counts->value(word));
    return object;
}

QString countsText(const std::optional<QMap<QString, qint64>> &counts)
{
    if (!counts)
        return QStringLiteral("-");
    QStringList parts;
    for (auto count = counts->cbegin(); count != counts->cend(); ++count)
        parts.append(QStringLiteral("%1 %2").arg(count.key()).arg(count.value()));
    return parts.isEmpty() ? QStringLiteral("-") : parts.join(QStringLiteral(", "));
}

const QStringList &gateWords()
{
    static const QStringList words{gateStateWord(GateState::Pass), gateStateWord(GateState::Hold), gateStateWord(GateState::Fail), gateStateWord(GateState::NoData),
                                   gateStateWord(GateState::Unset)};
    return words;
}

const QStringList &decisionWords()
{
    static const QStringList words{decisionWord(Decision::Promote), decisionWord(Decision::Hold), decisionWord(Decision::Rollback), decisionWord(Decision::Immediate),
                                   decisionWord(Decision::Conflict)};
    return words;
}

} // namespace

struct WhatIf::Judge
{
    explicit Judge(const Side &side)
        : gates(side.policy, side.gates)
        , maker(side.policy)
    {
    }

    void look(const SampleInstant &instant)
    {
        gates.evaluate(instant.at, instant.samples);
        decision = maker.decide(gates);
    }

    QString word(const QString &gate) const
    {
        for (const GateVerdict &verdict : gates.verdicts())
            if (verdict.gate == gate)
                return gateStateWord(verdict.state);
        return {};
    }

    GateEvaluator gates;
    DecisionMaker maker;
    DecisionVerdict decision;
};

WhatIf::WhatIf(const Side &before, const Side &after)
    : m_before(std::make_unique<Judge>(before))
    , m_after(std::make_unique<Judge>(after))
{
    const auto line = [this](const QString &name) -> Line & {
        const auto known = std::find_if(m_gates.begin(), m_gates.end(), [&name](const Line &one) { return one.name == name; });
        if (known != m_gates.end())
            return *known;
        m_gates.append(Line());
        m_gates.last().name = name;
        return m_gates.last();
    };
    for (const PolicyGate &gate : before.gates)
        line(gate.name).before.emplace();
    for (const PolicyGate &gate : after.gates)
        line(gate.name).after.emplace();
    m_decision.before.emplace();
    m_decision.after.emplace();
}

WhatIf::~WhatIf() = default;

void WhatIf::take(Line &line, const QDateTime &at, const QString &before, const QString &after)
{
    if (line.before)
        ++(*line.before)[before];
    if (line.after)
        ++(*line.after)[after];
    const bool differs = line.before && line.after && before != after;
    const bool goesOn = differs && line.open && line.spans.last().before == before && line.spans.last().after == after;
    if (goesOn)
        line.spans.last().to = at;
    else if (differs && line.spans.size() < mostSpans)
        line.spans.append({at, at, before, after});
    else if (differs)
        ++line.moreSpans;
    line.open = differs && line.moreSpans == 0;
}

void WhatIf::compare(const QDateTime &at)
{
    if (!m_from.isValid())
        m_from = at;
    m_to = at;
    ++m_instants;
    for (Line &line : m_gates)
        take(line, at, m_before->word(line.name), m_after->word(line.name));
    take(m_decision, at, decisionWord(m_before->decision.decision), decisionWord(m_after->decision.decision));
}

Result<Done> WhatIf::run(const SampleStream &before, const SampleStream &after)
{
    Result<std::optional<SampleInstant>> left = before();
    Result<std::optional<SampleInstant>> right = after();
    while (left && right && *left && *right) {
        const QDateTime leftAt = (*left)->at;
        const QDateTime rightAt = (*right)->at;
        if (leftAt <= rightAt)
            m_before->look(**left);
        if (rightAt <= leftAt)
            m_after->look(**right);
        if (leftAt == rightAt)
            compare(leftAt);
        if (leftAt <= rightAt)
            left = before();
        if (rightAt <= leftAt)
            right = after();
    }
    if (!left || !right)
        return left ? right.error() : left.error();
    return Done{};
}

QJsonObject WhatIf::lineObject(const Line &line)
{
    QJsonArray spans;
    for (const Span &span : line.spans)
        spans.append(QJsonObject{{QStringLiteral("from"), timeValue(span.from)}, {QStringLiteral("to"), timeValue(span.to)}, {QStringLiteral("before"), span.before},
                                 {QStringLiteral("after"), span.after}});
    const QStringList &words = line.name.isEmpty() ? decisionWords() : gateWords();
    QJsonObject object{{QStringLiteral("before"), countsObject(line.before, words)}, {QStringLiteral("after"), countsObject(line.after, words)}, {QStringLiteral("changes"), spans},
                       {QStringLiteral("more"), line.moreSpans}};
    if (!line.name.isEmpty())
        object.insert(QStringLiteral("gate"), line.name);
    return object;
}

QJsonObject WhatIf::object() const
{
    QJsonArray gates;
    for (const Line &line : m_gates)
        gates.append(lineObject(line));
    return {{QStringLiteral("instants"), m_instants}, {QStringLiteral("from"), timeValue(m_from)}, {QStringLiteral("to"), timeValue(m_to)}, {QStringLiteral("gates"), gates},
            {QStringLiteral("decision"), lineObject(m_decision)}};
}

QString WhatIf::text() const
{
    QString text = m_from.isValid() ? CliText::tr("%1 instants from %2 to %3").arg(m_instants).arg(utcText(m_from), utcText(m_to)) : CliText::tr("there are no samples");
    TextTable table({QStringLiteral("GATE"), QStringLiteral("BEFORE"), QStringLiteral("AFTER")});
    for (const Line &line : m_gates)
        table.add({displaySafe(line.name, 80), countsText(line.before), countsText(line.after)});
    table.add({CliText::tr("(decision)"), countsText(m_decision.before), countsText(m_decision.after)});
    text += u'\n' % table.text();
    for (const Line &line : m_gates + QList<Line>{m_decision}) {
        for (const Span &span : line.spans.mid(0, mostSpansSaid))
            text += CliText::tr("%1 to %2: %3 %4 instead of %5").arg(utcText(span.from), utcText(span.to), line.name.isEmpty() ? CliText::tr("(decision)") : displaySafe(line.name, 80), span.after, span.before) % u'\n';
        if (const qint64 more = line.moreSpans + std::max<qint64>(0, line.spans.size() - mostSpansSaid); more > 0)
            text += CliText::tr("and %1 times more").arg(more) % u'\n';
    }
    return text.trimmed();
}

} // namespace maestro
