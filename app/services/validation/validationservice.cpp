// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/validationservice.h"

#include "journal/redactor.h"
#include "services/localuser.h"
#include "text/validation/validationtext.h"

namespace maestro {

namespace {

constexpr qint64 shownAgeMs = 24 * 3600'000;

ValidationView viewOf(const Validation &validation, const ValidationSubject &subject, const QList<JournalRecord> &records, const PolicyLibrary &policies, const QDateTime &now)
{
    ValidationView view;
    view.validation = withConfirmed(validation, subject, confirmedChecks(records, subject.id));
    view.subject = subject;
    view.message = channelMessage(view.validation, subject, now);
    view.note = incidentNote(view.validation, subject, now);
    if (const PolicyPtr policy = validation.policy.isEmpty() ? nullptr : policies.policy(validation.policy)) {
        view.clocks = escalationClocks(*policy, view.validation, records, now);
        for (const CheckItem &item : view.validation.items)
            if (item.type == QLatin1String("message") && item.state != CheckState::Ok && view.messageChannel.isEmpty())
                view.messageChannel = messageChannel(*policy, item.id);
    }
    return view;
}

/// The records of each of these actions, in their order: a view rests on no others.
ValidationService::RecordsById recordsOf(const QList<JournalRecord> &records, const QSet<QString> &ids)
{
    ValidationService::RecordsById own;
    for (const JournalRecord &record : records)
        if (ids.contains(record.id))
            own[record.id].append(record);
    return own;
}

} // namespace

ValidationService::ValidationService(ValidationDoors doors, JournalService *journal, QObject *parent)
    : ValidationPort(parent)
    , m_doors(std::move(doors))
    , m_journal(journal)
{
}

ValidationRun *ValidationService::run(const ValidationSubject &subject)
{
    auto *made = new ValidationRun({m_doors, m_journal, subject, {}, recordedValidation(*m_records, subject.id), m_everyMs}, this);
    m_runs.emplace(subject.id, made);
    connect(made, &ValidationRun::changed, this, [this] { publish(); });
    connect(made, &ValidationRun::recordingFailed, this, &ValidationPort::failed);
    return made;
}

void ValidationService::take(const JournalRecordsPtr &records)
{
    m_records = records;
    const OpenValidations open = openValidations(*records, m_doors.clock->utcNow(), validationMaxAgeMs);
    const QStringList contexts = m_doors.workspace->contexts();
    const auto end = [this](const ValidationSubject &subject, ValidationEnd how) {
        const auto known = m_runs.find(subject.id);
        (known == m_runs.end() ? run(subject) : known->second)->end(how);
    };
    for (const ValidationSubject &subject : open.superseded)
        end(subject, ValidationEnd::Superseded);
    for (const ValidationSubject &subject : open.tooOld)
        end(subject, ValidationEnd::GivenUp);
    for (const ValidationSubject &subject : open.open) {
        if (m_runs.count(subject.id) == 0 && contexts.contains(subject.target.context))
            run(subject)->start();
    }
    const RecordsById own = ownRecords();
    for (const auto &[id, known] : m_runs)
        known->take(own.value(id));
    if (m_scripts)
        m_scripts->takeUp(*records);
    publish();
}

ValidationService::RecordsById ValidationService::ownRecords() const
{
    QSet<QString> ids;
    for (const auto &[id, run] : m_runs)
        ids.insert(id);
    return recordsOf(*m_records, ids);
}

void ValidationService::takeAgain()
{
    if (m_records)
        take(m_records);
}

/// What is under way is told as it is now, not as it was last recorded.
void ValidationService::publish()
{
    if (!m_records)
        return;
    const QDateTime now = m_doors.clock->utcNow();
    QList<ValidationView> views = validationViews(*m_records, *m_doors.policies, now);
    const RecordsById own = ownRecords();
    for (const auto &[id, run] : m_runs) {
        const ValidationView view = viewOf(run->state(), run->subject(), own.value(id), *m_doors.policies, presentFor(run->subject()));
        const auto shown = std::find_if(views.begin(), views.end(), [&](const ValidationView &other) { return other.subject.id == run->subject().id; });
        if (shown == views.end())
            views.prepend(view);
        else
            *shown = view;
    }
    if (m_sender)
        m_sender->take(views);
    Q_EMIT viewsChanged(views);
}

/// By the time that has passed since the action: who sets the clock back puts off no escalation.
QDateTime ValidationService::presentFor(const ValidationSubject &subject)
{
    const QDateTime now = m_doors.clock->utcNow();
    SteadyAge &age = m_ages[subject.id];
    if (!age.at().isValid())
        age.begin(subject.actionAt, now, m_doors.clock->bootMs());
    const std::optional<qint64> passed = age.ms(now, m_doors.clock->bootMs());
    return passed ? std::max(now, subject.actionAt.addMSecs(*passed)) : now;
}

void ValidationService::append(JournalRecord record)
{
    record.at = m_doors.clock->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    if (const auto written = m_journal->append(record); !written)
        Q_EMIT failed(written.error());
    else
        m_journal->publish();
}

/// As it is now where the validation is under way, else as it was recorded.
std::optional<CheckItem> ValidationService::itemOf(const QString &id, const QString &item) const
{
    const auto run = m_runs.find(id);
    const std::optional<Validation> known = run != m_runs.end() ? std::optional(run->second->state()) : recordedValidation(*m_records, id);
    const CheckItem *found = known ? known->item(item) : nullptr;
    return found ? std::optional(*found) : std::nullopt;
}

void ValidationService::confirm(const QString &id, const QString &item, bool ok, const QString &note)
{
    const auto subject = m_records ? subjectOf(*m_records, id) : std::nullopt;
    if (!subject)
        return;
    const std::optional<CheckItem> known = itemOf(id, item);
    if (const auto unnamed = ok && known ? messageProblem(*known, *subject, note) : std::nullopt)
        return Q_EMIT failed(*unnamed);
    append(confirmationRecord(*subject, item, ok, note));
}

void ValidationService::mark(const QString &clock, bool acknowledged, const QString &note)
{
    for (const ValidationView &view : views()) {
        for (const EscalationClock &one : view.clocks) {
            if (one.id == clock)
                return append(escalationRecord(view.validation, one, acknowledged, note));
        }
    }
}

QList<ValidationView> ValidationService::views() const
{
    return m_records ? validationViews(*m_records, *m_doors.policies, m_doors.clock->utcNow()) : QList<ValidationView>();
}

void ValidationService::told(const EscalationSender::Told &told)
{
    if (told.state != EscalationDelivery::State::Sent)
        Q_EMIT failed({ErrorKind::Refused, QStringLiteral("notSent"), told.message, {}});
}

void ValidationService::send(const QString &clock)
{
    for (const ValidationView &view : views())
        for (const EscalationClock &one : view.clocks)
            if (one.id == clock && m_sender)
                return m_sender->send(view, one, whileAlive(this, [this](const EscalationSender::Told &made) { told(made); }));
}

void ValidationService::sendMessage(const QString &id, const QString &item)
{
    for (const ValidationView &view : views())
        if (view.subject.id == id && m_sender) {
            const std::optional<CheckItem> known = itemOf(id, item);
            if (const auto unnamed = known ? messageProblem(*known, view.subject, view.message) : std::nullopt)
                return Q_EMIT failed(*unnamed); // what would not count is not sent
            const QString sent = known && !known->mustName.isEmpty() ? view.message : QString();
            return m_sender->sendMessage(view, item, whileAlive(this, [this, id, item, sent](const EscalationSender::Told &made) {
                told(made);
                if (made.state == EscalationDelivery::State::Sent)
                    confirm(id, item, true, sent.isEmpty() ? made.message : sent);
            }));
        }
}

void ValidationService::setScripts(ScriptRunner *scripts)
{
    m_scripts = scripts;
    connect(scripts, &ScriptRunner::planned, this, &ValidationPort::scriptPlanned);
    connect(scripts, &ScriptRunner::said, this, &ValidationPort::scriptSaid);
    connect(scripts, &ScriptRunner::ended, this, &ValidationPort::scriptEnded);
    connect(scripts, &ScriptRunner::failed, this, &ValidationPort::scriptFailed);
}

void ValidationService::planScript(const QString &id, const QString &item)
{
    if (m_scripts)
        m_scripts->plan(id, item);
}

void ValidationService::runScript(const CheckScript &confirmed)
{
    if (m_scripts)
        m_scripts->run(confirmed);
}

void ValidationService::stopScript(const QString &id, const QString &item)
{
    if (m_scripts)
        m_scripts->stop(id, item);
}

std::optional<Error> messageProblem(const CheckItem &item, const ValidationSubject &subject, const QString &text)
{
    return unnamedError(item, subject, scrubbed(text));
}

QList<ValidationView> validationViews(const QList<JournalRecord> &records, const PolicyLibrary &policies, const QDateTime &now)
{
    QStringList ids; // the newest first
    QSet<QString> seen;
    for (auto record = records.crbegin(); record != records.crend(); ++record) {
        if (!isValidationRecord(*record) || seen.contains(record->id) || record->at.msecsTo(now) > shownAgeMs)
            continue;
        seen.insert(record->id);
        ids.append(record->id);
    }
    const auto own = recordsOf(records, seen);
    QList<ValidationView> views;
    for (const QString &id : ids) {
        const QList<JournalRecord> &its = *own.constFind(id);
        const auto subject = subjectOf(its, id);
        const auto validation = recordedValidation(its, id);
        if (subject && validation)
            views.append(viewOf(*validation, *subject, its, policies, now));
    }
    return views;
}

} // namespace maestro
