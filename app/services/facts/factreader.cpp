// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/factreader.h"

#include "domain/slo/facts.h"
#include "services/facts/endpointfacts.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Facts
{
    Q_DECLARE_TR_FUNCTIONS(Facts)
};

constexpr int longestMs = 30'000;
const HttpHeader canaryHeader{"X-Canary", "true"};

/// The facts of pods when nothing of them could be read.
QList<FactReading> withoutPods(const Error &error, const QString &source, const QDateTime &at)
{
    QList<FactReading> facts;
    for (const char *name : {"crash-loop", "readiness-failing", "restart-loop", "replica-mismatch"})
        facts.append({builtinFact(QLatin1String(name)), std::nullopt, {}, at, source, error.message});
    facts.append({QStringLiteral("pods"), std::nullopt, {}, at, source, error.message});
    return facts;
}

/// One sheet while it is filled.
class Filling : public QObject
{
public:
    Filling(FactReader *reader, const Clock *clock, FactReader::Question question, ClusterAccess *access, Callback<FactSheet> done)
        : QObject(reader)
        , m_clock(clock)
        , m_question(std::move(question))
        , m_access(access)
        , m_done(std::move(done))
    {
        const ObjectRef &target = m_question.target;
        const HealthProber::Variables variables = variablesOf(m_question.match, target);
        m_open = 1;
        readPods();
        if (const PolicyService *service = m_question.match ? m_question.match.serviceEntry() : nullptr) {
            for (const HealthProbe &probe : service->health) {
                const QList<ProbeAnswer> &recent = m_question.recent;
                const auto found = std::find_if(recent.cbegin(), recent.cend(), [&probe](const ProbeAnswer &one) { return one.probe == probe; });
                if (found != recent.cend())
                    m_sheet.probes.append(*found);
                else
                    ask(reader->prober(), probe, variables, {}, &FactSheet::probes);
                if (m_question.updates)
                    ask(reader->prober(), probe, variables, {canaryHeader}, &FactSheet::canaryProbes);
            }
            if (!service->dependsOn.isEmpty()) {
                ++m_open;
                readDependencies(m_question.match, service->dependsOn, target.ns, access, reader->prober(), variables, clock, this, [this](const QList<FactReading> &each) {
                    m_dependencies = each;
                    answered();
                });
            }
        }
        QTimer::singleShot(0, this, [this] { answered(); });
        QTimer::singleShot(longestMs, this, [this] { finish(); }); // a connection that was taken away never answers
    }

private:
    void readPods()
    {
        const ObjectRef &target = m_question.target;
        const QString source = Facts::tr("pods of %1/%2 in %3").arg(target.ns, target.name, target.context);
        if (!m_access) {
            m_pods = withoutPods({ErrorKind::Unreachable, {}, Facts::tr("the cluster is not connected"), {}, {}}, source, m_clock->utcNow());
            return;
        }
        ++m_open;
        m_access->readParts(target.ns, target.name, m_question.workload, ClusterAccess::Depth::Whole, whileAlive(this, [this, source](const Result<RolloutParts> &parts) {
            const auto grace = m_question.match ? m_question.match.policy->decisions.readinessGrace : std::chrono::milliseconds(60'000);
            m_pods = parts ? podFacts(*parts, grace, m_clock->utcNow()) : withoutPods(parts.error(), source, m_clock->utcNow());
            if (parts) {
                m_sheet.parts = *parts;
                readEndpoints(parts->rollout.traffic);
            }
            answered();
        }));
    }

    void readEndpoints(const TrafficRouting &traffic)
    {
        QStringList services{traffic.stableService, traffic.canaryService, traffic.activeService, traffic.previewService};
        services.removeAll(QString());
        if (services.isEmpty() || !m_access)
            return;
        ++m_open;
        readEndpointFacts(this, m_access, m_question.target.ns, services, m_clock, [this](const QList<FactReading> &each) {
            m_endpoints = each;
            answered();
        });
    }

    void ask(HealthProber *prober, const HealthProbe &probe, const HealthProber::Variables &variables, const HttpHeaders &extra, QList<ProbeAnswer> FactSheet::*into)
    {
        ++m_open;
        prober->ask(probe, variables, extra, m_access, whileAlive(this, [this, into](const ProbeAnswer &answer) {
            (m_sheet.*into).append(answer);
            answered();
        }));
    }

    void answered()
    {
        if (--m_open == 0)
            finish();
    }

    void finish()
    {
        if (!m_done)
            return;
        m_sheet.at = m_clock->utcNow();
        m_sheet.readings = m_pods + m_endpoints;
        for (const ProbeAnswer &probe : std::as_const(m_sheet.probes))
            m_sheet.readings.append(probe.reading(healthFact(probe.probe.name)));
        for (const ProbeAnswer &probe : std::as_const(m_sheet.canaryProbes))
            m_sheet.readings.append(probe.reading(QStringLiteral("canary-health:") + probe.probe.name));
        m_sheet.readings += dependencyFacts(m_dependencies, m_sheet.at);
        deleteLater();
        std::exchange(m_done, {})(m_sheet);
    }

    const Clock *m_clock;
    FactReader::Question m_question;
    QPointer<ClusterAccess> m_access;
    Callback<FactSheet> m_done;
    FactSheet m_sheet;
    QList<FactReading> m_pods;
    QList<FactReading> m_endpoints;
    QList<FactReading> m_dependencies;
    int m_open = 0;
};

} // namespace

FactReader::FactReader(const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_prober(clock, this)
{
}

void FactReader::read(const Question &question, ClusterAccess *access, Callback<FactSheet> done)
{
    new Filling(this, m_clock, question, access, std::move(done));
}

bool FactReader::isNeeded(const Policy &policy)
{
    const QSet<QString> names = factNames(policy);
    return std::any_of(names.cbegin(), names.cend(), [](const QString &name) {
        return name.startsWith(QLatin1String("builtin:")) || name.startsWith(QLatin1String("health:")) || name.startsWith(QLatin1String("dependencies:"));
    });
}

HealthProber::Variables variablesOf(const PolicyMatch &match, const ObjectRef &target)
{
    HealthProber::Variables variables{{QStringLiteral("namespace"), target.ns}, {QStringLiteral("name"), target.name}};
    if (!match)
        return variables;
    if (const PolicyService *service = match.serviceEntry())
        variables.insert(service->variables);
    if (variables.value(QStringLiteral("namespace")).isEmpty())
        variables.insert(QStringLiteral("namespace"), target.ns);
    variables.insert(QStringLiteral("environment"), match.environment);
    if (match.environmentEntry()) {
        for (const QVariant &entry : match.policy->document.value(QStringLiteral("environments")).toList()) {
            const QVariantMap environment = entry.toMap();
            if (environment.value(QStringLiteral("name")).toString() != match.environment)
                continue;
            const QVariantMap own = environment.value(QStringLiteral("variables")).toMap();
            for (auto one = own.cbegin(); one != own.cend(); ++one)
                variables.insert(one.key(), one->toString());
        }
    }
    return variables;
}

} // namespace maestro
