// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/bake/bakedocuments.h"
#include "cli/bake/bakeofrollout.h"
#include "cli/policy/policyinput.h"

#include <QFile>

namespace maestro {

namespace {

constexpr qsizetype longestLine = 1024 * 1024;

/// Feeds the lines of a file or pipe, one verdict for each, as they come.
class SampleStream
{
public:
    SampleStream(Call *call, BakeRules rules, QString file)
        : m_call(call)
        , m_comparison(std::move(rules))
        , m_file(std::move(file))
    {
    }

    std::optional<Error> take(const QByteArray &line)
    {
        ++m_line;
        if (line.trimmed().isEmpty())
            return {};
        const auto sample = readBakeSample(line);
        if (!sample)
            return placed(sample.error());
        if (const BakeRefusal refusal = m_comparison.add(*sample); refusal != BakeRefusal::None)
            return placed(bakeRefusalError(refusal));
        ++m_samples;
        if (m_call->out().json())
            m_call->out().answer(bakeDocument(m_comparison.verdict()));
        return {};
    }

    std::optional<Error> run()
    {
        QFile source(m_file);
        if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
            return Error{ErrorKind::BadInput, QStringLiteral("unreadable"), CliText::tr("%1: %2").arg(m_file, source.errorString()), {}, SourcePlace{m_file}};
        QByteArray pending;
        char block[64 * 1024];
        for (qint64 got = source.read(block, sizeof block); got != 0 && !m_call->out().readerGone(); got = source.read(block, sizeof block)) {
            if (got < 0)
                return Error{ErrorKind::BadInput, QStringLiteral("unreadable"), CliText::tr("%1: %2").arg(m_file, source.errorString()), {}, SourcePlace{m_file}};
            qsizetype from = 0;
            pending.append(block, got);
            for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n', from)) {
                if (auto problem = take(pending.mid(from, end - from)))
                    return problem;
                from = end + 1;
            }
            pending.remove(0, from);
            if (pending.size() > longestLine)
                return placed({ErrorKind::BadInput, QStringLiteral("badSample"), CliText::tr("a line longer than a mebibyte"), {}, SourcePlace{}}, 1);
        }
        if (auto problem = take(pending))
            return problem;
        if (m_samples == 0)
            return Error{ErrorKind::BadInput, QStringLiteral("noSamples"), CliText::tr("%1 holds no sample").arg(m_file), {}, SourcePlace{m_file}};
        return {};
    }

    BakeVerdict verdict() const { return m_comparison.verdict(); }

private:
    Error placed(Error error, int ahead = 0) const
    {
        error.where = SourcePlace{m_file, m_line + ahead, 0, error.where ? error.where->field : QString()};
        return error;
    }

    Call *m_call;
    BakeComparison m_comparison;
    QString m_file;
    int m_line = 0;
    qint64 m_samples = 0;
};

} // namespace

void runBake(Call *call)
{
    const bool named = !call->line().operands.isEmpty();
    if (named == call->line().has("samples"))
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("bake needs the NAME of a rollout or --samples FILE, one of them"),
                           CliText::tr("See maestro bake --help."), {}});
    if (named)
        return runBakeOfRollout(call);
    BakeRules rules;
    if (call->line().has("policy")) {
        const PolicyPtr policy = policyFrom(call, call->line().value("policy"));
        if (!policy)
            return;
        rules = policy->bake;
    }
    SampleStream stream(call, rules, call->line().value("samples"));
    if (const auto problem = stream.run())
        return call->fail(*problem);
    call->out().answer(bakeText(stream.verdict()));
    call->finish(0);
}

} // namespace maestro
