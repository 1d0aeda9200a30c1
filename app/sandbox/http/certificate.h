// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QObject>
#include <QSslConfiguration>

class QProcess;

namespace maestro::sandbox {

/// Makes the sandbox's own server certificate with the openssl program, once per folder: it is its own authority,
/// good for 127.0.0.1 and localhost. Asynchronous; the key is readable by the owner only.
class Certificate : public QObject
{
    Q_OBJECT
public:
    explicit Certificate(QString folder, QObject *parent = nullptr);

    /// Ends with ready() or failed().
    void prepare();
    QSslConfiguration serverConfiguration() const;
    /// The authority in PEM, for certificate-authority-data.
    QByteArray authorityPem() const { return m_pem; }

signals:
    void ready();
    void failed(const maestro::Error &error);

private:
    void load();
    void fail(const QString &what);

    QString m_folder;
    QProcess *m_process;
    QByteArray m_pem;
    QByteArray m_keyPem;
};

} // namespace maestro::sandbox
