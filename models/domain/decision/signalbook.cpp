// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/decision/signalbook.h"

#include "domain/slo/facts.h"

#include <cmath>
#include <limits>

namespace maestro {

namespace {

using Kind = PolicySignal::Kind;

constexpr std::chrono::minutes flagLasts(30); ///< of the flags that conditions know by themselves

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

QJsonObject saidIn(const JournalRecord &record)
{
    return record.details.value(QLatin1String("signal")).toObject();
}

bool readsSignal(const PolicyWhen &when, const QString &name)
{
    return (when.kind == PolicyWhen::Kind::Signal && when.subject == name)
        || std::any_of(when.members.cbegin(), when.members.cend(), [&name](const PolicyWhen &member) { return readsSignal(member, name); });
}

bool counts(const QJsonObject &said, const SignalSpec &spec, const SignalScope &scope)
{
    return !spec.resetsWithPhase || (text(said, "phase") == scope.phase && said.value(QLatin1String("revision")).toInt() == scope.revision);
}

void apply(SignalState &state, const JournalRecord &record, const QJsonObject &words)
{
    const bool clear = words.value(QLatin1String("clear")).toBool();
    const double said = words.value(QLatin1String("value")).toDouble(1);
    const SignalSpec spec = state.spec;
    const double before = state.value.value_or(0);
    state = SignalState{spec, {}, !clear, record.at, QDateTime::fromString(text(words, "expiresAt"), Qt::ISODateWithMs),
                        record.actor.server.isEmpty() ? record.actor.os : record.actor.server, text(words, "owner"), record.reason, text(words, "link")};
    if (spec.kind == Kind::Counter)
        state.value = clear ? 0 : before + said;
    else if (spec.kind == Kind::Flag)
        state.value = clear ? 0 : 1;
    else if (!clear)
        state.value = said;
}

QList<SignalState> statesOf(const Policy &policy, const QList<JournalRecord> &records, const SignalScope &scope, const QDateTime &at, const QDateTime &last)
{
    QList<SignalState> states;
    for (const SignalSpec &spec : signalsOf(policy)) {
        SignalState state;
        state.spec = spec;
        if (spec.kind != Kind::Severity)
            state.value = 0;
        states.append(state);
    }
    for (const JournalRecord &record : records) {
        if (record.type != RecordType::Signal || record.object != scope.target || (last.isValid() && record.at > last))
            continue;
        const QJsonObject said = saidIn(record);
        const QString name = text(said, "name");
        for (SignalState &state : states)
            if (state.spec.name == name && counts(said, state.spec, scope))
                apply(state, record, said);
    }
    for (SignalState &state : states) {
        if (!state.expiresAt.isValid() || state.expiresAt > at)
            continue;
        state.since = state.expiresAt;
        state.raised = false;
        state.value = state.spec.kind == Kind::Severity ? std::nullopt : std::optional<double>(0);
    }
    return states;
}

} // namespace

QList<SignalSpec> signalsOf(const Policy &policy)
{
    QList<SignalSpec> specs;
    for (const PolicySignal &signal : policy.signalList)
        specs.append({signal.name, signal.kind, signal.resetsWithPhase, signal.lasts});
    for (const QString &flag : {QStringLiteral("mitigation_in_progress"), QStringLiteral("known-degraded")})
        if (std::none_of(specs.cbegin(), specs.cend(), [&flag](const SignalSpec &spec) { return spec.name == flag; }))
            specs.append({flag, Kind::Flag, false, flagLasts});
    for (SignalSpec &spec : specs)
        for (const DecisionRule &rule : policy.decisions.immediate)
            spec.immediate = spec.immediate || readsSignal(rule.when, spec.name);
    return specs;
}

std::optional<Error> problemOf(const Policy &policy, const SignalRequest &request)
{
    const QList<SignalSpec> specs = signalsOf(policy);
    const auto spec = std::find_if(specs.cbegin(), specs.cend(), [&request](const SignalSpec &one) { return one.name == request.signal; });
    if (spec == specs.cend())
        return Error{ErrorKind::BadInput, QStringLiteral("unknownSignal"), {}, {}, {}};
    if (request.clear)
        return {};
    const double value = request.value.value_or(1);
    const bool whole = std::floor(value) == value && value >= 0 && value <= 1'000'000;
    if (spec->kind == Kind::Severity && !request.value)
        return Error{ErrorKind::BadInput, QStringLiteral("valueNeeded"), {}, {}, {}};
    if ((spec->kind == Kind::Flag && request.value) || !whole || (spec->kind == Kind::Counter && value < 1) || (spec->kind == Kind::Severity && value > 9))
        return Error{ErrorKind::BadInput, QStringLiteral("valueNotAllowed"), {}, {}, {}};
    return {};
}

QList<SignalState> signalStates(const Policy &policy, const QList<JournalRecord> &records, const SignalScope &scope, const QDateTime &at)
{
    return statesOf(policy, records, scope, at, at);
}

QList<SignalState> signalsNow(const Policy &policy, const QList<JournalRecord> &records, const SignalScope &scope, const QDateTime &now)
{
    return statesOf(policy, records, scope, now, {});
}

QList<Sample> signalSamples(const QList<SignalState> &states, const QDateTime &at)
{
    QList<Sample> samples;
    for (const SignalState &state : states) {
        samples.append({at, state.spec.name, SampleRole::None, state.value, {}});
        if (state.spec.kind == Kind::Flag)
            samples.append({at, dependencyFlagFact(state.spec.name), SampleRole::None, state.value, {}});
    }
    return samples;
}

QList<Sample> unknownSignals(const Policy &policy, const QDateTime &at)
{
    QList<Sample> samples;
    for (const SignalSpec &spec : signalsOf(policy)) {
        samples.append({at, spec.name, SampleRole::None, std::numeric_limits<double>::quiet_NaN(), {}});
        if (spec.kind == Kind::Flag)
            samples.append({at, dependencyFlagFact(spec.name), SampleRole::None, std::numeric_limits<double>::quiet_NaN(), {}});
    }
    return samples;
}

QList<FactReading> signalReadings(const QList<SignalState> &states, const QDateTime &at)
{
    QList<FactReading> readings;
    for (const SignalState &state : states) {
        FactReading reading{state.spec.name, state.value, state.since, at, QStringLiteral("journal"), state.raised ? state.reason : QString()};
        readings.append(reading);
        if (state.spec.kind == Kind::Flag) {
            reading.name = dependencyFlagFact(state.spec.name);
            readings.append(reading);
        }
    }
    return readings;
}

QJsonObject signalDetails(const Policy &policy, const SignalRequest &request, const SignalScope &scope, const QDateTime &at)
{
    QJsonObject said{{QStringLiteral("name"), request.signal}, {QStringLiteral("clear"), request.clear}, {QStringLiteral("phase"), scope.phase},
                     {QStringLiteral("revision"), scope.revision}};
    if (!request.owner.isEmpty())
        said.insert(QStringLiteral("owner"), request.owner);
    if (!request.link.isEmpty())
        said.insert(QStringLiteral("link"), request.link);
    if (!request.clear) {
        said.insert(QStringLiteral("value"), request.value.value_or(1));
        for (const SignalSpec &spec : signalsOf(policy))
            if (const auto lasts = request.lasts.value_or(spec.lasts); spec.name == request.signal && lasts.count() > 0)
                said.insert(QStringLiteral("expiresAt"), at.addMSecs(lasts.count()).toString(Qt::ISODateWithMs));
    }
    return {{QStringLiteral("signal"), said}, {QStringLiteral("policy"), policy.name}, {QStringLiteral("policyHash"), QString::fromLatin1(policy.hash)}};
}

} // namespace maestro
