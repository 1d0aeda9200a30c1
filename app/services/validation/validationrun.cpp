// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/validationrun.h"

#include "config/privatefile.h"
#include "services/localuser.h"
#include "services/operation/evidencerecord.h"
#include "services/policy/evidencesource.h"
#include "text/validation/validationtext.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace maestro {

namespace {

constexpr int mostRecords = 40; ///< of one validation, however often its items change; the end is always recorded
constexpr qint64 triggerAgeMs = 24 * 3600'000; ///< an alert that fires for longer is not why somebody went back now

} // namespace

ValidationRun::ValidationRun(Setting setting, QObject *parent)
    : QObject(parent)
    , m_setting(std::move(setting))
    , m_reader(m_setting.doors, m_setting.subject, this)
    , m_timer(this)
{
    if (m_setting.recorded)
        m_state = *m_setting.recorded;
    const ValidationSubject &subject = m_setting.subject;
    m_state.id = subject.id;
    m_state.target = subject.target;
    m_state.verb = subject.verb;
    m_state.acceptedAt = subject.acceptedAt;
    if (!m_state.since.isValid())
        m_state.since = subject.actionAt.isValid() ? subject.actionAt : m_setting.doors.clock->utcNow();
    if (m_state.service.isEmpty())
        m_state.service = m_setting.service.isEmpty() ? subject.target.name : m_setting.service;
    connect(&m_timer, &QTimer::timeout, this, [this] { look(); });
}

void ValidationRun::start()
{
    m_timer.start(m_setting.everyMs);
    look();
}

void ValidationRun::take(const QList<JournalRecord> &records)
{
    m_confirmed = confirmedChecks(records, m_setting.subject.id);
    const std::optional<Validation> recorded = recordedValidation(records, m_setting.subject.id);
    if (!recorded || recorded->end == ValidationEnd::UnderWay || m_state.end != ValidationEnd::UnderWay)
        return;
    m_state = *recorded;
    m_timer.stop();
    Q_EMIT changed();
}

void ValidationRun::look()
{
    const ValidationSubject &subject = m_setting.subject;
    if (m_reader.isLooking() || m_state.end != ValidationEnd::UnderWay)
        return;
    if (subject.actionAt.isValid() && subject.actionAt.msecsTo(m_setting.doors.clock->utcNow()) > validationMaxAgeMs)
        return end(ValidationEnd::GivenUp);
    m_reader.look([this](ValidationLook look) {
        if (m_state.end == ValidationEnd::UnderWay)
            judge(look);
    });
}

void ValidationRun::judge(const ValidationLook &read)
{
    ValidationLook look = read;
    look.confirmed = m_confirmed;
    const PolicyMatch &match = m_reader.match();
    const QByteArray policy = match ? match.policy->hash : QByteArray();
    // Another policy asks for other things; until the workload was read nobody knows which.
    if (!m_tracker || (m_reader.isMatched() && policy != m_trackedPolicy)) {
        const ValidationPlan plan = validationPlan(match);
        m_tracker = std::make_unique<ValidationTracker>(plan, m_setting.subject, match.policy);
        m_trackedPolicy = m_reader.isMatched() ? policy : QByteArrayLiteral("?");
        m_state.lateMs = plan.lateMs;
        m_state.tooLateMs = plan.tooLateMs;
    }
    m_tracker->look(look);
    m_state.items = m_tracker->items();
    if (match && m_setting.service.isEmpty())
        m_state.service = match.service;
    m_state.policy = match ? match.policy->name : QString();
    if (m_looks++ == 0 && !m_setting.recorded)
        findTrigger(look);
    if (m_state.allRequiredOk())
        return end(ValidationEnd::Verified);
    QList<std::pair<QString, CheckState>> states;
    for (const CheckItem &item : std::as_const(m_state.items))
        states.append({item.id, item.state});
    if (states != m_recordedStates && m_records < mostRecords) {
        m_recordedStates = states;
        if (!record())
            return take(*m_setting.journal->records());
    }
    Q_EMIT changed();
}

/// RBK-16: the stopwatch runs from the alert, where one fired before somebody acted.
void ValidationRun::findTrigger(const ValidationLook &look)
{
    if (!look.alerts || !look.actionAt.isValid())
        return;
    const AlertReading *first = nullptr;
    for (const AlertReading &alert : *look.alerts) {
        const bool before = alert.since.isValid() && alert.since <= look.actionAt && alert.since.msecsTo(look.actionAt) < triggerAgeMs;
        if (before && alert.state != AlertReading::State::Resolved && (!first || alert.since < first->since))
            first = &alert;
    }
    if (!first)
        return;
    m_state.since = m_setting.subject.actionAt.addMSecs(-first->since.msecsTo(look.actionAt));
    m_state.trigger = first->name;
    const PolicyPtr &policy = m_reader.match().policy;
    for (const AlertFamily &family : policy ? policy->alertFamilies : QList<AlertFamily>()) {
        if (family.name == first->family)
            m_state.severity = family.severity;
    }
}

void ValidationRun::end(ValidationEnd end)
{
    if (m_state.end != ValidationEnd::UnderWay)
        return;
    m_timer.stop();
    m_state.end = end;
    m_state.endedAt = m_setting.doors.clock->utcNow();
    if (record()) {
        leaveNote();
        return Q_EMIT changed();
    }
    m_state.end = ValidationEnd::UnderWay;
    take(*m_setting.journal->records());
}

/// VAL-05: with tag and revision, beside the evidence record of the action. One that is there is a person's.
void ValidationRun::leaveNote()
{
    static const QRegularExpression unsafe(QStringLiteral("[^A-Za-z0-9-]"));
    const QString folder = m_setting.doors.evidence.folder(evidenceRulesOf(m_setting.doors.policies)(m_state.policy));
    QString id = m_setting.subject.id;
    if (id.isEmpty() || folder.isEmpty() || !validationPlan(m_reader.match()).leavesNote() || m_state.end == ValidationEnd::Superseded || !evidenceWritable(folder))
        return;
    const QString path = folder + QStringLiteral("/rollbacks/") + id.replace(unsafe, QStringLiteral("-")).left(80) + QStringLiteral("_note.md");
    if (QFileInfo::exists(path))
        return;
    const QString note = incidentNote(withConfirmed(m_state, m_setting.subject, m_confirmed), m_setting.subject, m_setting.doors.clock->utcNow());
    if (const Result<Done> written = writePrivateFile(path, note.toUtf8()); !written)
        Q_EMIT recordingFailed(written.error());
}

/// False: another process has recorded its end; there is one.
bool ValidationRun::record()
{
    const ValidationSubject &subject = m_setting.subject;
    if (subject.id.isEmpty() || !m_setting.journal)
        return true;
    JournalRecord record;
    record.id = subject.id;
    record.type = RecordType::Observe;
    record.at = m_setting.doors.clock->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    record.server = subject.server;
    record.object = subject.target;
    record.objectKind = workloadWord(subject.workload);
    record.objectUid = subject.uid;
    record.verb = QStringLiteral("validate");
    record.state = validationEndWord(m_state.end);
    record.details = validationDetails(m_state);
    ++m_records;
    const auto over = [&subject](const QList<JournalRecord> &all) {
        const std::optional<Validation> recorded = recordedValidation(all, subject.id);
        return recorded && recorded->end != ValidationEnd::UnderWay;
    };
    const auto written = m_setting.journal->appendUnless(over, record);
    if (!written)
        Q_EMIT recordingFailed(written.error());
    return !written || written->seq >= 0;
}

} // namespace maestro
