// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/alerts/alertcommands.h"
#include "cli/commands/commands.h"
#include "cli/commands/servicefinder.h"
#include "cli/commands/terminal.h"
#include "cli/validation/validationcommands.h"
#include "services/localuser.h"
#include "services/validation/probedoor.h"
#include "services/checks/toolrun.h"
#include "services/validation/validationservice.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"
#include "text/validation/validationtext.h"

namespace maestro {

namespace {

constexpr int lookEveryMs = 2'000;
constexpr qint64 recordedAgeMs = 24 * 3600'000; ///< the end of an older validation says nothing about now

/// VAL-05: nothing: what a person says of the item is recorded.
std::optional<Error> unnamed(const CheckItem &item, bool ok, const QString &note, const Validation &validation, const ValidationSubject &subject, const QDateTime &now)
{
    std::optional<Error> lacks = ok ? messageProblem(item, subject, note) : std::nullopt;
    if (lacks)
        lacks->hint = CliText::tr("Give what was sent with --note. A draft: %1").arg(channelMessage(validation, subject, now));
    return lacks;
}

/// One validation, followed for a while. Lives as long as the call.
class Follower : public QObject
{
public:
    /// `unread`: why the last look could not read the workload; nothing: it did.
    using Ended = std::function<void(const Validation &, const std::optional<Error> &unread)>;

    Follower(Call *call, ValidationRun::Setting setting, int waitMs, Ended ended)
        : QObject(call)
        , m_call(call)
        , m_journal(setting.journal)
        , m_run(std::move(setting))
        , m_deadlineMs(call->clock()->bootMs() + waitMs)
        , m_ended(std::move(ended))
    {
        connect(&m_run, &ValidationRun::changed, this, [this] { changed(); });
        connect(&m_run, &ValidationRun::recordingFailed, this, [this](const Error &error) {
            m_call->out().note(CliText::tr("maestro: the Journal cannot be written: %1").arg(error.message));
        });
    }

    void start()
    {
        takeRecords();
        m_run.start();
    }

    /// What is known now is the answer.
    void stop()
    {
        if (const auto ended = std::exchange(m_ended, {}))
            ended(m_run.state(), m_run.unread());
    }

    /// Told once the item is known to exist.
    void confirm(const QString &item, bool ok, const QString &note) { m_confirmation = {item, ok, note}; }

private:
    struct Confirmation
    {
        QString item;
        bool ok = true;
        QString note;
    };

    void takeRecords()
    {
        if (const auto records = m_journal->records())
            m_run.take(*records);
    }

    void changed()
    {
        const Validation &state = m_run.state();
        if (m_confirmation)
            return confirmed(*std::exchange(m_confirmation, std::nullopt));
        const QString sentence = validationSentence(state, m_call->clock()->utcNow());
        QStringList words;
        for (const CheckItem &item : state.items)
            words.append(item.id + u' ' + checkStateLabel(item.state));
        if (words != m_told) {
            m_told = words;
            m_call->out().note(sentence + QStringLiteral(": ") + displaySafe(words.join(QStringLiteral(", ")), 600));
        }
        if (state.end != ValidationEnd::UnderWay || m_call->clock()->bootMs() >= m_deadlineMs || m_call->out().readerGone())
            return stop();
        takeRecords();
    }

    void confirmed(const Confirmation &said)
    {
        const CheckItem *item = m_run.state().item(said.item);
        if (!item || !isByPerson(*item) || m_run.subject().id.isEmpty())
            return m_call->fail({ErrorKind::BadInput, QStringLiteral("noItem"),
                                 !item || m_run.subject().id.isEmpty() ? CliText::tr("there is no check \"%1\" of a recorded action").arg(displaySafe(said.item, 80))
                                                                       : CliText::tr("\"%1\" is read from the cluster; only messages and tools are said by a person").arg(displaySafe(said.item, 80)),
                                 {}, {}});
        if (const auto lacks = unnamed(*item, said.ok, said.note, m_run.state(), m_run.subject(), m_call->clock()->utcNow()))
            return m_call->fail(*lacks);
        JournalRecord record = confirmationRecord(m_run.subject(), said.item, said.ok, said.note);
        record.at = m_call->clock()->utcNow();
        record.actor = {{}, localUserName(), localHostName(), {}};
        if (const auto written = m_journal->append(record); !written)
            return m_call->fail(written.error());
        takeRecords();
    }

    Call *m_call;
    JournalService *m_journal;
    ValidationRun m_run;
    qint64 m_deadlineMs;
    Ended m_ended;
    std::optional<Confirmation> m_confirmation;
    QStringList m_told;
};

Error noAction(const ValidationSubject &subject)
{
    return {ErrorKind::NotFound, QStringLiteral("notFound"),
            CliText::tr("the Journal has no rollback or abort of %1/%2").arg(displaySafe(subject.target.ns), displaySafe(subject.target.name)),
            CliText::tr("`maestro journal list` shows what was done."), {}};
}

void answer(Call *call, const Validation &validation)
{
    const QDateTime now = call->clock()->utcNow();
    call->out().answer(validationDocument(validation, now));
    call->out().answer(validationText(validation, now));
    call->finish(validationExitCode(validation));
}

void validateTarget(Call *call, const ValidationSubject &subject, const QString &service);

/// VAL-07: the script of one check, started here once it is confirmed; then the validation as it stands.
class ToolFollower : public QObject
{
public:
    ToolFollower(Call *call, ToolCheck check, ToolRun::Means means, ValidationSubject asked, QString service)
        : QObject(call)
        , m_call(call)
        , m_check(check)
        , m_asked(std::move(asked))
        , m_service(std::move(service))
        , m_run(std::move(check), std::move(means))
    {
        connect(&m_run, &ToolRun::said, this, [this](const QString &line) { m_call->out().note(line); });
        connect(&m_run, &ToolRun::failed, this, [this](const Error &error) { m_call->fail(error); });
        connect(&m_run, &ToolRun::ended, this, [this](bool, const QString &note) {
            m_call->out().note(note);
            validateTarget(m_call, m_asked, m_service);
        });
    }

    void confirm()
    {
        m_call->out().note(m_check.resumed ? CliText::tr("%1 was begun before, and nobody recorded its end: it is looked after, not started again.").arg(displaySafe(m_check.item, 80))
                                           : CliText::tr("runs on this machine: %1").arg(displaySafe(commandText(m_check.call), 2000)));
        if (m_check.resumed || m_call->line().has("yes"))
            return m_run.start();
        if (!haveTerminal())
            return m_call->fail({ErrorKind::BadInput, QStringLiteral("confirmation"), CliText::tr("a script is only started with --yes or on a terminal"), {}, {}});
        askOnTerminal(this, m_call->out(), m_check.item, questionMs, [this](bool yes) {
            if (!yes)
                return m_call->fail({ErrorKind::Refused, QStringLiteral("notConfirmed"), CliText::tr("not confirmed; nothing was started"), {}, {}});
            m_run.start();
        });
    }

private:
    static constexpr qint64 questionMs = 120'000;

    Call *m_call;
    ToolCheck m_check;
    ValidationSubject m_asked;
    QString m_service;
    ToolRun m_run;
};

/// Reads whose check it is, then asks.
void runTool(Call *call, const ValidationSubject &asked, const QString &service)
{
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    const auto doors = validationDoors(call);
    const auto folders = call->folders();
    if (!records || !doors || !folders)
        return call->fail(!records ? records.error() : !doors ? doors.error() : folders.error());
    const auto acted = newestSubject(*records, asked.target);
    ClusterAccess *access = doors->access(asked.target.context);
    if (!acted || !access)
        return call->fail(noAction(asked));
    access->readParts(asked.target.ns, asked.target.name, asked.workload, ClusterAccess::Depth::Effect,
                      [call, asked, service, subject = *acted, records = *records, doors = *doors, state = folders->state, journal = *journal](const Result<RolloutParts> &parts) {
        if (!parts)
            return call->fail(parts.error());
        const PolicyMatch match = doors.policies->match(doors.workspace->policyConnection(asked.target.context), parts->rollout);
        ProgramGround ground;
        ground.environment = call->environment();
        ground.scriptFolder = match ? scriptFolderOf(*match.policy) : QString();
        ground.kubeconfig = doors.workspace->kubeconfigFiles(asked.target.context);
        ground.context = asked.target.context;
        const Result<ToolCheck> check = toolCheck(match, subject, call->line().value("run"), records, ground);
        if (!check)
            return call->fail(check.error());
        auto *follower = new ToolFollower(call, *check, {journal, call->clock(), programEnvironment(ground), state + QStringLiteral("/runs"), nullptr, state + QStringLiteral("/evidence")}, asked, service);
        follower->confirm();
    });
}

/// The newest action on the target, what is recorded of it, and a look at how it is now.
void validateTarget(Call *call, const ValidationSubject &subject, const QString &service)
{
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    const auto doors = validationDoors(call);
    if (!records || !doors)
        return call->fail(records ? doors.error() : records.error());
    const QDateTime now = call->clock()->utcNow();
    const auto acted = newestSubject(*records, subject.target);
    const auto age = [&now](const ValidationSubject &of) { return of.actionAt.msecsTo(now); };
    std::optional<Validation> recorded = acted ? recordedValidation(*records, acted->id) : std::nullopt;
    const CommandLine &line = call->line();
    const QString item = line.has("done") ? line.value("done") : line.value("failed");
    if (recorded && recorded->end != ValidationEnd::UnderWay && age(*acted) < recordedAgeMs && !line.has("again")) {
        if (!item.isEmpty()) {
            JournalRecord said = confirmationRecord(*acted, item, line.has("done"), line.value("note"));
            const CheckItem *known = recorded->item(item);
            if (!known || !isByPerson(*known))
                return call->fail({ErrorKind::BadInput, QStringLiteral("noItem"), CliText::tr("there is no check \"%1\" that a person ends").arg(displaySafe(item, 80)), {}, {}});
            if (const auto lacks = unnamed(*known, line.has("done"), line.value("note"), *recorded, *acted, now))
                return call->fail(*lacks);
            said.at = now;
            said.actor = {{}, localUserName(), localHostName(), {}};
            if (const auto written = (*journal)->append(said); !written)
                return call->fail(written.error());
        }
        const auto all = (*journal)->records();
        return answer(call, withConfirmed(*recorded, *acted, confirmedChecks(all ? *all : *records, acted->id)));
    }
    ValidationRun::Setting setting{*doors, *journal, subject, service, {}, lookEveryMs};
    if (acted && age(*acted) < validationMaxAgeMs && !line.has("again")) {
        setting.subject = *acted;
        setting.recorded = recorded;
    } else if (!item.isEmpty()) {
        return call->fail(noAction(subject));
    }
    auto *follower = new Follower(call, std::move(setting), line.milliseconds("wait").value_or(0), [call](const Validation &validation, const std::optional<Error> &unread) {
        if (unread && validation.end == ValidationEnd::UnderWay) // nobody looked, so nothing was not observed
            return call->fail(*unread);
        answer(call, validation);
    });
    if (!item.isEmpty())
        follower->confirm(item, line.has("done"), line.value("note"));
    follower->start();
}

} // namespace

Result<ValidationDoors> validationDoors(Call *call)
{
    const auto workspace = call->workspace();
    const auto policies = workspace ? call->policies() : Result<PolicyLibrary *>(workspace.error());
    const auto endpoints = policies ? call->endpoints() : Result<Endpoints *>(policies.error());
    if (!endpoints)
        return endpoints.error();
    ValidationDoors doors;
    doors.access = [space = *workspace](const QString &context) { return space->contexts().contains(context) ? space->access(context) : nullptr; };
    doors.workspace = *workspace;
    doors.policies = *policies;
    doors.endpoints = *endpoints;
    doors.clock = call->clock();
    if (const auto folders = call->folders())
        doors.evidence = {call->setting("evidence-dir", "EVIDENCE_DIR"), folders->state};
    doors.probe = probeDoor(new HealthProber(call->clock(), call), doors.access);
    if (const auto alerts = alertServiceOf(call))
        doors.boards = [service = *alerts](Callback<QList<AlertBoard>> done) { service->read(std::move(done)); };
    return doors;
}

void followValidation(Call *call, const QString &id, int waitMs, std::function<void(const Validation &)> done)
{
    const auto journal = call->journal();
    const auto records = journal ? (*journal)->records() : Result<QList<JournalRecord>>(journal.error());
    const auto doors = validationDoors(call);
    const auto subject = records ? subjectOf(*records, id) : std::nullopt;
    if (!subject || !doors)
        return done({});
    auto *follower = new Follower(call, {*doors, *journal, *subject, {}, recordedValidation(*records, id), lookEveryMs}, waitMs,
                                  [done = std::move(done)](const Validation &validation, const std::optional<Error> &) { done(validation); });
    onInterrupt(follower, [follower] { follower->stop(); });
    follower->start();
}

void runValidate(Call *call)
{
    const QString service = call->line().value("service");
    if (service.isEmpty())
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--service NAME is missing"), CliText::tr("See `maestro validate --help`."), {}});
    if (int(call->line().has("done")) + int(call->line().has("failed")) + int(call->line().has("run")) > 1)
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--done, --failed and --run are three answers; give one"), {}, {}});
    if (call->line().has("note") && !call->line().has("done") && !call->line().has("failed"))
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--note belongs to --done or --failed"), {}, {}});
    serviceTarget(call, service, [call, service](const Result<Target> &target) {
        if (!target)
            return call->fail(target.error());
        ValidationSubject subject;
        subject.target = {target->access->context(), target->ns, target->name.name};
        subject.workload = target->name.kind.value_or(WorkloadKind::Rollout);
        if (call->line().has("run"))
            return runTool(call, subject, service);
        validateTarget(call, subject, service);
    });
}

} // namespace maestro
