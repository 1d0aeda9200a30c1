// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/suite/suitedocuments.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "cli/output.h"
#include "text/humanize.h"
#include "text/suite/suitetext.h"

#include <QJsonArray>

namespace maestro {

namespace {

QJsonValue secondsBetween(const QDateTime &from, const QDateTime &to)
{
    return from.isValid() && to.isValid() ? QJsonValue(double(from.msecsTo(to)) / 1000) : QJsonValue();
}

void insertGround(QJsonObject &object, const SuiteGround &ground)
{
    object.insert(QStringLiteral("service"), textOrNull(ground.service));
    object.insert(QStringLiteral("context"), ground.target.context);
    object.insert(QStringLiteral("namespace"), ground.target.ns);
    object.insert(QStringLiteral("name"), ground.target.name);
    object.insert(QStringLiteral("revision"), ground.revision > 0 ? QJsonValue(ground.revision) : QJsonValue());
    object.insert(QStringLiteral("hash"), textOrNull(ground.hash));
    object.insert(QStringLiteral("step"), ground.step >= 0 ? QJsonValue(ground.step) : QJsonValue());
}

QJsonObject checkDocument(const SuiteStep &step)
{
    return {{QStringLiteral("id"), step.id}, {QStringLiteral("command"), step.isRequest() ? QJsonValue() : QJsonValue(QJsonArray::fromStringList(step.argv))},
            {QStringLiteral("request"), step.isRequest() ? QJsonValue(QString(step.request.method % u' ' % step.request.url)) : QJsonValue()}};
}

} // namespace

QJsonObject suiteRunDocument(const SuiteRun &run)
{
    QJsonObject object = document(QStringLiteral("SuiteRun"));
    object.insert(QStringLiteral("id"), run.id);
    object.insert(QStringLiteral("suite"), run.suite);
    insertGround(object, run.ground);
    object.insert(QStringLiteral("by"), textOrNull(run.by));
    object.insert(QStringLiteral("begunAt"), timeValue(run.begunAt));
    object.insert(QStringLiteral("endedAt"), timeValue(run.endedAt()));
    object.insert(QStringLiteral("state"), suiteRunWord(run.state()));
    object.insert(QStringLiteral("seconds"), secondsBetween(run.begunAt, run.endedAt()));
    QJsonArray items;
    for (const SuiteItem &item : run.items)
        items.append(QJsonObject {{QStringLiteral("id"), item.id}, {QStringLiteral("state"), suiteItemWord(item.state)}, {QStringLiteral("attempt"), item.attempt},
                                  {QStringLiteral("begunAt"), timeValue(item.begunAt)}, {QStringLiteral("endedAt"), timeValue(item.endedAt)},
                                  {QStringLiteral("seconds"), secondsBetween(item.begunAt, item.endedAt)}, {QStringLiteral("code"), item.code ? QJsonValue(*item.code) : QJsonValue()},
                                  {QStringLiteral("note"), textOrNull(item.note)}, {QStringLiteral("output"), textOrNull(item.output)}});
    object.insert(QStringLiteral("items"), items);
    return object;
}

QString suiteRunTable(const SuiteRun &run, const QDateTime &now)
{
    TextTable table({QStringLiteral("STATE"), QStringLiteral("CHECK"), QStringLiteral("HOW IT WENT")});
    for (const SuiteItem &item : run.items)
        table.add({suiteItemLabel(item.state), item.id, suiteItemText(item, now)});
    return CliText::tr("%1 of %2/%3: %4\nrun %5\n\n").arg(displaySafe(run.suite, 80), displaySafe(run.ground.target.ns), displaySafe(run.ground.target.name),
                                                       suiteViewSentence({{run.suite, {}}, run, true, false}, now), run.id)
        + table.text();
}

QJsonObject suiteListDocument(const SuiteBoard &board)
{
    QJsonObject object = document(QStringLiteral("SuiteList"));
    insertGround(object, board.ground);
    QJsonArray items;
    for (const SuiteView &view : board.suites) {
        QJsonArray checks;
        for (const SuiteStep &step : view.suite.steps)
            checks.append(checkDocument(step));
        items.append(QJsonObject {{QStringLiteral("name"), view.suite.name}, {QStringLiteral("state"), view.run ? suiteRunWord(view.run->state()) : QStringLiteral("notRun")},
                                  {QStringLiteral("ofThis"), view.ofThis}, {QStringLiteral("eachStep"), view.eachStep}, {QStringLiteral("checks"), checks},
                                  {QStringLiteral("run"), view.run ? QJsonValue(suiteRunDocument(*view.run)) : QJsonValue()}});
    }
    object.insert(QStringLiteral("items"), items);
    return object;
}

QString suiteListTable(const SuiteBoard &board, const QDateTime &now)
{
    if (board.suites.isEmpty())
        return CliText::tr("The policy has no suites.\n");
    TextTable table({QStringLiteral("SUITE"), QStringLiteral("STATE"), QStringLiteral("NEWEST RUN"), QStringLiteral("WANTED"), QStringLiteral("RUN")});
    for (const SuiteView &view : board.suites)
        table.add({view.suite.name, suiteViewLabel(view), suiteViewSentence(view, now), view.eachStep ? CliText::tr("at each step") : QString(), view.run ? view.run->id : QString()});
    return table.text();
}

} // namespace maestro
