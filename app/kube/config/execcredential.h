// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/base/result.h"
#include "kube/config/execanswer.h"
#include "kube/config/plugintrust.h"

#include <QObject>

class QProcess;
class QTimer;

namespace maestro {

/// Runs the exec credential plugin of one context: no shell, absolute command only, no terminal, 30 s, then the whole process group dies.
/// One run at a time; callers that come meanwhile share its answer. Lives on the caller's thread.
class ExecCredential : public QObject
{
    Q_OBJECT
public:
    ExecCredential(ContextConfig context, const Clock *clock, const PluginTrust *trust, QObject *parent = nullptr);
    ~ExecCredential() override;

    using Callback = std::function<void(Result<PluginCredential>)>;
    /// Cached while good, else one run. Untrusted: Refused, pluginNotTrusted, and nothing ran.
    void credential(Callback callback);
    /// The server refused this credential; the next call runs the plugin unless that happened already.
    void refused(const PluginCredential &credential);
    void setTimeout(int ms) { m_timeoutMs = ms; }

    /// What would run, without running it. Refused or BadInput when it cannot be found or must not be used.
    static Result<PluginIdentity> identify(const ContextConfig &context);

private:
    void start();
    void abandonProcess();
    void stop(const Error &error);
    void finished();
    void deliver(const Result<PluginCredential> &result);
    void remember(const PluginCredential &credential);

    ContextConfig m_context;
    const Clock *m_clock;
    const PluginTrust *m_trust;
    std::optional<PluginCredential> m_cached;
    qint64 m_refreshAtMs = -1; ///< by Clock::bootMs, as the next one; negative: never
    qint64 m_endsAtMs = -1; ///< whatever is done to the wall clock
    std::optional<Error> m_failure; ///< repeated for ten seconds instead of running again
    qint64 m_failedAtMs = -1; ///< bootMs
    QList<Callback> m_waiting;
    QProcess *m_process = nullptr;
    QTimer *m_timer;
    int m_timeoutMs = 30'000;
    QByteArray m_output;
    QByteArray m_complaint;
};

} // namespace maestro
