// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/grafanaport.h"
#include "services/grafana/grafanaclient.h"

#include <QTimer>

namespace maestro {

/// Reads Grafana for the open rollout, each minute, and annotations of at least the last day. What cannot be read stays as it was, with its
/// age and the reason. Lives on the services' thread.
class GrafanaService final : public GrafanaPort
{
    Q_OBJECT
public:
    using Setup = std::function<Result<std::optional<Endpoint>>()>; ///< reads connections.yaml

    GrafanaService(Setup setup, SecretStore *secrets, const Clock *clock, QObject *parent = nullptr);

    void readSource() override;
    void look(const GrafanaWish &wish) override;
    void wantSnapshot(const QString &packId) override { m_snapshotOf = packId; }
    bool takeSnapshotWish(const QString &packId); ///< whether one was wanted for this pack; once
    void setDelivery(const AuditSinkStatus &status); ///< of the sink that writes annotations
    /// A client for one snapshot, owned by `owner`; null: none is configured.
    Result<GrafanaClient *> client(QObject *owner) const;

private:
    void ask();
    void askBoards(const GrafanaClient::Range &range);
    void askAnnotations(const QDateTime &to);
    void takeAnnotations(const GrafanaClient::Annotations &tagged, const GrafanaClient::Annotations &all);
    bool useEndpoint();
    void settle(); ///< one of the two parts is answered
    void tell();

    Setup m_setup;
    SecretStore *m_secrets;
    const Clock *m_clock;
    QTimer m_timer; ///< of the next reading
    GrafanaWish m_wish;
    qint64 m_spanMs = 0; ///< of a range that follows the present
    Endpoint m_endpoint;
    std::unique_ptr<GrafanaClient> m_client;
    GrafanaSight m_sight;
    AuditSinkStatus m_delivery;
    QString m_snapshotOf; ///< the pack; empty: none
    int m_awaited = 0;
    int m_wishes = 0; ///< answers to an earlier one are dropped
};

} // namespace maestro
