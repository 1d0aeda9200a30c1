// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/policy/policylibrary.h"

#include "domain/policy/policyroles.h"
#include "domain/validation/policyduration.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSet>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

constexpr int debounceMs = 200;
constexpr int fileLimit = 100;

/// The folder, or what exists above it: that is where it will appear.
QString existingFolder(QString path)
{
    while (!QFileInfo::exists(path) && path.size() > 1)
        path = QFileInfo(path).path();
    return path;
}

/// How soon an action of this verb has to be put back: of the environment, else of the whole policy.
std::chrono::milliseconds restoreWithinOf(const Policy &policy, const PolicyEnvironment *environment, Verb verb)
{
    QVariantMap own;
    for (const QVariant &entry : policy.document.value(QStringLiteral("environments")).toList())
        if (environment && entry.toMap().value(QStringLiteral("name")).toString() == environment->name)
            own = entry.toMap().value(QStringLiteral("actions")).toMap();
    for (const QVariantMap &actions : {own, policy.document.value(QStringLiteral("actions")).toMap()})
        for (const QString &word : policyWordsOf(verbWord(verb)))
            if (const auto within = policyMilliseconds(actions.value(word).toMap().value(QStringLiteral("obligation")).toMap().value(QStringLiteral("restore_within"))))
                return std::chrono::milliseconds(*within);
    return {};
}

/// The guard of the verb, of the environment or of the whole policy, else that of the environment.
QString guardOf(const Policy &policy, const PolicyEnvironment *environment, Verb verb)
{
    const QStringList words = policyWordsOf(verbWord(verb));
    QVariantMap own;
    for (const QVariant &entry : policy.document.value(QStringLiteral("environments")).toList()) {
        if (environment && entry.toMap().value(QStringLiteral("name")).toString() == environment->name)
            own = entry.toMap().value(QStringLiteral("actions")).toMap();
    }
    for (const QVariantMap &actions : {own, policy.document.value(QStringLiteral("actions")).toMap()}) {
        for (const QString &word : words) {
            const QString guard = actions.value(word).toMap().value(QStringLiteral("guard")).toString();
            if (!guard.isEmpty())
                return guard;
        }
    }
    return environment ? environment->guard : QString();
}

} // namespace

PolicyLibrary::PolicyLibrary(QString folder, QStringList files, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_files(std::move(files))
    , m_watcher(this)
    , m_debounce(this)
{
    m_debounce.setSingleShot(true);
    m_debounce.setInterval(debounceMs);
    connect(&m_debounce, &QTimer::timeout, this, &PolicyLibrary::load);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_debounce.start(); });
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] { m_debounce.start(); });
}

QStringList PolicyLibrary::wanted(PolicyProblems &problems) const
{
    if (!m_files.isEmpty())
        return m_files;
    if (const QFileInfo place(m_folder); place.exists() && !(place.isDir() && place.isReadable() && place.isExecutable()))
        addProblem(problems, {m_folder, 0, 0, {}}, Words::tr("not a folder that can be read: no policy is in force"));
    const QDir folder(m_folder);
    QStringList files;
    for (const QString &name : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files | QDir::System | QDir::Hidden, QDir::Name)) {
        if (!name.startsWith(u'.'))
            files.append(folder.filePath(name));
    }
    if (files.size() > fileLimit) {
        addProblem(problems, {m_folder, 0, 0, {}}, Words::tr("more than %1 policies: the rest is not read").arg(fileLimit));
        files.resize(fileLimit);
    }
    return files;
}

void PolicyLibrary::load()
{
    const QList<PolicyPtr> before = policies();
    const PolicyProblems problemsBefore = problems();
    m_folderProblems.clear();
    m_order = wanted(m_folderProblems);
    QHash<QString, Loaded> next;
    QHash<QString, QString> owners;
    for (const QString &file : m_order) {
        const PolicyReading reading = loadPolicy(file);
        Loaded loaded = m_loaded.value(file);
        loaded.problems = reading.problems;
        loaded.reads = reading.files;
        if (reading.ok() && !(loaded.policy && loaded.policy->hash == reading.policy->hash))
            loaded.policy = reading.policy;
        if (loaded.policy && owners.contains(loaded.policy->name)) {
            addProblem(loaded.problems, {file, 0, 0, QStringLiteral("metadata.name")},
                       Words::tr("%1 is the name of the policy in %2 already: this one is not used").arg(loaded.policy->name, owners.value(loaded.policy->name)));
            loaded.policy = nullptr;
        }
        if (loaded.policy)
            owners.insert(loaded.policy->name, file);
        next.insert(file, loaded);
    }
    m_loaded = next;
    if (m_watching)
        watchPaths();
    if (policies() != before)
        Q_EMIT policiesChanged();
    if (problems() != problemsBefore)
        Q_EMIT problemsChanged();
}

void PolicyLibrary::watch()
{
    m_watching = true;
    watchPaths();
    load();
}

/// A file that is replaced by a rename is another one: the folders tell, and every load watches anew.
void PolicyLibrary::watchPaths()
{
    QSet<QString> paths;
    if (m_files.isEmpty())
        paths.insert(existingFolder(m_folder));
    for (const QString &file : m_files)
        paths.insert(existingFolder(QFileInfo(file).absolutePath()));
    for (const Loaded &loaded : std::as_const(m_loaded)) {
        for (const QString &file : loaded.reads) {
            paths.insert(QFileInfo(file).absolutePath());
            paths.insert(file);
        }
    }
    const QStringList watched = m_watcher.files() + m_watcher.directories();
    const QSet<QString> old(watched.cbegin(), watched.cend());
    if (const QSet<QString> gone = old - paths; !gone.isEmpty())
        m_watcher.removePaths(gone.values());
    if (const QSet<QString> fresh = paths - old; !fresh.isEmpty()) {
        m_watcher.addPaths(fresh.values());
        m_debounce.start(); // what changed before it was watched
    }
}

QList<PolicyPtr> PolicyLibrary::policies() const
{
    QList<PolicyPtr> policies;
    for (const QString &file : m_order) {
        if (const PolicyPtr policy = m_loaded.value(file).policy)
            policies.append(policy);
    }
    return policies;
}

PolicyProblems PolicyLibrary::problems() const
{
    PolicyProblems all = m_folderProblems;
    for (const QString &file : m_order)
        all += m_loaded.value(file).problems;
    return all;
}

PolicyFaults PolicyLibrary::faults() const
{
    PolicyFaults all;
    for (const Error &problem : m_folderProblems)
        all.append({problem, 0, {}, {}});
    for (const QString &file : m_order) {
        const Loaded &loaded = *m_loaded.constFind(file);
        if (!loaded.problems.isEmpty())
            all.append({loaded.problems.constFirst(), int(loaded.problems.size() - 1), loaded.policy ? loaded.policy->name : QString(), loaded.policy ? loaded.policy->hash : QByteArray()});
    }
    return all;
}

PolicyMatch PolicyLibrary::unmatched() const
{
    PolicyMatch none;
    none.doubts = faultsOf(faults(), {});
    return none;
}

PolicyMatch PolicyLibrary::match(const PolicyConnection &connection, const Rollout &rollout) const
{
    const PolicyMatch found = matchPolicy(policies(), connection, rollout);
    return found ? found : unmatched();
}

PolicyPtr PolicyLibrary::policyToActBy(const QString &name) const
{
    const PolicyFaults all = faults();
    const bool doubtful = std::any_of(all.cbegin(), all.cend(), [&name](const PolicyFault &fault) { return fault.policy == name; });
    return doubtful ? nullptr : policy(name);
}

PolicyPtr PolicyLibrary::policy(const QString &name) const
{
    for (const PolicyPtr &policy : policies()) {
        if (policy->name == name)
            return policy;
    }
    return nullptr;
}

PlanPolicy PolicyLibrary::planPolicy(const PolicyConnection &connection, const Rollout &rollout, Verb verb) const
{
    const PolicyMatch found = match(connection, rollout);
    PlanPolicy said;
    const QList<PolicyPtr> candidates = found ? QList<PolicyPtr>{found.policy} : policies();
    for (const PolicyPtr &policy : candidates) {
        const PolicyEnvironment *environment = environmentOf(*policy, connection);
        if (!environment && !found)
            continue;
        said.name = policy->name;
        said.hash = QString::fromLatin1(policy->hash);
        said.guard = guardOf(*policy, environment, verb);
        said.restoreWithin = restoreWithinOf(*policy, environment, verb);
        said.environment = environment ? environment->name : QString();
        said.drill = environment && environment->drill;
        said.minReasonChars = environment ? environment->minReasonChars : 0;
        said.service = found.service;
        said.phase = found.phase;
        break;
    }
    return said;
}

QStringList PolicyLibrary::namespaces(const PolicyConnection &connection) const
{
    QStringList names;
    for (const PolicyPtr &policy : policies()) {
        const PolicyEnvironment *environment = environmentOf(*policy, connection);
        if (!environment)
            continue;
        names << environment->namespaces.value(QStringLiteral("apps")) << environment->namespaces.value(QStringLiteral("drill"));
        for (const PolicyService &service : policy->services)
            names.append(service.workload.ns);
    }
    names.removeAll(QString());
    names.removeDuplicates();
    return names;
}

std::optional<PolicyEnvironment> PolicyLibrary::environment(const PolicyConnection &connection) const
{
    for (const PolicyPtr &policy : policies()) {
        if (const PolicyEnvironment *found = environmentOf(*policy, connection))
            return *found;
    }
    return std::nullopt;
}

} // namespace maestro
