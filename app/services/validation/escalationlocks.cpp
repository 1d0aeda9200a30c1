// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/validation/escalationlocks.h"

#include "domain/decision/checkpoint.h"
#include "domain/validation/escalation.h"
#include "domain/policy/policyroles.h"
#include "domain/suite/suiterun.h"
#include "services/localuser.h"
#include "text/decision/decisiontext.h"
#include "text/policy/roletext.h"
#include "text/humanize.h"
#include "text/suite/suitetext.h"
#include "text/validation/validationtext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr qint64 oldestMs = 24 * 3600'000;

/// The validation of an action, or what its records alone say where none was begun.
Validation validationOf(const QList<JournalRecord> &records, const ValidationSubject &subject, const QString &policy)
{
    Validation validation = recordedValidation(records, subject.id).value_or(Validation());
    validation.id = subject.id;
    validation.target = subject.target;
    validation.acceptedAt = subject.acceptedAt;
    if (!validation.since.isValid())
        validation.since = subject.actionAt;
    validation.policy = policy;
    return validation;
}

QVariantMap conditionOf(const Policy &policy, const QString &rule)
{
    for (const QVariant &written : policy.document.value(QStringLiteral("escalation")).toList())
        if (written.toMap().value(QStringLiteral("id")).toString() == rule)
            return written.toMap().value(QStringLiteral("when")).toMap();
    return {};
}

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Escalation)
};

bool isWayBack(const QString &verb)
{
    return verb == verbWord(Verb::Abort) || verb == verbWord(Verb::Rollback);
}

/// The state of the dependency could not be read: that is no state that is fine.
QString unreadText(const QVariantMap &when, const QList<FactReading> &readings)
{
    const QString name = when.value(QStringLiteral("dependency")).toString();
    QString why = Words::tr("the service does not depend on it by the policy, so nobody reads it");
    for (const FactReading &reading : readings)
        if (reading.name == QStringLiteral("dependency:") + name)
            why = reading.text;
    return Words::tr("Whether the dependency %1 is %2 is not known: %3.").arg(displaySafe(name, 60), displaySafe(when.value(QStringLiteral("state")).toString(), 20), displaySafe(why, 300));
}

/// Of a condition on one dependency; any other is not known here. Nothing: its state is not known.
std::optional<bool> holds(const QVariantMap &when, const QList<FactReading> &readings)
{
    const QString name = QStringLiteral("dependency:") + when.value(QStringLiteral("dependency")).toString();
    const QString wanted = when.value(QStringLiteral("state")).toString();
    const double value = wanted == QLatin1String("unhealthy") ? 0 : wanted == QLatin1String("degraded") ? 0.5 : 1;
    for (const FactReading &reading : readings)
        if (reading.name == name && reading.value)
            return *reading.value <= value && (wanted != QLatin1String("healthy") || *reading.value >= 1);
    return std::nullopt;
}

} // namespace

EscalationLocks::EscalationLocks(Means means, QObject *parent)
    : QObject(parent)
    , m_means(std::move(means))
    , m_facts(m_means.clock, this)
{
}

/// Roles come first: what somebody may not do at all does not wait for anybody.
void EscalationLocks::ask(const ObjectRef &target, const Rollout &workload, const QString &verb, ClusterAccess *access, Callback<QString> done)
{
    const PlanPolicy inForce = m_means.policies->planPolicy(m_means.connection(target.context), workload, verbFromWord(verb).value_or(Verb::Promote));
    const PolicyPtr policy = inForce.name.isEmpty() ? nullptr : m_means.policies->policy(inForce.name);
    if (!policy || !assignsRoles(*policy) || !access)
        return askLocks(target, workload, verb, access, std::move(done));
    access->whoAmI(whileAlive(this, [this, target, workload, verb, access = QPointer<ClusterAccess>(access), policy, environment = inForce.environment, done = std::move(done)](const Result<WhoAmI> &who) {
        const RolePerson person{who && who->confirmed ? who->username : QString(), who && who->confirmed ? who->groups : QStringList(), localUserName()};
        if (const QString refused = roleText(askRoles(*policy, environment, verb, person), policy->name, verb, person); !refused.isEmpty())
            return done(refused);
        if (!access)
            return done({}); // nobody is left to plan for
        askLocks(target, workload, verb, access, done);
    }));
}

void EscalationLocks::askLocks(const ObjectRef &target, const Rollout &workload, const QString &verb, ClusterAccess *access, Callback<QString> done)
{
    const auto later = [this, done](const QString &why) { QTimer::singleShot(0, this, [done, why] { done(why); }); };
    const QDateTime now = m_means.clock->utcNow();
    const PolicyMatch match = m_means.policies->match(m_means.connection(target.context), workload);
    const Result<QList<JournalRecord>> records = m_means.journal->records();
    const auto noGo = records ? standingNoGo(*records, target, workload.revision(), verb) : std::nullopt;
    if (noGo)
        return later(noGoText(*noGo));
    const SuiteGround ground = suiteGround(target, workload, match.service, {});
    if (const auto suite = records ? lockingSuite(match, ground, *records, verb) : std::nullopt)
        return later(suiteLockText(*suite, ground));
    const auto subject = match && records ? newestSubject(*records, target) : std::nullopt;
    if (!subject || subject->actionAt.msecsTo(now) > oldestMs)
        return later({});
    const QList<EscalationClock> clocks = escalationClocks(*match.policy, validationOf(*records, *subject, match.policy->name), *records, now);
    if (const EscalationClock *clock = lockingClock(clocks, verb, {}))
        return later(lockText(*clock));
    QStringList rules;
    for (const EscalationClock &clock : clocks)
        if (clock.byFact && conditionOf(*match.policy, clock.rule).contains(QStringLiteral("dependency")))
            rules.append(clock.rule);
    if (!lockingClock(clocks, verb, rules))
        return later({});
    m_facts.read({target, workload.workload, match, false}, access, whileAlive(this, [match, clocks, rules, verb, done](const FactSheet &sheet) {
        QStringList holding;
        QStringList unread;
        for (const QString &rule : rules) {
            const std::optional<bool> held = holds(conditionOf(*match.policy, rule), sheet.readings);
            if (!held || *held)
                (held ? holding : unread).append(rule);
        }
        if (const EscalationClock *clock = lockingClock(clocks, verb, holding))
            return done(lockText(*clock));
        const EscalationClock *clock = isWayBack(verb) ? nullptr : lockingClock(clocks, verb, unread); // nobody is kept from going back by what is not known
        done(clock ? QString(unreadText(conditionOf(*match.policy, clock->rule), sheet.readings) + u' ' + lockText(*clock)) : QString());
    }));
}

} // namespace maestro
