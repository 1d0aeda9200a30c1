// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "kube/config/contextconfig.h"
#include "kube/config/execcredential.h"
#include "kube/config/filestamp.h"
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
    QByteArray caPem;

    /// A text of the server without what it was sent: some hand back what they heard. Shorter secrets than `shortest` would take letters out of words.
    QByteArray withoutSecrets(QByteArray text, qsizetype shortest = 8) const;
    /// An answer as it may be told. Data is decided and written by: only what no name in it can be is taken out, and nothing beyond 1 MiB.
    template<typename Answer> Answer told(Answer answer) const
    {
        const bool data = answer.status && *answer.status >= 200 && *answer.status < 300;
        if (!data)
            answer.body = withoutSecrets(answer.body);
        else if (answer.body.size() <= 1024 * 1024)
            answer.body = withoutSecrets(answer.body, 20);
        for (HttpHeader &header : answer.headers)
            header.second = withoutSecrets(header.second);
        return answer;
    }
};

/// The credentials of one context over time: files of tokens, certificates and the authority are read again as soon as they change, and
/// after 50 s or 5 min anyway; a bad new content keeps the old. Plugins run when needed. Lives on the caller's thread.
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
    /// The last try to read a file.
    struct Reading
    {
        qint64 atMs = -1; ///< bootMs; negative: none
        std::optional<FileStamp> stamp;

        /// Whether it is time to read `path`; notes that it is read now.
        bool isDue(const QString &path, qint64 everyMs, qint64 nowMs);
    };
    void refreshTokenFile();
    void refreshCertificateFiles();
    void refreshCaFile();
    Result<AuthMaterial> assemble(const QString &token, const QByteArray &cert, const QByteArray &key) const;

    ContextConfig m_context;
    const Clock *m_clock;
    std::unique_ptr<ExecCredential> m_exec;
    QString m_token;
    QString m_tokenProblem;
    Reading m_tokenReading;
    Reading m_certificateReading;
    Reading m_keyReading;
    Reading m_caReading;
};

} // namespace maestro
