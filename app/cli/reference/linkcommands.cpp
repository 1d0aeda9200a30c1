// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/documents/documents.h"
#include "cli/output.h"
#include "cli/reference/referencecommands.h"
#include "services/reference/referencereader.h"
#include "text/humanize.h"
#include "text/reference/referencetext.h"

#include <QDir>

namespace maestro {

namespace {

QString below(const ReferenceLink &link)
{
    if (link.state == ReferenceLink::State::Given)
        return displaySafe(link.text, 300);
    return link.text.isEmpty() ? linkStateText(link.state) : CliText::tr("%1 (%2)").arg(displaySafe(link.text, 300), linkStateText(link.state));
}

QJsonObject pathObject(const ReferencePath &path)
{
    return {{QStringLiteral("title"), path.title}, {QStringLiteral("path"), path.path}, {QStringLiteral("place"), path.place}, {QStringLiteral("state"), pathStateWord(path.state)},
            {QStringLiteral("absolute"), textOrNull(path.absolute)}};
}

bool has(const ReferenceCheckout &checkout, std::initializer_list<ReferencePath::State> states)
{
    return std::any_of(checkout.paths.cbegin(), checkout.paths.cend(), [&](const ReferencePath &path) { return std::find(states.begin(), states.end(), path.state) != states.end(); });
}

} // namespace

void runLinks(Call *call)
{
    const auto policies = call->policies();
    const auto folders = policies ? call->folders() : Result<Paths>(policies.error());
    if (!folders)
        return call->fail(folders.error());
    const ReferenceShelf shelf = readReferenceShelf((*policies)->policies(), folders->config, {}, call->clock()->utcNow());
    if (!shelf.problem.isEmpty())
        call->out().note(CliText::tr("maestro: contacts.yaml is left out: %1").arg(displaySafe(shelf.problem, 400)));
    QJsonArray items;
    TextTable table({QStringLiteral("GROUP"), QStringLiteral("NAME"), QStringLiteral("ADDRESS"), QStringLiteral("POLICY")});
    for (const ReferenceLink &link : shelf.links) {
        items.append(QJsonObject{{QStringLiteral("group"), link.group == ReferenceLink::Group::Contacts ? QStringLiteral("contacts") : QStringLiteral("documentation")},
                                 {QStringLiteral("title"), link.title}, {QStringLiteral("text"), textOrNull(link.text)}, {QStringLiteral("url"), textOrNull(link.url)},
                                 {QStringLiteral("state"), linkStateWord(link.state)}, {QStringLiteral("place"), link.place}, {QStringLiteral("policy"), link.policy}});
        table.add({linkGroupText(link.group), link.title, below(link), link.policy});
    }
    QJsonObject object = document(QStringLiteral("LinkList"));
    object[QLatin1String("items")] = items;
    object[QLatin1String("problem")] = textOrNull(shelf.problem);
    object[QLatin1String("policyProblems")] = call->policyProblems();
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("no policy names a link or a contact") : table.text());
    call->finish(0);
}

void runPathLinks(Call *call)
{
    const auto policies = call->policies();
    const auto folders = policies ? call->folders() : Result<Paths>(policies.error());
    if (!folders)
        return call->fail(folders.error());
    const QString given = call->line().value("checkout");
    const CheckoutFolders settings = given.isEmpty() ? checkoutSettings(folders->settingsFile()) : CheckoutFolders();
    QJsonArray items;
    QString said;
    int exit = 0;
    const QList<PolicyPtr> all = (*policies)->policies();
    for (const PolicyPtr &policy : all) {
        ReferenceCheckout checkout = checkoutOf(*policy, settings);
        if (!given.isEmpty())
            checkout = {policy->name, QDir::current().absoluteFilePath(given), QStringLiteral("option"), checkedPaths(referencePaths(*policy), QDir::current().absoluteFilePath(given))};
        QJsonArray paths;
        TextTable table({QStringLiteral("PATH"), QStringLiteral("IS"), QStringLiteral("STATE"), QStringLiteral("NAMED BY")});
        for (const ReferencePath &path : std::as_const(checkout.paths)) {
            paths.append(pathObject(path));
            table.add({path.path, pathTitleText(path.title), pathStateText(path.state), path.place});
        }
        if (has(checkout, {ReferencePath::State::Refused}))
            exit = 2;
        else if (exit == 0 && has(checkout, {ReferencePath::State::Missing, ReferencePath::State::NoCheckout}))
            exit = 1;
        items.append(QJsonObject{{QStringLiteral("policy"), policy->name}, {QStringLiteral("checkout"), textOrNull(checkout.folder)}, {QStringLiteral("from"), textOrNull(checkout.from)},
                                 {QStringLiteral("paths"), paths}});
        said += CliText::tr("policy %1: %2").arg(displaySafe(policy->name, 80), displaySafe(checkoutText(checkout), 400)) + u'\n';
        said += (table.isEmpty() ? CliText::tr("  it names no path") : table.text()) + u'\n';
    }
    QJsonObject object = document(QStringLiteral("PathList"));
    object[QLatin1String("items")] = items;
    object[QLatin1String("policyProblems")] = call->policyProblems();
    call->out().answer(object);
    call->out().answer(items.isEmpty() ? CliText::tr("there is no policy") : said.trimmed());
    call->finish(exit);
}

} // namespace maestro
