// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/toolrun.h"

#include "domain/validation/validationplan.h"
#include "journal/redactor.h"
#include "services/desk/programdeed.h"
#include "services/localuser.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

constexpr QLatin1String checkVerb("check");
constexpr int lookEveryMs = 200;

/// Of one check: attempts that were begun, and those whose end is recorded.
std::pair<int, int> attempts(const QList<JournalRecord> &records, const QString &id, const QString &item)
{
    int begun = 0;
    int ended = 0;
    for (const JournalRecord &record : records) {
        if (record.id != id || record.type != RecordType::Note || record.details.value(QLatin1String("check")).toString() != item)
            continue;
        const int attempt = record.details.value(QLatin1String("process")).toObject().value(QLatin1String("attempt")).toInt();
        if (record.verb == checkVerb)
            begun = std::max(begun, attempt);
        else
            ended = std::max(ended, attempt);
    }
    return {begun, ended};
}

QString runName(const ToolCheck &check)
{
    const QByteArray item = QCryptographicHash::hash(check.item.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return check.subject.id + QLatin1String("-check-") + QString::fromLatin1(item) + u'-' + QString::number(check.attempt);
}

DeskVariables variablesFor(const PolicyMatch &match, const ValidationSubject &subject)
{
    DeskVariables names = programVariables(match, subject.target);
    names.insert({{QStringLiteral("action_id"), subject.id}, {QStringLiteral("revision"), subject.toRevision > 0 ? QString::number(subject.toRevision) : QString()}});
    names.removeIf([](const std::pair<const QString &, QString &> &one) { return one.second.isEmpty(); });
    names.insert(QStringLiteral("reason"), subject.reason.simplified());
    return names;
}

} // namespace

Result<ToolCheck> toolCheck(const PolicyMatch &match, const ValidationSubject &subject, const QString &item, const QList<JournalRecord> &records, const ProgramGround &ground)
{
    const QList<ValidationStep> steps = match ? validationPlan(match).steps : QList<ValidationStep>();
    const auto step = std::find_if(steps.cbegin(), steps.cend(), [&item](const ValidationStep &one) { return one.id == item && one.type == CheckType::Tool; });
    if (step == steps.cend())
        return Error{ErrorKind::BadInput, QStringLiteral("noItem"), Words::tr("The policy has no script \"%1\" among the checks of this service.").arg(displaySafe(item, 80)), {}, {}};
    ToolCheck check{subject, item, 1, false, {}};
    const auto [begun, ended] = attempts(records, subject.id, item);
    check.resumed = begun > ended;
    check.attempt = check.resumed ? begun : begun + 1;
    if (const Result<Done> ready = prepareCheck(*step, variablesFor(match, subject), ground, &check.call); !ready && !check.resumed)
        return ready.error();
    return check;
}

QList<UnfinishedScript> unfinishedScripts(const QList<JournalRecord> &records)
{
    QList<UnfinishedScript> found;
    for (const JournalRecord &record : records) {
        const QString item = record.details.value(QLatin1String("check")).toString();
        if (record.type != RecordType::Note || item.isEmpty() || !record.details.contains(QLatin1String("process")))
            continue;
        found.removeIf([&](const UnfinishedScript &one) { return one.id == record.id && one.item == item; });
        if (record.verb == checkVerb)
            found.append({record.id, item, record.details.value(QLatin1String("process")).toObject().value(QLatin1String("attempt")).toInt(), record.at});
    }
    return found;
}

ToolRun::ToolRun(ToolCheck check, Means means, QObject *parent)
    : QObject(parent)
    , m_check(std::move(check))
    , m_means(std::move(means))
    , m_folder(runFolder(m_means.runs, runName(m_check)))
    , m_marker(runName(m_check))
    , m_look(this)
{
    m_look.setInterval(lookEveryMs);
    connect(&m_look, &QTimer::timeout, this, &ToolRun::look);
    connect(&m_process, &SupervisedProcess::running, this, [this] { m_look.start(); });
    connect(&m_process, &SupervisedProcess::ended, this, &ToolRun::look);
    connect(&m_process, &SupervisedProcess::notStarted, this, [this](const Error &error) {
        if (error.code != QLatin1String("alreadyStarted"))
            return conclude(false, error.message, {});
        QTimer::singleShot(lookEveryMs, this, &ToolRun::resume); // somebody else began the same attempt in the same moment: its end is the end
    });
}

JournalRecord ToolRun::record(const QString &state) const
{
    JournalRecord made = confirmationRecord(m_check.subject, m_check.item, state == QLatin1String("done"), {});
    made.at = m_means.clock->utcNow();
    made.actor = {{}, localUserName(), localHostName(), {}};
    made.details.insert(QStringLiteral("process"), QJsonObject{{QStringLiteral("attempt"), m_check.attempt}, {QStringLiteral("program"), m_check.call.argv.value(0)},
                                                               {QStringLiteral("programSha256"), m_check.call.programSha256}});
    return made;
}

void ToolRun::start()
{
    if (!m_check.resumed) {
        JournalRecord begun = record(QStringLiteral("started"));
        begun.verb = checkVerb;
        begun.state = QStringLiteral("started");
        begun.message = Words::tr("%1 is started, attempt %2").arg(m_check.item).arg(m_check.attempt);
        if (const auto kept = m_means.journal->append(begun); !kept)
            return Q_EMIT failed(kept.error());
        return begin();
    }
    resume();
}

bool ToolRun::stop()
{
    return stopRun(m_folder, m_marker);
}

/// Begun by somebody who is gone, or is still at it: what has not started never will, the rest is watched.
void ToolRun::resume()
{
    if (readRun(m_folder, m_marker).state == ProcessReport::State::NotStarted)
        fenceRun(m_folder);
    m_look.start();
    look();
}

void ToolRun::begin()
{
    if (fileSha256(m_check.call.argv.constFirst()) != m_check.call.programSha256)
        return conclude(false, Words::tr("%1 is another file than a moment ago; nothing was started").arg(m_check.call.argv.constFirst()), {});
    const ProcessOrder order = programOrder(m_check.call, m_means.runs, m_marker, m_means.environment);
    if (const Result<Done> begun = m_process.start(order); !begun)
        conclude(false, begun.error().message, {});
}

void ToolRun::look()
{
    const ProcessReport report = readRun(m_folder, m_marker);
    const bool over = report.state != ProcessReport::State::Running;
    tellLines(report.output, over);
    if (!over)
        return;
    const Deed::Sight sight = programSight(report, m_check.call.argv.value(0, m_check.item));
    conclude(sight.state == Deed::Sight::State::There, sight.message, report);
}

void ToolRun::tellLines(const QByteArray &output, bool whole)
{
    for (;;) {
        const qsizetype end = output.indexOf('\n', m_toldTo);
        if (end < 0 && (!whole || m_toldTo >= output.size()))
            return;
        const QByteArray line = output.mid(m_toldTo, end < 0 ? -1 : end - m_toldTo);
        m_toldTo = end < 0 ? output.size() : end + 1;
        Q_EMIT said(displaySafe(scrubbed(QString::fromUtf8(line)), 2000));
    }
}

void ToolRun::conclude(bool ok, const QString &note, const ProcessReport &report)
{
    m_look.stop();
    disconnect(&m_process, nullptr, this, nullptr);
    JournalRecord end = record(ok ? QStringLiteral("done") : QStringLiteral("failed"));
    end.reason = note;
    QJsonObject process = end.details.value(QLatin1String("process")).toObject();
    process.insert(QStringLiteral("exitCode"), report.state == ProcessReport::State::Ended && !report.signal ? QJsonValue(report.exitCode) : QJsonValue());
    process.insert(QStringLiteral("timedOut"), report.timedOut);
    if (!report.output.isEmpty())
        process.insert(QStringLiteral("outputSha256"), QString::fromLatin1(QCryptographicHash::hash(report.output, QCryptographicHash::Sha256).toHex()));
    end.details.insert(QStringLiteral("process"), process);
    // Two may have watched the same attempt: one end.
    const auto told = [this](const QList<JournalRecord> &all) { return attempts(all, m_check.subject.id, m_check.item).second >= m_check.attempt; };
    if (const auto kept = m_means.journal->appendUnless(told, end); !kept)
        return Q_EMIT failed(kept.error());
    Q_EMIT ended(ok, note);
}

} // namespace maestro
