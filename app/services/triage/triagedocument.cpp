// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/triagedocument.h"

#include "text/triage/changetext.h"
#include "text/triage/triagetext.h"

#include <QJsonArray>

#include <cmath>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

QJsonObject named(const QString &kind)
{
    return {{u"apiVersion"_s, u"maestro/v1"_s}, {u"kind"_s, kind}};
}

QJsonValue timeOf(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue textOf(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString modeWord(CheckMode mode)
{
    return mode == CheckMode::Automatic ? u"auto"_s : mode == CheckMode::Manual ? u"manual"_s : u"both"_s;
}

QJsonValue historyDocument(const std::optional<MetricHistory> &history)
{
    if (!history)
        return {};
    QJsonArray points; // JSON has no NaN
    for (const SampleSeries::Point &point : history->line.points)
        points.append(QJsonArray{point.ms, std::isfinite(point.value) ? QJsonValue(point.value) : QJsonValue()});
    QJsonArray links;
    for (const WebLink &link : history->links)
        links.append(QJsonObject{{u"title"_s, link.title}, {u"url"_s, link.url}});
    const auto number = [](const std::optional<double> &value) { return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue(); };
    return QJsonObject{{u"metric"_s, history->metric}, {u"value"_s, number(history->value)}, {u"notMeasured"_s, textOf(history->why)}, {u"noHistory"_s, textOf(history->gap)},
                       {u"newestSampleAt"_s, timeOf(history->newestAt)}, {u"from"_s, timeOf(history->from)}, {u"to"_s, timeOf(history->to)}, {u"points"_s, points},
                       {u"gate"_s, textOf(history->gate)}, {u"pass"_s, number(history->passLimit)}, {u"fail"_s, number(history->failLimit)}, {u"links"_s, links}};
}

QJsonObject itemDocument(const TriageItem &item)
{
    QJsonArray reads;
    if (item.reading)
        for (const TriageRead &read : item.reading->reads)
            reads.append(QJsonObject{{u"what"_s, read.what}, {u"source"_s, read.source}, {u"at"_s, timeOf(read.at)}, {u"value"_s, read.value}});
    QJsonObject json{{u"id"_s, item.check.id},
                     {u"step"_s, item.check.step},
                     {u"title"_s, checkTitle(item.check)},
                     {u"mode"_s, modeWord(item.check.mode())},
                     {u"state"_s, itemWord(item.state())},
                     {u"changedSinceTick"_s, item.changedSinceTick()},
                     {u"finding"_s, item.reading ? textOf(item.reading->finding) : QJsonValue()},
                     {u"readAt"_s, item.reading ? timeOf(item.reading->at) : QJsonValue()},
                     {u"command"_s, item.check.kind == CheckKind::Command ? textOf(item.check.subject) : item.reading ? textOf(item.reading->command) : QJsonValue()},
                     {u"milliseconds"_s, item.reading && item.reading->milliseconds > 0 ? QJsonValue(item.reading->milliseconds) : QJsonValue()},
                     {u"reads"_s, reads},
                     {u"history"_s, item.reading ? historyDocument(item.reading->history) : QJsonValue()},
                     {u"tickedBy"_s, item.tick ? textOf(item.tick->by) : QJsonValue()},
                     {u"tickedAt"_s, item.tick ? timeOf(item.tick->at) : QJsonValue()},
                     {u"note"_s, item.tick ? textOf(item.tick->note) : QJsonValue()},
                     {u"evidence"_s, QJsonArray::fromStringList(item.evidence)}};
    return json;
}

QJsonValue decisionDocument(const std::optional<TriageDecision> &decision)
{
    if (!decision)
        return {};
    return QJsonObject{{u"verdict"_s, decision->verdict}, {u"by"_s, textOf(decision->by)}, {u"reason"_s, decision->reason}, {u"at"_s, timeOf(decision->at)},
                       {u"evidence"_s, QJsonArray::fromStringList(decision->evidence)}};
}

QJsonObject changesDocument(const ChangeList &list)
{
    QJsonArray items;
    for (const ChangeEntry &one : list.entries)
        items.append(QJsonObject{{u"at"_s, timeOf(one.at)}, {u"source"_s, changeWord(one.kind)}, {u"what"_s, one.what}, {u"detail"_s, textOf(one.detail)}, {u"by"_s, textOf(one.by)}, {u"effect"_s, one.effect}, {u"read"_s, one.source}});
    QJsonArray unread;
    for (const ChangeGap &one : list.unread)
        unread.append(QJsonObject{{u"source"_s, changeWord(one.kind)}, {u"why"_s, one.why}});
    const ChangeEntry *against = list.measured();
    const QJsonObject bad{{u"at"_s, timeOf(list.bad.at)}, {u"what"_s, textOf(list.bad.what)}, {u"unknown"_s, textOf(list.bad.unknown)},
                          {u"against"_s, against ? QJsonValue(against->what) : QJsonValue()}, {u"gapSeconds"_s, against ? QJsonValue(double(list.gapMs()) / 1000) : QJsonValue()}};
    return {{u"items"_s, items}, {u"complete"_s, list.unread.isEmpty()}, {u"unread"_s, unread}, {u"firstBad"_s, bad}, {u"text"_s, changeMarkText(list)}};
}

QJsonObject head(const TriageRun &run, const QDateTime &now)
{
    QJsonObject json = named(u"TriageRun"_s);
    json[u"id"_s] = run.id;
    json[u"playbook"_s] = run.playbook;
    json[u"service"_s] = run.service;
    json[u"context"_s] = run.ref.context;
    json[u"namespace"_s] = run.ref.ns;
    json[u"name"_s] = run.ref.name;
    json[u"environment"_s] = textOf(run.environment);
    json[u"alert"_s] = textOf(run.alert);
    json[u"policyHash"_s] = textOf(run.policyHash);
    json[u"startedAt"_s] = timeOf(run.startedAt);
    json[u"elapsed"_s] = double(run.elapsed(now).count()) / 1000;
    json[u"budget"_s] = run.budget.count() > 0 ? QJsonValue(double(run.budget.count()) / 1000) : QJsonValue();
    json[u"by"_s] = QJsonArray::fromStringList(run.by);
    json[u"holder"_s] = textOf(run.holder);
    json[u"decision"_s] = decisionDocument(run.decision);
    QJsonArray handOvers;
    for (const HandOver &one : run.handOvers)
        handOvers.append(QJsonObject{{u"to"_s, one.to}, {u"channel"_s, one.channel}, {u"state"_s, deliveryWord(one.delivery.state)}, {u"at"_s, timeOf(one.delivery.at)},
                                     {u"by"_s, textOf(one.by)}, {u"message"_s, textOf(one.delivery.message)}});
    json[u"handOffs"_s] = handOvers;
    return json;
}

} // namespace

QJsonObject triageDocument(const TriageView &view, const QDateTime &now)
{
    const TriageRun &run = view.run;
    QJsonArray items;
    for (const TriageItem &item : run.items)
        items.append(itemDocument(item));
    QJsonObject json = head(run, now);
    json[u"items"_s] = items;
    json[u"suggestion"_s] = run.decision ? QJsonValue() : QJsonValue(suggestionWord(view.suggestion.kind));
    json[u"suggestionWhy"_s] = run.decision ? QJsonValue() : QJsonValue(suggestionSentence(view.suggestion));
    QJsonArray prompts;
    for (const EscalationPrompt &one : view.prompts)
        prompts.append(QJsonObject{{u"rule"_s, one.rule.rule}, {u"to"_s, QJsonArray::fromStringList(one.rule.to)}, {u"condition"_s, one.rule.text}, {u"failures"_s, one.failures}, {u"lastRun"_s, one.lastRun}, {u"lastAt"_s, timeOf(one.lastAt)}});
    json[u"prompts"_s] = prompts;
    QJsonArray links;
    for (const WebLink &one : view.links)
        links.append(QJsonObject{{u"title"_s, one.title}, {u"url"_s, one.url}});
    json[u"links"_s] = links;
    json[u"board"_s] = view.board && !run.decision
        ? QJsonValue(QJsonObject{{u"verdict"_s, boardVerdictWord(view.board->verdict)}, {u"rule"_s, textOf(view.board->rule)}, {u"at"_s, timeOf(view.board->at)}})
        : QJsonValue();
    json[u"changes"_s] = view.changes ? QJsonValue(changesDocument(*view.changes)) : QJsonValue();
    return json;
}

QJsonObject playbooksDocument(const QList<PlaybookOffer> &offers)
{
    QJsonArray items;
    for (const PlaybookOffer &offer : offers) {
        QJsonArray checks;
        for (const PlaybookCheck &check : offer.playbook.checks)
            checks.append(QJsonObject{{u"id"_s, check.id}, {u"step"_s, check.step}, {u"title"_s, checkTitle(check)}, {u"mode"_s, modeWord(check.mode())}});
        items.append(QJsonObject{{u"name"_s, offer.playbook.name}, {u"title"_s, textOf(offer.playbook.title)}, {u"policy"_s, offer.policy}, {u"alertFamilies"_s, QJsonArray::fromStringList(offer.families)},
                                 {u"budget"_s, offer.playbook.budget.count() > 0 ? QJsonValue(double(offer.playbook.budget.count()) / 1000) : QJsonValue()}, {u"items"_s, checks}});
    }
    QJsonObject json = named(u"PlaybookList"_s);
    json[u"items"_s] = items;
    return json;
}

QJsonObject triageListDocument(const QList<TriageRun> &runs, const QDateTime &now)
{
    QJsonArray items;
    for (const TriageRun &run : runs)
        items.append(head(run, now));
    QJsonObject json = named(u"TriageRunList"_s);
    json[u"items"_s] = items;
    return json;
}

} // namespace maestro
