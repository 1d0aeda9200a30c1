// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/http/certificate.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QStandardPaths>

namespace maestro::sandbox {

namespace {

const QString certificateFile = QStringLiteral("sandbox-cert.pem");
const QString keyFile = QStringLiteral("sandbox-key.pem");

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Certificate::Certificate(QString folder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_process(new QProcess(this))
{
    connect(m_process, &QProcess::finished, this, [this](int code) {
        if (code == 0)
            load();
        else
            fail(QString::fromLocal8Bit(m_process->readAllStandardError()).simplified());
    });
    connect(m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            fail(m_process->errorString());
    });
}

void Certificate::prepare()
{
    const QDir folder(m_folder);
    if (folder.exists(certificateFile) && folder.exists(keyFile)) {
        QMetaObject::invokeMethod(this, &Certificate::load, Qt::QueuedConnection);
        return;
    }
    const QString program = QStandardPaths::findExecutable(QStringLiteral("openssl"));
    if (program.isEmpty()) {
        QMetaObject::invokeMethod(this, [this] { fail(QStringLiteral("the openssl program is not installed")); }, Qt::QueuedConnection);
        return;
    }
    m_process->start(program, {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                               QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"),
                               QStringLiteral("-keyout"), folder.filePath(keyFile), QStringLiteral("-out"), folder.filePath(certificateFile),
                               QStringLiteral("-days"), QStringLiteral("30"), QStringLiteral("-subj"), QStringLiteral("/CN=maestro-sandbox"),
                               QStringLiteral("-addext"), QStringLiteral("subjectAltName=IP:127.0.0.1,DNS:localhost")});
}

void Certificate::load()
{
    const QDir folder(m_folder);
    QFile::setPermissions(folder.filePath(keyFile), QFile::ReadOwner | QFile::WriteOwner);
    m_pem = contents(folder.filePath(certificateFile));
    m_keyPem = contents(folder.filePath(keyFile));
    if (QSslCertificate(m_pem).isNull() || QSslKey(m_keyPem, QSsl::Ec).isNull())
        fail(QStringLiteral("openssl left no usable certificate in %1").arg(m_folder));
    else
        emit ready();
}

QSslConfiguration Certificate::serverConfiguration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(m_pem));
    configuration.setPrivateKey(QSslKey(m_keyPem, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

void Certificate::fail(const QString &what)
{
    emit failed(Error{ErrorKind::BadInput, QStringLiteral("noCertificate"), QStringLiteral("cannot make the server certificate: %1").arg(what),
                      QStringLiteral("install the openssl package, or start with --plain")});
}

} // namespace maestro::sandbox
