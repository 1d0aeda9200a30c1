// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/suite/suitecommands.h"

#include "cli/commands/servicefinder.h"
#include "cli/commands/terminal.h"
#include "cli/documents/documents.h"
#include "cli/suite/suitedocuments.h"
#include "cli/validation/validationcommands.h"
#include "services/suite/suiteservice.h"
#include "services/triage/evidencestore.h"
#include "services/validation/scriptrunner.h"
#include "text/humanize.h"
#include "text/suite/suitetext.h"

namespace maestro {

namespace {

constexpr qint64 questionMs = 120'000;

struct Parts
{
    SuiteService *suites = nullptr;
    ScriptRunner *scripts = nullptr;
    JournalService *journal = nullptr;
};

/// Children of the call.
Result<Parts> partsOf(Call *call)
{
    const auto doors = validationDoors(call);
    const auto journal = doors ? call->journal() : Result<JournalService *>(doors.error());
    const auto folders = journal ? call->folders() : Result<Paths>(journal.error());
    if (!folders)
        return folders.error();
    Parts parts;
    parts.journal = *journal;
    parts.suites = new SuiteService({*doors, *journal, call->environment(), call->line().value("as")}, call);
    parts.scripts = new ScriptRunner({*doors, *journal, call->environment(), call->line().value("as"), folders->state + QStringLiteral("/runs"), folders->state + QStringLiteral("/evidence"), parts.suites}, call);
    return parts;
}

/// Some checks of one run, in order: shown, confirmed, and started one after the other. Lives as long as the call.
class SuiteFollower : public QObject
{
public:
    SuiteFollower(Call *call, const Parts &parts, const QString &id, const QString &suite, const QStringList &items)
        : QObject(call)
        , m_call(call)
        , m_parts(parts)
        , m_id(id)
        , m_suite(suite)
        , m_asked(items)
    {
        connect(parts.scripts, &ScriptRunner::planned, this, [this](const CheckScript &script) {
            m_ready.insert(script.item, script);
            planNext();
        });
        connect(parts.scripts, &ScriptRunner::said, this, [this](const QString &, const QString &, const QString &line) { m_call->out().note(QStringLiteral("  ") + line); });
        connect(parts.scripts, &ScriptRunner::ended, this, [this](const QString &, const QString &item, bool ok, const QString &note) {
            m_call->out().note(ok ? CliText::tr("passed: %1. %2").arg(displaySafe(item, 60), note) : CliText::tr("failed: %1. %2").arg(displaySafe(item, 60), note));
            runNext();
        });
        connect(parts.scripts, &ScriptRunner::failed, this, [this](const QString &, const QString &item, const Error &error) { refused(item, error); });
        onInterrupt(this, [this] {
            m_stopped = true;
            if (!m_now.isEmpty())
                m_parts.scripts->stop(m_id, m_now);
        });
    }

    void start() { planNext(); }

private:
    void planNext()
    {
        if (m_planned < m_asked.size())
            return m_parts.scripts->plan(m_id, m_asked.at(m_planned++));
        if (m_ready.isEmpty())
            return m_call->fail(*m_firstError);
        for (const QString &item : std::as_const(m_asked))
            if (m_ready.contains(item))
                m_call->out().note(m_ready[item].resumed ? CliText::tr("%1 was begun before, and nobody recorded its end: it is looked after, not started again.").arg(displaySafe(item, 80))
                                                         : CliText::tr("%1, attempt %2, from this machine: %3").arg(displaySafe(item, 60)).arg(m_ready[item].attempt).arg(m_ready[item].command));
        if (m_call->line().has("yes"))
            return runNext();
        if (!haveTerminal())
            return m_call->fail({ErrorKind::BadInput, QStringLiteral("confirmation"), CliText::tr("a suite is only started with --yes or on a terminal"), {}, {}});
        askOnTerminal(this, m_call->out(), m_suite, questionMs, [this](bool yes) {
            if (!yes || m_stopped)
                return m_call->fail({ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("not confirmed; nothing was started"), {}, {}});
            runNext();
        });
    }

    void runNext()
    {
        m_now.clear();
        while (!m_stopped && m_next < m_asked.size()) {
            const QString item = m_asked.at(m_next++);
            if (!m_ready.contains(item))
                continue;
            m_now = item;
            m_call->out().note(CliText::tr("runs: %1").arg(displaySafe(item, 60)));
            return m_parts.scripts->run(m_ready.value(item));
        }
        const auto records = m_parts.journal->records();
        const auto run = records ? suiteRun(*records, m_id) : std::nullopt;
        if (!run)
            return m_call->fail(records ? m_firstError.value_or(Error {ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("nothing was started"), {}, {}}) : records.error());
        m_call->out().answer(suiteRunDocument(*run));
        m_call->out().answer(suiteRunTable(*run, m_call->clock()->utcNow()));
        m_call->finish(run->state() == SuiteRun::State::Passed ? 0 : 1);
    }

    void refused(const QString &item, const Error &error)
    {
        if (error.code == QLatin1String("notRunning"))
            return; // a stop that came too late
        if (!m_firstError)
            m_firstError = error;
        m_call->out().note(CliText::tr("cannot run: %1. %2").arg(displaySafe(item, 60), error.message));
        if (m_now.isEmpty())
            return planNext();
        runNext();
    }

    Call *m_call;
    Parts m_parts;
    QString m_id;
    QString m_suite;
    QStringList m_asked;
    QMap<QString, CheckScript> m_ready;
    qsizetype m_planned = 0;
    qsizetype m_next = 0;
    QString m_now; ///< runs; empty: none does
    bool m_stopped = false;
    std::optional<Error> m_firstError;
};

/// The workload of --service, and the service that reads it.
void withService(Call *call, std::function<void(const Parts &, const ObjectRef &)> use)
{
    const QString service = call->line().value("service");
    if (service.isEmpty())
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--service NAME says whose"), {}, {}});
    serviceTarget(call, service, [call, use = std::move(use)](const Result<Target> &target) {
        const auto parts = target ? partsOf(call) : Result<Parts>(target.error());
        if (!parts)
            return call->fail(parts.error());
        parts->suites->setKind(target->name.kind);
        QObject::connect(parts->suites, &SuitePort::readFailed, call, [call](const ObjectRef &, const Error &error) { call->fail(error); });
        QObject::connect(parts->suites, &SuitePort::failed, call, [call](const Error &error) { call->fail(error); });
        use(*parts, {target->access->context(), target->ns, target->name.name});
    });
}

Result<SuiteRun> recordedRun(Call *call)
{
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    if (!records)
        return records.error();
    if (const auto run = suiteRun(*records, call->line().operand(0)))
        return *run;
    return Error {ErrorKind::NotFound, QStringLiteral("notFound"), CliText::tr("the Journal has no run of a suite with this id"), CliText::tr("`maestro suite list --service NAME` shows the newest."), {}};
}

/// A check by its id, or by its number alone.
Result<QStringList> chosen(const SuiteRun &run, const QStringList &given)
{
    QStringList items;
    for (const QString &one : given) {
        const auto found = std::find_if(run.items.cbegin(), run.items.cend(), [&one](const SuiteItem &item) { return item.id == one || item.id.section(u' ', 0, 0) == one; });
        if (found == run.items.cend())
            return Error {ErrorKind::BadInput, QStringLiteral("noItem"), CliText::tr("the run has no check \"%1\"").arg(displaySafe(one, 80)), {}, {}};
        items.append(found->id);
    }
    return items.isEmpty() ? run.notPassed() : items;
}

/// What the newest attempt of a check said.
void showOutput(Call *call, const SuiteRun &run)
{
    const auto items = chosen(run, call->line().operands.mid(1));
    const auto folders = items ? call->folders() : Result<Paths>(items.error());
    if (!folders)
        return call->fail(folders.error());
    const SuiteItem &item = *run.item(items->constFirst());
    const auto said = item.output.isEmpty() ? Result<QByteArray>(QByteArray()) : EvidenceStore(folders->state + QStringLiteral("/evidence")).read(item.output);
    if (!said)
        return call->fail(said.error());
    QJsonArray lines;
    QString text;
    for (const QString &line : QString::fromUtf8(*said).split(u'\n', Qt::SkipEmptyParts)) {
        lines.append(line);
        text += displaySafe(line, 2000) + u'\n';
    }
    QJsonObject object = document(QStringLiteral("CheckOutput"));
    object.insert(QStringLiteral("id"), run.id);
    object.insert(QStringLiteral("item"), item.id);
    object.insert(QStringLiteral("attempt"), item.attempt);
    object.insert(QStringLiteral("sha256"), textOrNull(item.output));
    object.insert(QStringLiteral("lines"), lines);
    call->out().answer(object);
    call->out().answer(text.isEmpty() ? CliText::tr("%1 said nothing, or what it said was not kept.\n").arg(displaySafe(item.id, 60)) : text);
    call->finish(0);
}

void runSuiteList(Call *call)
{
    withService(call, [call](const Parts &parts, const ObjectRef &target) {
        QObject::connect(parts.suites, &SuitePort::boardChanged, call, [call](const SuiteBoard &board) {
            call->out().answer(suiteListDocument(board));
            call->out().answer(suiteListTable(board, call->clock()->utcNow()));
            call->finish(0);
        });
        parts.suites->open(target);
    });
}

void runSuiteShow(Call *call)
{
    const auto run = recordedRun(call);
    if (!run)
        return call->fail(run.error());
    if (call->line().operands.size() > 1)
        return showOutput(call, *run);
    call->out().answer(suiteRunDocument(*run));
    call->out().answer(suiteRunTable(*run, call->clock()->utcNow()));
    call->finish(0);
}

void runSuiteRun(Call *call)
{
    withService(call, [call](const Parts &parts, const ObjectRef &target) {
        QObject::connect(parts.suites, &SuitePort::proposed, call, [call, parts](const QString &id, const Suite &suite, const SuiteGround &ground) {
            QStringList items;
            for (const SuiteStep &step : suite.steps)
                items.append(step.id);
            call->out().note(CliText::tr("the suite %1 on %2/%3, %4").arg(displaySafe(suite.name, 80), displaySafe(ground.target.ns), displaySafe(ground.target.name), suiteGroundText(ground)));
            (new SuiteFollower(call, parts, id, suite.name, items))->start();
        });
        parts.suites->propose(target, call->line().operand(0));
    });
}

void runSuiteRetry(Call *call)
{
    const auto run = recordedRun(call);
    const auto items = run ? chosen(*run, call->line().operands.mid(1)) : Result<QStringList>(run.error());
    const auto parts = items ? partsOf(call) : Result<Parts>(items.error());
    if (!parts)
        return call->fail(parts.error());
    if (items->isEmpty())
        return call->fail({ErrorKind::Refused, QStringLiteral("passed"), CliText::tr("every check of this run has passed; name one to run it again"), {}, {}});
    (new SuiteFollower(call, *parts, run->id, run->suite, *items))->start();
}

} // namespace

void (*suiteFunctionOf(Command command))(Call *)
{
    switch (command) {
    case Command::SuiteList: return runSuiteList;
    case Command::SuiteRun: return runSuiteRun;
    case Command::SuiteRetry: return runSuiteRetry;
    case Command::SuiteShow: return runSuiteShow;
    default: return nullptr;
    }
}

} // namespace maestro
