// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/analysisexport.h"

#include "services/policy/gateexpression.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <cmath>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

/// As good as for ever: a step's analysis has to have a count.
constexpr int noEnd = 1'000'000;
const QString togetherName = QStringLiteral("every-gate");

/// A name that Kubernetes takes.
QString objectName(const QString &text)
{
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString name = text.toLower().replace(others, QStringLiteral("-")).left(63);
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    while (name.endsWith(u'-'))
        name.chop(1);
    return name.isEmpty() ? QStringLiteral("gates") : name;
}

/// Whether an analysis that fails may abort: not said means yes, for that is what an analysis is written for.
bool controllerAborts(const Policy &policy, const PolicyStrategy *strategy)
{
    if (!strategy || strategy->automation.abort == Automation::Abort::Auto)
        return true;
    for (const QVariant &entry : policy.document.value(QStringLiteral("strategies")).toList()) {
        const QVariantMap written = entry.toMap();
        if (written.value(QStringLiteral("name")).toString() == strategy->name)
            return !written.contains(QStringLiteral("automation"));
    }
    return false;
}

class Exporter
{
public:
    Exporter(const Policy &policy, const PolicyService &service, const ExportTarget &target)
        : m_policy(policy)
        , m_service(service)
        , m_target(target)
        , m_strategy(policy.strategyOf(service))
        , m_aborts(controllerAborts(policy, m_strategy))
    {
    }

    AnalysisExport run()
    {
        if (m_service.workload.kind != u"Rollout") {
            m_made.notes.append(Words::tr("%1 runs as %2: no controller looks at analysis templates").arg(m_service.name, m_service.workload.kind));
            return m_made;
        }
        if (!m_aborts)
            m_made.notes.append(Words::tr("the strategy %1 says abort: recommend: a failing gate keeps the update waiting and aborts nothing").arg(m_strategy->name));
        if (m_strategy && m_strategy->blueGreen)
            blueGreen();
        else if (m_strategy && !m_strategy->phases.isEmpty()
                 && std::all_of(m_strategy->phases.cbegin(), m_strategy->phases.cend(), [](const PolicyPhase &phase) { return phase.weight.has_value(); }))
            steps();
        else
            background();
        return m_made;
    }

private:
    enum class Run { Step, Background };

    struct Written
    {
        QString name; ///< of the template; empty: no gate could be told
        bool needsPerson = false;
    };

    bool aborts(const PolicyGate &gate) const { return gate.onFail == OnFail::Rollback && m_aborts; }

    QVariantMap metric(const QString &name, std::chrono::milliseconds every, const GateExpression &said) const
    {
        QVariantMap prometheus{{QStringLiteral("query"), said.query}};
        if (!m_target.prometheus.isEmpty())
            prometheus.insert(QStringLiteral("address"), m_target.prometheus);
        return {{QStringLiteral("name"), name},
                {QStringLiteral("interval"), machineSpan(every)},
                {QStringLiteral("successCondition"), said.success},
                {QStringLiteral("failureCondition"), said.failure},
                {QStringLiteral("failureLimit"), 0},
                {QStringLiteral("inconclusiveLimit"), noEnd},
                {QStringLiteral("consecutiveErrorLimit"), noEnd},
                {QStringLiteral("provider"), QVariantMap{{QStringLiteral("prometheus"), prometheus}}}};
    }

    static QVariantMap lasting(QVariantMap metric, qint64 looks)
    {
        metric.insert(QStringLiteral("count"), looks);
        metric.insert(QStringLiteral("inconclusiveLimit"), looks);
        return metric;
    }

    /// How often a gate is looked at while the phase has to last.
    qint64 looksIn(std::chrono::milliseconds dwell, const PolicyGate &gate) const
    {
        const auto every = gate.every.count() > 0 ? gate.every : m_target.interval;
        return std::min<qint64>(noEnd, (dwell.count() + every.count() - 1) / every.count() + 1);
    }

    /// Waits, after the phase's time, for the instant at which all pass; goes on looking at those that passed before.
    Result<QVariantMap> together(const QList<PolicyGate> &gates, std::chrono::milliseconds dwell, QStringList &numbers) const
    {
        QMap<QString, qint64> weights;
        qint64 weight = 1;
        std::chrono::milliseconds every = m_target.interval;
        for (const PolicyGate &gate : gates) {
            if (gate.every.count() > 0)
                every = std::min(every, gate.every);
            if (!aborts(gate))
                continue;
            weights.insert(gate.name, weight);
            numbers.append(QStringLiteral("-%1: %2").arg(weight).arg(gate.name));
            weight = std::min<qint64>(weight * 10, 100'000'000'000'000);
        }
        const Result<GateExpression> said = everyGate(m_policy, m_service, m_target.environment, gates, weights, m_target.interval);
        if (!said)
            return said.error();
        QVariantMap made = lasting(metric(togetherName, every, *said), noEnd);
        made.insert(QStringLiteral("consecutiveSuccessLimit"), 1);
        if (dwell.count() > 0)
            made.insert(QStringLiteral("initialDelay"), machineSpan(dwell));
        return made;
    }

    QString freeName(const QString &wanted)
    {
        QString name = wanted;
        for (int i = 2; m_names.contains(name); ++i)
            name = QStringLiteral("%1-%2").arg(wanted).arg(i);
        m_names.insert(name);
        return name;
    }

    QVariantMap watching(const PolicyGate &gate, GateExpression said, std::chrono::milliseconds dwell, Run run) const
    {
        if (!aborts(gate) && !gate.showOnly)
            said.failure = QStringLiteral("false");
        const QVariantMap made = metric(gate.name, gate.every.count() > 0 ? gate.every : m_target.interval, said);
        return run == Run::Step ? lasting(made, looksIn(dwell, gate)) : made;
    }

    Written write(const QString &phase, const QList<PolicyGate> &gates, std::chrono::milliseconds dwell, Run run)
    {
        Written written;
        QVariantList metrics;
        QVariantList dry;
        QList<PolicyGate> told;
        for (const PolicyGate &gate : gates) {
            const Result<GateExpression> said = gateExpression(m_policy, m_service, m_target.environment, gate, m_target.interval);
            if (!said) {
                written.needsPerson = written.needsPerson || !gate.showOnly;
                note(Words::tr("gate %1 is not told to the controller: %2").arg(gate.name, said.error().message));
                continue;
            }
            if (said->success == u"false" && !gate.showOnly)
                note(Words::tr("gate %1: a limit is unset, so it never passes and the update waits").arg(gate.name));
            metrics.append(watching(gate, *said, dwell, run));
            if (gate.showOnly)
                dry.append(QVariantMap{{QStringLiteral("metricName"), gate.name}});
            else
                told.append(gate);
        }
        QStringList numbers;
        if (run == Run::Step && !told.isEmpty()) {
            if (const Result<QVariantMap> all = together(told, dwell, numbers))
                metrics.append(*all);
        }
        if (metrics.isEmpty())
            return written;
        written.name = freeName(objectName(phase.isEmpty() ? m_service.name : QString(m_service.name + u'-' + phase)));
        QVariantMap spec{{QStringLiteral("metrics"), metrics}};
        if (!dry.isEmpty())
            spec.insert(QStringLiteral("dryRun"), dry);
        m_made.templates.append(QVariantMap{{QStringLiteral("apiVersion"), QStringLiteral("argoproj.io/v1alpha1")},
                                            {QStringLiteral("kind"), QStringLiteral("AnalysisTemplate")},
                                            {QStringLiteral("metadata"), metadata(written.name, phase, numbers)},
                                            {QStringLiteral("spec"), spec}});
        return written;
    }

    QVariantMap metadata(const QString &name, const QString &phase, const QStringList &numbers) const
    {
        QVariantMap annotations{{QStringLiteral("maestro.console/policy"), m_policy.name},
                                {QStringLiteral("maestro.console/policy-hash"), QString::fromLatin1(m_policy.hash)},
                                {QStringLiteral("maestro.console/service"), m_service.name}};
        if (!phase.isEmpty())
            annotations.insert(QStringLiteral("maestro.console/phase"), phase);
        if (!numbers.isEmpty()) // what a failing "every-gate" says
            annotations.insert(QStringLiteral("maestro.console/failing"), numbers.join(QStringLiteral(", ")));
        QVariantMap made{{QStringLiteral("name"), name}, {QStringLiteral("annotations"), annotations}};
        if (!m_target.ns.isEmpty())
            made.insert(QStringLiteral("namespace"), m_target.ns);
        return made;
    }

    static QVariantMap templateOf(const QString &name)
    {
        return {{QStringLiteral("templates"), QVariantList{QVariantMap{{QStringLiteral("templateName"), name}}}}};
    }

    bool wantsPerson(const PolicyPhase &phase) const
    {
        return phase.promote.value_or(m_strategy->automation.promote) != Automation::Promote::Auto;
    }

    void steps()
    {
        QVariantList steps;
        for (const PolicyPhase &phase : m_strategy->phases) {
            const int weight = std::clamp(int(std::ceil(*phase.weight)), 1, 100);
            if (weight != *phase.weight)
                note(Words::tr("phase %1: the controller knows whole percent only; %2% is %3%").arg(phase.name, QString::number(*phase.weight), QString::number(weight)));
            steps.append(QVariantMap{{QStringLiteral("setWeight"), weight}});
            const Written gates = write(phase.name, m_policy.gatesInForce(m_service, phase.name), phase.dwellMin, Run::Step);
            if (!gates.name.isEmpty())
                steps.append(QVariantMap{{QStringLiteral("analysis"), templateOf(gates.name)}});
            else if (phase.dwellMin.count() > 0)
                steps.append(QVariantMap{{QStringLiteral("pause"), QVariantMap{{QStringLiteral("duration"), machineSpan(phase.dwellMin)}}}});
            const bool last = &phase == &m_strategy->phases.constLast();
            if (gates.needsPerson || (!last && wantsPerson(phase)))
                steps.append(QVariantMap{{QStringLiteral("pause"), QVariantMap()}});
        }
        patch({{QStringLiteral("canary"), QVariantMap{{QStringLiteral("steps"), steps}}}});
    }

    void background()
    {
        QList<PolicyGate> gates;
        const QList<PolicyPhase> phases = m_strategy ? m_strategy->phases : QList<PolicyPhase>();
        for (const QString &phase : names(phases)) {
            for (const PolicyGate &gate : m_policy.gatesInForce(m_service, phase)) {
                if (!gates.contains(gate))
                    gates.append(gate);
            }
        }
        note(Words::tr("the policy has no weights: the steps stay as they are, and the gates are watched all through the update"));
        const Written written = write({}, gates, {}, Run::Background);
        if (written.needsPerson || std::any_of(phases.cbegin(), phases.cend(), [this](const PolicyPhase &phase) { return wantsPerson(phase); }))
            note(Words::tr("a person has to decide as well: the pause for that must be among the Rollout's own steps, nothing here adds one"));
        if (!written.name.isEmpty())
            patch({{QStringLiteral("canary"), QVariantMap{{QStringLiteral("analysis"), templateOf(written.name)}}}});
    }

    static QStringList names(const QList<PolicyPhase> &phases)
    {
        QStringList names;
        for (const PolicyPhase &phase : phases)
            names.append(phase.name);
        return names.isEmpty() ? QStringList{QString()} : names;
    }

    /// What comes before the switch is one analysis, what comes last is the other.
    void blueGreen()
    {
        QVariantMap strategy;
        const QList<PolicyPhase> &phases = m_strategy->phases;
        bool person = false;
        if (phases.size() > 1) {
            QList<PolicyGate> before;
            std::chrono::milliseconds dwell{0};
            for (const PolicyPhase &phase : phases.first(phases.size() - 1)) {
                person = person || wantsPerson(phase);
                dwell += phase.dwellMin;
                for (const PolicyGate &gate : m_policy.gatesInForce(m_service, phase.name)) {
                    if (!before.contains(gate))
                        before.append(gate);
                }
            }
            const Written written = write(phases.constFirst().name, before, dwell, Run::Step);
            person = person || written.needsPerson;
            if (!written.name.isEmpty())
                strategy.insert(QStringLiteral("prePromotionAnalysis"), templateOf(written.name));
        }
        if (!phases.isEmpty()) {
            const PolicyPhase &last = phases.constLast();
            const Written written = write(last.name, m_policy.gatesInForce(m_service, last.name), last.dwellMin, Run::Step);
            if (!written.name.isEmpty())
                strategy.insert(QStringLiteral("postPromotionAnalysis"), templateOf(written.name));
        }
        strategy.insert(QStringLiteral("autoPromotionEnabled"), !person);
        patch({{QStringLiteral("blueGreen"), strategy}});
    }

    void patch(const QVariantMap &strategy)
    {
        QVariantMap metadata{{QStringLiteral("name"), m_service.workload.name}};
        if (!m_target.ns.isEmpty())
            metadata.insert(QStringLiteral("namespace"), m_target.ns);
        m_made.rollout = {{QStringLiteral("apiVersion"), QStringLiteral("argoproj.io/v1alpha1")},
                          {QStringLiteral("kind"), QStringLiteral("Rollout")},
                          {QStringLiteral("metadata"), metadata},
                          {QStringLiteral("spec"), QVariantMap{{QStringLiteral("strategy"), strategy}}}};
    }

    void note(const QString &text)
    {
        if (!m_made.notes.contains(text))
            m_made.notes.append(text);
    }

    const Policy &m_policy;
    const PolicyService &m_service;
    const ExportTarget &m_target;
    const PolicyStrategy *m_strategy;
    bool m_aborts;
    AnalysisExport m_made;
    QSet<QString> m_names;
};

} // namespace

AnalysisExport exportAnalysis(const Policy &policy, const PolicyService &service, const ExportTarget &target)
{
    return Exporter(policy, service, target).run();
}

QString prometheusAddress(const PolicyEnvironment &environment)
{
    const auto said = [&environment](const char *key) { return environment.prometheus.value(QLatin1String(key)).toString(); };
    if (!said("url").isEmpty())
        return said("url");
    if (said("service").isEmpty())
        return {};
    const QString host = said("namespace").isEmpty() ? said("service") : QStringLiteral("%1.%2.svc").arg(said("service"), said("namespace"));
    return QStringLiteral("http://%1:%2").arg(host, said("port").isEmpty() ? QStringLiteral("9090") : said("port"));
}

} // namespace maestro
