// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/connectionsfile.h"
#include "domain/base/clock.h"
#include "domain/reference/grafanaboard.h"
#include "net/read/requestpool.h"
#include "services/callback.h"

#include <QJsonObject>

namespace maestro {

class SecretStore;

/// Boards, annotations and snapshots of one Grafana (ledger CON-07, EVD-10), with the address and token of `audit.grafana`. Calls back once,
/// later. What Grafana says is a stranger's text: fit it before it is shown. Lives on the services' thread; ten seconds for an answer.
class GrafanaClient : public QObject
{
    Q_OBJECT
public:
    GrafanaClient(const Endpoint &endpoint, SecretStore *secrets, const Clock *clock, QObject *parent = nullptr);

    QString source() const { return m_root; } ///< its root, without a slash at the end

    struct Range
    {
        QString service; ///< var-service of the links; empty: none
        QDateTime from;
        QDateTime to;
    };
    /// Boards whose title has these words; at most a hundred.
    void search(const QString &words, const Range &range, Callback<Result<QList<GrafanaBoard>>> done);
    /// The board of this uid. NotFound.
    void board(const QString &uid, const Range &range, Callback<Result<GrafanaBoard>> done);
    /// Those of the range that have all of these tags, the oldest first; at most five hundred, `more` says whether there may be others.
    struct Annotations
    {
        QList<GrafanaAnnotation> items;
        bool more = false;
    };
    void annotations(const QDateTime &from, const QDateTime &to, const QStringList &tags, Callback<Result<Annotations>> done);

    struct Snapshot
    {
        enum class Fate { Made, NotMade, Unknown };

        Fate fate = Fate::NotMade;
        QString url; ///< of Made
        QString message; ///< of the others
    };
    /// Sends one snapshot at most once; whoever has its URL sees it, until it expires.
    void snapshot(const QJsonObject &dashboard, const QString &name, int expiresS, const QString &auditId, Callback<Snapshot> done);

private:
    void ask(const QByteArray &path, const QList<std::pair<QByteArray, QString>> &query, Callback<Result<QByteArray>> done);
    Error problem(ErrorKind kind, const char *code, const QString &message, const QString &hint = {}) const;

    Endpoint m_endpoint;
    SecretStore *m_secrets;
    QString m_root;
    RequestPool m_pool;
};

} // namespace maestro
