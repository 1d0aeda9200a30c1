// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/desk/remotereader.h"
#include "services/operation/deed.h"

#include <QJsonObject>

namespace maestro {

class SecretStore;
struct WriteAnswer;

/// One request to a service beside the cluster: sent once, settled by reading.
class RemoteDeed : public Deed
{
    Q_OBJECT
public:
    RemoteDeed(DeskCall call, std::shared_ptr<RemoteReader> reader, ClusterAccess *access, SecretStore *secrets);

protected:
    const DeskCall &call() const { return m_call; }
    RemoteReader *reader() const { return m_reader.get(); }
    const WriteAnswer *answer() const { return m_answer.get(); }
    void post(const QString &id, const QString &reason, const Callback<MutationResult> &done);
    static MutationResult notSent(const Error &error);

private:
    DeskCall m_call;
    std::shared_ptr<RemoteReader> m_reader;
    QPointer<ClusterAccess> m_access;
    SecretStore *m_secrets;
    std::shared_ptr<WriteAnswer> m_answer;
};

/// What the routing API says of one route.
struct RoutePin
{
    QString now;
    QString before; ///< where a rollback leads; empty: nowhere
    qsizetype history = -1; ///< entries; -1: not told
};
/// {"model" or "current" or "pin", "prevModel" or "previous", "history": [...]}; Internal when there is no present pin in it.
Result<RoutePin> routePin(const QJsonDocument &document);
/// How the pin stands to what the action was to do.
Deed::Sight routeSight(const DeskCall &call, const Result<RoutePin> &pin);

/// The routing pin: POST with exactly the body of the policy. Where the pin can be read it is read before (it must be as planned) and after.
class RouteDeed final : public RemoteDeed
{
    Q_OBJECT
public:
    using RemoteDeed::RemoteDeed;

    void send(const QString &id, const QString &reason, Callback<MutationResult> done) override;
    void look(Callback<Sight> done) override;
    QJsonObject evidence() const override;

private:
    QString m_seen; ///< the last pin read
};

} // namespace maestro
