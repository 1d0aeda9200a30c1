// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/grafana/packsnapshot.h"

#include "services/journalservice.h"
#include "services/localuser.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QTimer>

#include <cmath>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int expiresS = 90 * 24 * 3600;
constexpr int panelWidth = 12;
constexpr int panelHeight = 8;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Grafana)
};

QString lineName(const SampleSeries &series)
{
    const QString role = series.role == SampleRole::Canary ? u"canary"_s : series.role == SampleRole::Stable ? u"stable"_s : series.role == SampleRole::Baseline ? u"baseline"_s : series.metric;
    return series.label.isEmpty() ? role : QString(role + u' ' + series.label);
}

/// A line in both forms that Grafana knows: data beside the panel, and a query that is its own answer. No number becomes null, never 0.
void addLine(const SampleSeries &series, QJsonArray &old, QJsonArray &frames)
{
    QJsonArray times;
    QJsonArray values;
    for (const SampleSeries::Point &point : series.points) {
        times.append(point.ms);
        values.append(std::isfinite(point.value) ? QJsonValue(point.value) : QJsonValue());
    }
    const QJsonObject time{{u"name"_s, u"Time"_s}, {u"type"_s, u"time"_s}, {u"config"_s, QJsonObject()}};
    const QJsonObject value{{u"name"_s, lineName(series)}, {u"type"_s, u"number"_s}, {u"config"_s, QJsonObject{{u"displayName"_s, lineName(series)}}}};
    QJsonObject timeValues = time;
    timeValues[u"values"_s] = times;
    QJsonObject valueValues = value;
    valueValues[u"values"_s] = values;
    old.append(QJsonObject{{u"name"_s, lineName(series)}, {u"fields"_s, QJsonArray{timeValues, valueValues}}});
    frames.append(QJsonObject{{u"schema"_s, QJsonObject{{u"name"_s, lineName(series)}, {u"fields"_s, QJsonArray{time, value}}}}, {u"data"_s, QJsonObject{{u"values"_s, QJsonArray{times, values}}}}});
}

QJsonObject panelOf(int index, const QString &title, const QList<SampleSeries> &lines)
{
    QJsonArray old;
    QJsonArray frames;
    for (const SampleSeries &series : lines)
        addLine(series, old, frames);
    const QJsonObject source{{u"type"_s, u"grafana"_s}, {u"uid"_s, u"grafana"_s}};
    return {{u"id"_s, index + 1}, {u"type"_s, u"timeseries"_s}, {u"title"_s, title}, {u"datasource"_s, source}, {u"snapshotData"_s, old},
            {u"targets"_s, QJsonArray{QJsonObject{{u"refId"_s, u"A"_s}, {u"datasource"_s, source}, {u"queryType"_s, u"snapshot"_s}, {u"snapshot"_s, frames}}}},
            {u"gridPos"_s, QJsonObject{{u"x"_s, (index % 2) * panelWidth}, {u"y"_s, (index / 2) * panelHeight}, {u"w"_s, panelWidth}, {u"h"_s, panelHeight}}}};
}

bool note(const PackContent &content, const QString &state, const QString &message, JournalService *journal, const Clock *clock)
{
    const JournalRecord &first = content.excerpt.records.constFirst();
    JournalRecord record;
    record.id = content.id;
    record.at = clock->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    record.server = first.server;
    record.object = first.object;
    record.objectKind = first.objectKind;
    record.objectUid = first.objectUid;
    record.verb = u"snapshot"_s;
    record.state = state;
    record.message = message;
    record.details = {{u"file"_s, content.name}};
    return journal->append(record).ok();
}

} // namespace

QJsonObject snapshotBoard(const QString &title, const ChartSet &charts)
{
    QJsonArray panels;
    for (const ChartData &chart : charts.charts) {
        const bool samples = std::any_of(chart.series.cbegin(), chart.series.cend(), [](const SampleSeries &series) { return !series.points.isEmpty(); });
        if (samples)
            panels.append(panelOf(int(panels.size()), chart.provenance.error && chart.provenance.error->code == u"doubtfulAnswer" ? Words::tr("%1 (may be incomplete)").arg(chart.metric) : chart.metric, chart.series));
    }
    if (!charts.burn.isEmpty())
        panels.append(panelOf(int(panels.size()), Words::tr("How fast the budget burns"), charts.burn));
    return {{u"title"_s, title}, {u"schemaVersion"_s, 37}, {u"editable"_s, false}, {u"timezone"_s, u"utc"_s}, {u"tags"_s, QJsonArray{u"maestro"_s}}, {u"panels"_s, panels},
            {u"templating"_s, QJsonObject{{u"list"_s, QJsonArray()}}}, {u"annotations"_s, QJsonObject{{u"list"_s, QJsonArray()}}},
            {u"time"_s, QJsonObject{{u"from"_s, charts.from.toUTC().toString(Qt::ISODateWithMs)}, {u"to"_s, charts.to.toUTC().toString(Qt::ISODateWithMs)}}}};
}

void addSnapshot(const std::shared_ptr<PackContent> &content, const ChartSetPtr &charts, GrafanaClient *grafana, JournalService *journal, const Clock *clock, QObject *owner, std::function<void()> done)
{
    const auto without = [content, done, owner](const QString &why) {
        content->missing.append(u"grafana.json: "_s + why);
        QTimer::singleShot(0, owner, done);
    };
    const QJsonObject board = charts ? snapshotBoard(content->name, *charts) : QJsonObject();
    if (board.value(u"panels"_s).toArray().isEmpty())
        return without(Words::tr("there is no chart to put onto it"));
    if (!grafana)
        return without(Words::tr("connections.yaml names no Grafana; charts/ has what it would show"));
    if (!note(*content, u"sending"_s, Words::tr("a snapshot for Grafana %1").arg(grafana->source()), journal, clock))
        return without(Words::tr("the Journal cannot be written, so nothing was sent; charts/ has what it would show"));
    grafana->snapshot(board, content->name, expiresS, content->id, [content, without, done, journal, clock, source = grafana->source()](const GrafanaClient::Snapshot &made) {
        using Fate = GrafanaClient::Snapshot::Fate;
        const QString state = made.fate == Fate::Made ? u"sent"_s : made.fate == Fate::NotMade ? u"notSent"_s : u"unknown"_s;
        const bool written = note(*content, state, made.message, journal, clock);
        if (made.fate != Fate::Made)
            return without(Words::tr("%1; charts/ has what it would show").arg(made.message));
        const QDateTime now = clock->utcNow();
        content->addJson(u"grafana.json"_s, QJsonObject{{u"url"_s, made.url}, {u"source"_s, source}, {u"at"_s, now.toString(Qt::ISODateWithMs)}, {u"expiresAt"_s, now.addSecs(expiresS).toString(Qt::ISODateWithMs)}});
        if (!written)
            content->missing.append(u"record.jsonl: "_s + Words::tr("that the snapshot was made is not in the Journal"));
        done();
    });
}

} // namespace maestro
