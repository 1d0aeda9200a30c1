// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "kube/config/contextconfig.h"
#include "kube/config/execcredential.h"
#include "net/httprequest.h"

#include <QObject>

namespace maestro {

/// What one request carries to say who we are.
struct AuthMaterial
{
    HttpHeaders headers;
    QByteArray clientCertPem;
    QByteArray clientKeyPem;
    std::optional<PluginCredential> plugin;
};

/// The credentials of one context over time: token files and certificate files are read again (50 s, 5 min) and a bad new content keeps
/// the old; plugins run when needed. Lives on the caller's thread.
class Credentials : public QObject
{
    Q_OBJECT
public:
    Credentials(ContextConfig context, const Clock *clock, const PluginTrust *trust, QObject *parent = nullptr);
    ~Credentials() override;

    using Callback = std::function<void(Result<AuthMaterial>)>;
    /// May call back at once; never after destruction.
    void material(Callback callback);
    /// The server said 401 to this material. True: asking again may give another one.
    bool refused(const AuthMaterial &used);
    QString description() const;

private:
    void refreshTokenFile();
    void refreshCertificateFiles();
    Result<AuthMaterial> assemble(const QString &token, const QByteArray &cert, const QByteArray &key) const;

    ContextConfig m_context;
    const Clock *m_clock;
    std::unique_ptr<ExecCredential> m_exec;
    QString m_token;
    qint64 m_tokenReadMs = -1; ///< last try, bootMs; negative: none
    QString m_tokenProblem;
    qint64 m_certificateReadMs;
};

} // namespace maestro
