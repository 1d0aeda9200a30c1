// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/http/httpserver.h"

#include <QDateTime>
#include <QJsonObject>

#include <functional>

namespace maestro::sandbox {

/// One request as it reached a recorder.
struct Recorded
{
    QByteArray method;
    QString path;
    QByteArray body;
    QByteArray idempotencyKey;
    QByteArray authorization;
    int status = 0; ///< 0: unanswered
};

/// A service beside the clusters that writes down what it was asked and answers by script; on 127.0.0.1, one port. Subclasses say what
/// it answers. Owns its server.
class Recorder : public QObject
{
    Q_OBJECT
public:
    explicit Recorder(QObject *parent = nullptr);

    Result<Done> listen(const std::optional<QSslConfiguration> &tls);
    QString url() const;
    /// What came, but for reads.
    QList<Recorded> writes() const;

    QByteArray token; ///< of a bearer; empty: everybody may come
    int loseReplies = 0; ///< so many writes from now on are done and not answered
    int refuseWith = 0; ///< a status for every write, and nothing is done
    QString redirectTo; ///< every request is sent there
    QString silentOn; ///< what ends so is never answered
    QList<Recorded> arrivals;

protected:
    struct Reply
    {
        int status = 200;
        QByteArray body = "{}";
        HttpHeaders headers = {};
    };
    virtual Reply answer(const HttpRequest &request) = 0;
    virtual bool isOpen(const HttpRequest &request) const; ///< everybody may come for it; who brings a credential is refused
    static Reply reply(int status, const QJsonObject &body);

private:
    void take(HttpConnection *connection, const HttpRequest &request);

    HttpServer m_server;
};

/// GitHub Actions: workflow_dispatch and its runs. Each look at the runs moves them on: queued, in_progress, completed.
class GithubRecorder final : public Recorder
{
    Q_OBJECT
public:
    using Recorder::Recorder;

    struct Run
    {
        qint64 id = 0;
        QString title;
        QString actor;
        int looks = 0;
        QDateTime at = {}; ///< created_at; invalid: not told
    };
    std::function<QDateTime()> now; ///< of runs that begin
    QList<Run> runs; ///< newest first
    QStringList inputs {QStringLiteral("environment"), QStringLiteral("image_tag"), QStringLiteral("action_id")}; ///< any other is 422
    int others = 0; ///< runs of others that begin with the next dispatch
    bool namesRuns = true; ///< run-name shows the input action_id
    bool tellsRun = false; ///< 200 with the run's id, in place of 204
    QString conclusion = QStringLiteral("success");
    QByteArray log = "2026-11-20T03:13:00.1Z pull the tag\n"; ///< of every job
    bool logsLieElsewhere = true; ///< told as an address that takes no credential; false: answered at once
    int logStatus = 200; ///< anything else: there is none
    QString login = QStringLiteral("ops-bot");

private:
    Reply answer(const HttpRequest &request) override;
    bool isOpen(const HttpRequest &request) const override;
    Reply dispatch(const HttpRequest &request);
    Reply list();
    Reply logOf(const HttpRequest &request);

    qint64 m_last = 100;
};

/// The Maestro API's routing pins: POST rollback takes exactly {route, reason}; GET .../routing/pins/ROUTE tells the pin.
class RouteRecorder final : public Recorder
{
    Q_OBJECT
public:
    using Recorder::Recorder;

    QMap<QString, QStringList> pins; ///< route: models, the present one last

private:
    Reply answer(const HttpRequest &request) override;
};

/// A chat's incoming webhook: takes any JSON with a text.
class WebhookRecorder final : public Recorder
{
    Q_OBJECT
public:
    using Recorder::Recorder;

private:
    Reply answer(const HttpRequest &request) override;
};

/// An OCI registry: manifests behind a bearer challenge.
class RegistryRecorder final : public Recorder
{
    Q_OBJECT
public:
    using Recorder::Recorder;

    QMap<QString, QStringList> tags; ///< by repository
    QString realm; ///< empty: its own /token
    int pageSize = 0; ///< of a list of tags; 0: all on one page

private:
    Reply page(const QString &name, const QString &last) const;
    Reply answer(const HttpRequest &request) override;
};

} // namespace maestro::sandbox
