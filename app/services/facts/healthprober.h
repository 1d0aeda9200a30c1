// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/decision/factreading.h"
#include "domain/policy/policyservice.h"
#include "net/read/httpsender.h"
#include "services/callback.h"
#include "services/cluster/clusteraccess.h"

#include <QObject>

#include <map>

class QUrl;

namespace maestro {

/// What one probe found.
struct ProbeAnswer
{
    HealthProbe probe;
    QString url; ///< as asked; credentials are never part of it
    QDateTime at; ///< when it was asked
    std::optional<bool> ok; ///< nothing: nobody knows, the reason is in `text`
    int status = 0; ///< 0: no answer
    int latencyMs = 0;
    QString version; ///< the member `version` of the answer, else its header X-Version
    QString text;
    QMap<QString, QString> headers; ///< of the policy, as they were sent: {{variables}} filled in

    FactReading reading(const QString &name) const;
};

/// What an answer says about the probe. An answer that was refused, lost or late is a failure; where the fault may be ours (a name that does
/// not resolve, a certificate that cannot be verified, a proxy) nothing is known. Pure.
/// What came through an API server: its own fault, or that it may not, is nobody's; that it finds no such service or cannot reach it is a failure.
ProbeAnswer judgedAnswer(const HealthProbe &probe, const HttpResponse &response);

/// Asks health URLs. TLS is verified, by the probe's own authority and name where it has them; redirects are followed three times at most and
/// only to the same scheme, host and port, those of a service in the cluster never; of an answer 64 KiB are read. Lives on the services' thread.
class HealthProber : public QObject
{
    Q_OBJECT
public:
    explicit HealthProber(const Clock *clock, QObject *parent = nullptr);
    ~HealthProber() override;

    using Variables = QMap<QString, QString>;
    using Done = Callback<ProbeAnswer>;
    /// Calls back once, later; not after destruction. `extra` is sent besides the probe's own headers. `access`: to the cluster whose service
    /// may be asked; null: nobody knows what such a probe would say.
    void ask(const HealthProbe &probe, const Variables &variables, const HttpHeaders &extra, ClusterAccess *access, Done done);

private:
    struct Flight;
    QString aim(const std::shared_ptr<Flight> &flight, const Variables &variables, ClusterAccess *access) const;
    void send(const std::shared_ptr<Flight> &flight);
    HttpSender *directSender(const Flight &flight);
    void answered(const std::shared_ptr<Flight> &flight, const HttpResponse &response);
    void finish(const std::shared_ptr<Flight> &flight, ProbeAnswer answer);

    const Clock *m_clock;
    std::map<QString, std::unique_ptr<HttpSender>> m_senders; ///< by scheme, host, port and what TLS has to be like
};

} // namespace maestro
