// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/metrics/shownmetrics.h"

#include "domain/validation/policyduration.h"
#include "domain/validation/validation.h"

namespace maestro {

namespace {

constexpr qsizetype mostValidations = 20;

/// name or title to the metric's entry of the file.
const PolicyMetric *metricCalled(const Policy &policy, const QString &word)
{
    if (const PolicyMetric *metric = policy.metric(word))
        return metric;
    for (const QVariant &entry : policy.document.value(QStringLiteral("metrics")).toList())
        if (entry.toMap().value(QStringLiteral("title")).toString() == word)
            return policy.metric(entry.toMap().value(QStringLiteral("name")).toString());
    return nullptr;
}

QString titleOf(const Policy &policy, const QString &metric)
{
    for (const QVariant &entry : policy.document.value(QStringLiteral("metrics")).toList())
        if (entry.toMap().value(QStringLiteral("name")).toString() == metric)
            return entry.toMap().value(QStringLiteral("title")).toString();
    return {};
}

/// Lists of words that the phase is about: each inner list is a board of the runbook.
QVariantList focusOf(const Policy &policy, const PolicyService &service, const QString &phase)
{
    for (const QVariant &strategy : policy.document.value(QStringLiteral("strategies")).toList()) {
        if (strategy.toMap().value(QStringLiteral("name")).toString() != service.strategy)
            continue;
        for (const QVariant &entry : strategy.toMap().value(QStringLiteral("phases")).toList())
            if (entry.toMap().value(QStringLiteral("name")).toString() == phase)
                return entry.toMap().value(QStringLiteral("focus")).toList();
    }
    return {};
}

class Shown
{
public:
    Shown(const Policy &policy, const QStringList &judged)
        : m_policy(policy)
        , m_judged(judged)
    {
    }

    void addTile(const QString &word, const QString &group)
    {
        const PolicyMetric *metric = metricCalled(m_policy, word);
        if (!metric && m_policy.gate(word))
            return; // it stands among the gates
        MetricReading *reading = entry(metric ? metric->name : word);
        if (!reading)
            return;
        if (!reading->groups.contains(group))
            reading->groups.append(group);
        if (metric)
            fill(*reading, *metric);
        else
            reading->provenance.error = Error{ErrorKind::NotFound, QStringLiteral("noMetric"), QStringLiteral("the policy has no metric %1").arg(word), {}, {}};
    }

    void addMetric(const PolicyMetric &metric)
    {
        if (MetricReading *reading = entry(metric.name))
            fill(*reading, metric);
    }

    QList<MetricReading> list;

private:
    MetricReading *entry(const QString &name)
    {
        const auto found = std::find_if(list.begin(), list.end(), [&name](const MetricReading &one) { return one.metric == name; });
        if (found != list.end())
            return &*found;
        if (list.size() >= mostShown)
            return nullptr;
        list.append(MetricReading());
        list.last().metric = name;
        return &list.last();
    }

    void fill(MetricReading &reading, const PolicyMetric &metric)
    {
        reading.title = titleOf(m_policy, metric.name);
        reading.unit = metric.unit;
        reading.lowerIsBetter = metric.lowerIsBetter;
        reading.judged = m_judged.contains(metric.name);
    }

    const Policy &m_policy;
    const QStringList &m_judged;
};

/// Without blanks and quotes, limits by what they are.
QString plainCondition(const Policy &policy, QString text)
{
    for (auto limit = policy.limits.cbegin(); limit != policy.limits.cend(); ++limit)
        text.replace(QString(u'$' + limit.key()), limit.value().value_or(QStringLiteral("unset")));
    text.removeIf([](QChar c) { return c.isSpace() || c == u'"' || c == u'\''; });
    return text;
}

QString boundsOf(const PolicyGate &gate)
{
    return gate.pass ? gate.pass->text : gate.fail ? gate.fail->text : QString();
}

} // namespace

QList<MetricReading> shownMetrics(const Policy &policy, const PolicyService &service, const QString &phase, const QStringList &judged)
{
    Shown shown(policy, judged);
    for (const QVariant &board : focusOf(policy, service, phase))
        for (const QString &word : board.toStringList())
            shown.addTile(word, QStringLiteral("focus"));
    for (const QVariant &page : policy.document.value(QStringLiteral("pages")).toList())
        for (const QString &word : page.toMap().value(QStringLiteral("tiles")).toStringList())
            shown.addTile(word, page.toMap().value(QStringLiteral("name")).toString());
    for (const PolicyMetric &metric : policy.metrics)
        shown.addMetric(metric);
    return shown.list;
}

RollbackPace rollbackPace(const QList<JournalRecord> &records, const ObjectRef &target)
{
    QMap<QString, double> seconds; // by action: the last word counts once
    QStringList order;
    for (const JournalRecord &record : records) {
        if (record.object != target || !isValidationRecord(record))
            continue;
        const Validation validation = validationFromRecord(record);
        if (!validation.isVerified() || !validation.endedAt.isValid())
            continue;
        if (!seconds.contains(record.id))
            order.append(record.id);
        seconds.insert(record.id, double(validation.elapsedMs(validation.endedAt)) / 1000);
    }
    QList<double> newest;
    for (const QString &id : order.mid(std::max<qsizetype>(0, order.size() - mostValidations)))
        newest.append(seconds.value(id));
    RollbackPace pace;
    pace.count = int(newest.size());
    pace.medianSeconds = medianOf(newest);
    return pace;
}

RollbackPace rollbackPace(RollbackPace measured, const Policy &policy)
{
    const QVariantMap target = policy.document.value(QStringLiteral("rollback")).toMap().value(QStringLiteral("target")).toMap();
    QString median = target.value(QStringLiteral("median")).toString();
    if (median.startsWith(u'$'))
        median = policy.limits.value(median.mid(1)).value_or(QString());
    if (const auto ms = policyMilliseconds(median))
        measured.targetSeconds = double(*ms) / 1000;
    measured.metric = target.value(QStringLiteral("metric")).toString();
    return measured;
}

CriteriaReading promotionCriteria(const Policy &policy, const QString &service, const QMap<QString, QString> &annotations)
{
    using State = CriteriaReading::State;
    CriteriaReading criteria;
    for (const QVariant &entry : policy.document.value(QStringLiteral("services")).toList())
        if (entry.toMap().value(QStringLiteral("name")).toString() == service) {
            const QVariantMap manifest = entry.toMap().value(QStringLiteral("manifest")).toMap();
            criteria.annotation = manifest.value(QStringLiteral("criteria_annotation")).toString();
            criteria.adr = manifest.value(QStringLiteral("adr")).toString();
        }
    if (criteria.annotation.isEmpty() || !annotations.contains(criteria.annotation))
        return criteria;
    criteria.text = annotations.value(criteria.annotation);
    criteria.state = State::Text;
    const QString text = criteria.text.trimmed();
    if (text.startsWith(u"sha256:")) {
        criteria.state = text.mid(7).toLower() == QString::fromLatin1(policy.hash) ? State::Same : State::Differs;
        if (criteria.state == State::Differs)
            criteria.differences.append(QStringLiteral("%1 there, sha256:%2 in force").arg(text, QString::fromLatin1(policy.hash)));
        return criteria;
    }
    if (text.isEmpty())
        return criteria;
    QStringList differences;
    QString lines = text;
    for (const QString &line : lines.replace(u';', u'\n').split(u'\n', Qt::SkipEmptyParts)) {
        if (line.trimmed().isEmpty())
            continue;
        const QString name = line.section(u':', 0, 0).trimmed();
        const QString condition = line.section(u':', 1).trimmed();
        const PolicyGate *gate = policy.gate(name);
        if (!gate || condition.isEmpty())
            return criteria;
        const QString asked = boundsOf(*gate);
        if (plainCondition(policy, condition) != plainCondition(policy, asked))
            differences.append(QStringLiteral("%1: %2 there, %3 in the policy").arg(name, condition, asked));
    }
    criteria.differences = differences;
    criteria.state = differences.isEmpty() ? State::Same : State::Differs;
    return criteria;
}

} // namespace maestro
