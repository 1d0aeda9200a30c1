// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/healthbuilder.h"

#include "config/policy/policybuilder.h"
#include "config/policy/policyscalars.h"
#include "config/policy/policyvalues.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QRegularExpression>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

constexpr std::chrono::seconds slowest{60}; ///< between two rounds
constexpr std::chrono::seconds fastest{1};
constexpr size_t mostChecks = 40;
constexpr qint64 authorityLimit = 1024 * 1024;

QString textAt(const QVariantMap &map, const char *key)
{
    return map.value(QLatin1String(key)).toString();
}

void takeDuration(const QVariantMap &map, const char *key, std::chrono::milliseconds &into)
{
    if (const auto given = parsePolicyDuration(textAt(map, key)); given && given->count() > 0)
        into = *given;
}

class ProbeReader
{
public:
    explicit ProbeReader(PolicyProblems &problems)
        : m_problems(problems)
    {
    }

    QList<HealthProbe> probes(const PolicyNode::Ptr &owner)
    {
        QList<HealthProbe> made;
        const PolicyNode::Ptr list = owner->find(QStringLiteral("health"));
        for (const PolicyNode::Ptr &node : list ? list->items : std::vector<PolicyNode::Ptr>())
            made.append(probe(node));
        return made;
    }

private:
    HealthProbe probe(const PolicyNode::Ptr &node)
    {
        const QVariantMap map = toVariant(*node).toMap();
        const QVariantMap expect = map.value(QStringLiteral("expect")).toMap();
        HealthProbe probe;
        probe.name = textAt(map, "name");
        probe.url = textAt(map, "url");
        const QVariantMap headers = map.value(QStringLiteral("headers")).toMap();
        for (auto header = headers.cbegin(); header != headers.cend(); ++header)
            probe.headers.insert(header.key(), header->toString());
        if (expect.contains(QStringLiteral("status")))
            probe.status = expect.value(QStringLiteral("status")).toInt();
        probe.json = expect.value(QStringLiteral("json")).toMap();
        probe.body = textAt(expect, "body");
        takeDuration(map, "every", probe.every);
        takeDuration(map, "timeout", probe.timeout);
        if (probe.every > slowest)
            complain(node, "every", Words::tr("has to be at most %1 s: rules look once a minute").arg(slowest.count()));
        if (probe.every < fastest)
            complain(node, "every", Words::tr("has to be at least %1 s: the endpoint serves others, too").arg(fastest.count()));
        if (map.contains(QStringLiteral("method")))
            probe.method = textAt(map, "method");
        if (probe.method == u"HEAD" && (!probe.json.isEmpty() || !probe.body.isEmpty()))
            complain(node, "method", Words::tr("the answer to HEAD has no content, so none can be expected"));
        takeWay(node, map, probe);
        return probe;
    }

    void takeWay(const PolicyNode::Ptr &node, const QVariantMap &map, HealthProbe &probe)
    {
        const bool inside = map.contains(QStringLiteral("service"));
        if (inside == map.contains(QStringLiteral("url")))
            addProblem(m_problems, node->place, Words::tr("a probe asks either a url or a service"));
        for (const char *key : {"namespace", "path", "scheme"})
            if (!inside)
                complain(node, key, Words::tr("%1 belongs to a probe of a service").arg(QLatin1String(key)));
        const bool verifies = !inside && !probe.url.startsWith(QLatin1String("http:"), Qt::CaseInsensitive);
        for (const char *key : {"caFile", "tlsServerName"})
            if (!verifies)
                complain(node, key, Words::tr("%1 belongs to a probe of an https address").arg(QLatin1String(key)));
        probe.service = textAt(map, "service");
        probe.serviceNamespace = textAt(map, "namespace");
        probe.servicePath = map.value(QStringLiteral("path"), QStringLiteral("/")).toString();
        probe.serviceTls = textAt(map, "scheme") == u"https";
        probe.tlsServerName = textAt(map, "tlsServerName");
        static const QRegularExpression namePort(QStringLiteral("\\A[^:\\s/]+:[^:\\s/]+\\z"));
        if (inside && !namePort.match(probe.service).hasMatch())
            complain(node, "service", Words::tr("has to be NAME:PORT"));
        if (!probe.servicePath.startsWith(u'/'))
            complain(node, "path", Words::tr("has to begin with /"));
        if (const PolicyNode::Ptr file = node->find(QStringLiteral("caFile")); file && verifies)
            takeAuthority(*file, probe);
    }

    void takeAuthority(const PolicyNode &node, HealthProbe &probe)
    {
        QFile file(QFileInfo(node.place.file).absoluteDir().absoluteFilePath(node.text));
        const bool readable = QFileInfo(file.fileName()).isFile() && file.open(QIODevice::ReadOnly);
        probe.authorityPem = readable ? file.read(authorityLimit) : QByteArray();
        if (!readable)
            addProblem(m_problems, node.place, Words::tr("%1 cannot be read").arg(node.text));
        else if (!probe.authorityPem.contains("-----BEGIN CERTIFICATE-----"))
            addProblem(m_problems, node.place, Words::tr("%1 holds no certificate").arg(node.text));
    }

    void complain(const PolicyNode::Ptr &node, const char *key, const QString &message)
    {
        if (const PolicyNode::Ptr at = node->find(QLatin1String(key)))
            addProblem(m_problems, at->place, message);
    }

    PolicyProblems &m_problems;
};

/// What can be said of a suite before anybody runs it.
void checkSuite(const PolicyNode::Ptr &node, const PolicyNode::Ptr &variables, PolicyProblems &problems)
{
    const PolicyNode::Ptr programs = node->find(QStringLiteral("run"));
    const PolicyNode::Ptr requests = node->find(QStringLiteral("http"));
    const size_t count = (programs ? programs->items.size() : 0) + (requests ? requests->items.size() : 0);
    if (count == 0 || count > mostChecks)
        addProblem(problems, node->place, Words::tr("a suite has between 1 and %1 checks, under run and http").arg(mostChecks));
    for (const PolicyNode::Ptr &argv : programs ? programs->items : std::vector<PolicyNode::Ptr>())
        if (argv->items.empty() || argv->items.front()->text.isEmpty())
            addProblem(problems, argv->place, Words::tr("has to be a program and its arguments, each as a text of its own"));
    for (const PolicyNode::Ptr &call : requests ? requests->items : std::vector<PolicyNode::Ptr>()) {
        const PolicyNode::Ptr auth = call->find(QStringLiteral("auth"));
        const PolicyNode::Ptr variable = auth && variables ? variables->find(auth->text) : nullptr;
        const PolicyNode::Ptr from = variable ? variable->find(QStringLiteral("from")) : nullptr;
        if (variable && (!from || checkPolicyScalar(*from, QStringLiteral("secret"))))
            addProblem(problems, auth->place, Words::tr("%1 holds no secret: its `from` has to be keychain:NAME, env:VARIABLE or file:PATH").arg(auth->text));
    }
}

PolicyDependency dependencyFrom(const PolicyNode::Ptr &node, ProbeReader &probes)
{
    const QVariantMap map = toVariant(*node).toMap();
    const QVariantMap workload = map.value(QStringLiteral("workload")).toMap();
    const QVariantMap pods = map.value(QStringLiteral("pods")).toMap();
    PolicyDependency made;
    made.name = textAt(map, "name");
    made.workload = {textAt(workload, "kind"), textAt(workload, "namespace"), textAt(workload, "name"), {}, textAt(workload, "selector")};
    if (made.workload.name.isEmpty() && !made.workload.kind.isEmpty())
        made.workload.name = made.name;
    made.podsNamespace = textAt(pods, "namespace");
    made.podsSelector = textAt(pods, "selector");
    made.health = probes.probes(node);
    return made;
}

} // namespace

void readHealth(const PolicyNode::Ptr &root, Policy &policy, PolicyProblems &problems)
{
    ProbeReader probes(problems);
    const auto entries = [&root](const char *section) {
        const PolicyNode::Ptr list = root->find(QLatin1String(section));
        return list ? list->items : std::vector<PolicyNode::Ptr>();
    };
    for (const PolicyNode::Ptr &node : entries("services")) {
        const QList<HealthProbe> read = probes.probes(node);
        for (PolicyService &service : policy.services)
            if (service.name == node->textOf(QStringLiteral("name")))
                service.health = read;
    }
    for (const PolicyNode::Ptr &node : entries("dependencies"))
        policy.dependencies.append(dependencyFrom(node, probes));
    for (const PolicyNode::Ptr &node : entries("suites"))
        checkSuite(node, root->find(QStringLiteral("variables")), problems);
}

} // namespace maestro
