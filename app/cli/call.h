// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/line/commandline.h"
#include "cli/output.h"
#include "services/cluster/clusteraccess.h"
#include "services/endpoints/endpoints.h"
#include "services/journalservice.h"
#include "services/systemclock.h"
#include "services/workspace.h"

#include <QJsonArray>
#include <QProcessEnvironment>

namespace maestro {

/// One call of the program: what was asked, where the answer goes, and the services it needs, made when first used. Owns them.
/// A command ends by finish() or fail(), once; later ones are ignored.
class Call : public QObject
{
    Q_OBJECT
public:
    Call(CommandLine line, const QProcessEnvironment &environment, Output *output, QObject *parent = nullptr);
    ~Call() override;

    const CommandLine &line() const { return m_line; }
    const QProcessEnvironment &environment() const { return m_environment; }
    Output &out() const { return *m_output; }
    const Clock *clock() const { return &m_clock; }
    bool ended() const { return m_ended; }

    /// Flag, then environment variable; empty when neither is given or the variable is empty.
    QString setting(const char *option, const char *variable) const;
    /// 10 s, or what --request-timeout says.
    int requestTimeoutMs() const;

    Result<Paths> folders() const;
    /// Kubeconfig and connections, loaded once. Its namespace comes from the flag, then NAMESPACE.
    Result<Workspace *> workspace();
    /// Of one context; without a name the one of --context, or the current one.
    Result<ClusterAccess *> access(const QString &context = {});
    /// Those of --context, else the current one. A name that does not exist is a mistake of the caller; a cluster that fails is one
    /// only when it is the only one.
    Result<QStringList> contexts();
    Result<JournalService *> journal();
    /// Whether the last write to the Journal stopped in the middle; the next opening sets aside what it left.
    bool endIsTorn() const;
    /// What the Journal has of actions that take a part out of a strategy or put it back, when it was first asked. Writes nothing; empty
    /// also where there is no Journal or it cannot be read.
    const QList<JournalRecord> &takenOut();
    /// The policies of --policy, which all have to be right, else those of the folder; what is wrong there goes to stderr and hinders nobody.
    Result<PolicyLibrary *> policies();
    /// Policy files that are broken, of those that policies() read; for documents of what rests on policies.
    QJsonArray policyProblems() const;
    /// Why no policy was found: none names it, or a file is broken that might.
    Error noPolicy(const QString &message, const QString &hint) const;
    /// Prometheus and Alertmanager of the connections, or those of --prometheus and --alertmanager.
    Result<Endpoints *> endpoints();
    SecretStore *secrets();

    /// Of a call that goes on until it is ended: it ends when nobody reads any more, also while there is nothing to say.
    void endWithReader();
    void finish(int exitCode);
    void fail(const Error &error);

Q_SIGNALS:
    void finished(int exitCode);

private:
    void sayWhatIsOpen();

    CommandLine m_line;
    QProcessEnvironment m_environment;
    Output *m_output;
    SystemClock m_clock;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<JournalService> m_journal;
    std::optional<QList<JournalRecord>> m_takenOut;
    std::unique_ptr<PolicyLibrary> m_policies;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<Endpoints> m_endpoints;
    bool m_ended = false;
};

} // namespace maestro
