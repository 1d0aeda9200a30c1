// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/call.h"

#include "cli/documents/documents.h"
#include "cli/line/commandtable.h"
#include "cli/policy/policydocument.h"
#include "domain/operation/operationplan.h"
#include "services/journallook.h"
#include "text/policy/policyfaulttext.h"

#include <QTimer>

namespace maestro {

namespace {

constexpr int readerLookMs = 1'000;

} // namespace

Call::Call(CommandLine line, const QProcessEnvironment &environment, Output *output, QObject *parent)
    : QObject(parent)
    , m_line(std::move(line))
    , m_environment(environment)
    , m_output(output)
{
}

Call::~Call() = default;

QString Call::setting(const char *option, const char *variable) const
{
    return m_line.has(option) ? m_line.value(option) : m_environment.value(QString::fromLatin1(variable));
}

int Call::requestTimeoutMs() const
{
    return m_line.milliseconds("request-timeout").value_or(10'000);
}

Result<Paths> Call::folders() const
{
    return pathsFrom(m_environment);
}

Result<Workspace *> Call::workspace()
{
    if (m_workspace)
        return m_workspace.get();
    const auto paths = folders();
    if (!paths)
        return paths.error();
    Workspace::Options options;
    options.kubeconfig = m_line.value("kubeconfig");
    options.context = m_line.contexts.size() == 1 ? m_line.contexts.constFirst() : QString();
    options.ns = setting("namespace", "NAMESPACE");
    options.impersonate = m_line.value("as");
    options.requestTimeoutMs = requestTimeoutMs();
    if (const auto known = parseCommandLine({QStringLiteral("list"), QStringLiteral("--namespace=") + options.ns}); !options.ns.isEmpty() && !known)
        return Error{ErrorKind::BadInput, QStringLiteral("badValue"), CliText::tr("NAMESPACE in the environment: %1").arg(known.error().message),
                     CliText::tr("Correct or unset the variable, or give -n."), {}};
    for (const char *key : {"prometheus", "alertmanager", "github", "maestro", "registry"}) {
        if (!m_line.has(key))
            continue;
        const auto endpoint = endpointOf(m_line.value(key));
        if (!endpoint)
            return Error{endpoint.error().kind, endpoint.error().code, CliText::tr("--%1: %2").arg(QLatin1String(key), endpoint.error().message), endpoint.error().hint, {}};
        options.endpoints.insert(QLatin1String(key), *endpoint);
    }
    auto workspace = std::make_unique<Workspace>(options, *paths, &m_clock);
    if (const auto loaded = workspace->load(); !loaded)
        return loaded.error();
    m_workspace = std::move(workspace);
    return m_workspace.get();
}

Result<ClusterAccess *> Call::access(const QString &context)
{
    const auto space = workspace();
    if (!space)
        return space.error();
    const QString name = context.isEmpty() ? (*space)->currentContext() : context;
    if (name.isEmpty() && (*space)->contexts().isEmpty())
        return Error{ErrorKind::BadInput, QStringLiteral("noContext"), CliText::tr("the kubeconfig has no contexts: %1").arg((*space)->kubeconfigFiles({}).join(QStringLiteral(", "))),
                     CliText::tr("Name another file with --kubeconfig FILE or KUBECONFIG."), {}};
    if (name.isEmpty())
        return Error{ErrorKind::BadInput, QStringLiteral("noContext"), CliText::tr("no context is given and the kubeconfig names no current one"),
                     CliText::tr("Give --context NAME; there are: %1").arg((*space)->contexts().join(QStringLiteral(", "))), {}};
    if (!(*space)->contexts().contains(name))
        return Error{ErrorKind::BadInput, QStringLiteral("unknownContext"), CliText::tr("there is no context \"%1\"").arg(name),
                     CliText::tr("There are: %1").arg((*space)->contexts().join(QStringLiteral(", "))), {}};
    ClusterAccess *access = (*space)->access(name);
    return access ? Result<ClusterAccess *>(access) : Result<ClusterAccess *>((*space)->problem(name));
}

Result<QStringList> Call::contexts()
{
    const Result<Workspace *> loaded = workspace();
    if (!loaded)
        return loaded.error();
    QStringList names = m_line.contexts;
    if (names.isEmpty())
        names.append((*loaded)->currentContext());
    names.removeDuplicates();
    for (const QString &context : names)
        if (const Result<ClusterAccess *> reached = access(context); !reached && (names.size() == 1 || reached.error().code == QLatin1String("unknownContext")))
            return reached.error();
    return names;
}

Result<JournalService *> Call::journal()
{
    if (!m_journal) {
        const auto paths = folders();
        if (!paths)
            return paths.error();
        m_journal = std::make_unique<JournalService>(paths->journal, &m_clock);
        sayWhatIsOpen();
    }
    return m_journal.get();
}

bool Call::endIsTorn() const
{
    const auto paths = folders();
    return paths && journalEndIsTorn(paths->journal);
}

const QList<JournalRecord> &Call::takenOut()
{
    if (m_takenOut)
        return *m_takenOut;
    m_takenOut.emplace();
    const auto paths = folders();
    QSet<QString> ids;
    for (const JournalRecord &record : paths ? recordsOnDisk(paths->journal) : QList<JournalRecord>()) {
        const auto is = [&record](Verb verb) { return record.verb == verbWord(verb); };
        if (is(Verb::SetWeight100) || is(Verb::DisableAnalysis) || is(Verb::RestoreSteps) || is(Verb::RestoreAnalysis))
            ids.insert(record.id);
        if (ids.contains(record.id))
            m_takenOut->append(record);
    }
    return *m_takenOut;
}

/// Before anything else is said or done: what an earlier call left without an outcome, and that the Journal is damaged. Its own commands show both themselves.
void Call::sayWhatIsOpen()
{
    if (m_line.spec->words.value(0) == QLatin1String("journal"))
        return;
    const JournalVerification found = m_journal->glance();
    if (endIsTorn())
        m_output->note(CliText::tr("the last write to the Journal was interrupted; what it left is set aside"));
    if (found.state == JournalState::Broken)
        m_output->note(CliText::tr("the Journal is damaged: %1; see `maestro journal verify`").arg(found.message));
    const QStringList &open = found.openIntents;
    if (!open.isEmpty())
        m_output->note(CliText::tr("%n action(s) without an outcome: %1; settle with `maestro journal reconcile`", "", int(open.size())).arg(open.mid(0, 5).join(QStringLiteral(", "))));
}

Result<PolicyLibrary *> Call::policies()
{
    if (m_policies)
        return m_policies.get();
    const auto paths = folders();
    if (!paths)
        return paths.error();
    auto library = std::make_unique<PolicyLibrary>(paths->policies(), m_line.policies);
    library->load();
    const PolicyProblems problems = library->problems();
    for (const Error &problem : problems)
        m_output->note(problemText(problem));
    if (!problems.isEmpty() && !m_line.policies.isEmpty())
        return problems.constFirst();
    m_policies = std::move(library);
    return m_policies.get();
}

QJsonArray Call::policyProblems() const
{
    QJsonArray all;
    for (const PolicyFault &fault : m_policies ? m_policies->faults() : PolicyFaults()) {
        const SourcePlace place = fault.problem.where.value_or(SourcePlace());
        all.append(QJsonObject{{QStringLiteral("file"), place.file}, {QStringLiteral("line"), place.line}, {QStringLiteral("column"), place.column},
                               {QStringLiteral("path"), textOrNull(place.field)}, {QStringLiteral("message"), fault.problem.message},
                               {QStringLiteral("more"), fault.more}, {QStringLiteral("inForce"), textOrNull(fault.policy)}});
    }
    return all;
}

Error Call::noPolicy(const QString &message, const QString &hint) const
{
    const PolicyFaults doubts = m_policies ? faultsOf(m_policies->faults(), {}) : PolicyFaults();
    return absenceError(message, doubts.isEmpty() ? hint : CliText::tr("Mend the file, or give --policy FILE."), doubts);
}

Result<Endpoints *> Call::endpoints()
{
    const auto space = workspace();
    if (!space)
        return space.error();
    if (!m_endpoints) {
        m_endpoints = std::make_unique<Endpoints>(*space, secrets(), &m_clock);
        m_endpoints->setDeadline(requestTimeoutMs());
    }
    return m_endpoints.get();
}

SecretStore *Call::secrets()
{
    if (!m_secrets)
        m_secrets = std::make_unique<SecretStore>(m_environment);
    return m_secrets.get();
}

void Call::endWithReader()
{
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [this] {
        m_output->lookForReader();
        if (m_output->readerGone())
            finish(0);
    });
    timer->start(readerLookMs);
}

void Call::finish(int exitCode)
{
    if (std::exchange(m_ended, true))
        return;
    m_output->noteFailure();
    Q_EMIT finished(m_output->failed() && exitCode == 0 ? 1 : exitCode);
}

void Call::fail(const Error &error)
{
    if (m_ended)
        return;
    const int code = exitCode(error.kind);
    Error told = error;
    if (told.hint.isEmpty() && told.kind == ErrorKind::BadInput && !told.where)
        told.hint = CliText::tr("See `maestro %1 --help`.").arg(m_line.spec->words.join(u' '));
    else if (told.hint.isEmpty() && told.code == QLatin1String("policyInvalid"))
        told.hint = CliText::tr("Mend the file; `maestro policy check FILE` tells everything that is wrong in it.");
    m_output->error(told, code);
    finish(code);
}

} // namespace maestro
