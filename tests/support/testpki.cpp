// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/testpki.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

namespace maestro {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void openssl(const QStringList &arguments)
{
    QProcess process;
    process.start(QStringLiteral("openssl"), arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("openssl %s: %s", qPrintable(arguments.join(u' ')), process.readAllStandardError().constData());
}

} // namespace

bool TestPki::available()
{
    return !QStandardPaths::findExecutable(QStringLiteral("openssl")).isEmpty();
}

TestPki::TestPki()
{
    const QString cert = m_dir.filePath(QStringLiteral("ca.pem"));
    const QString key = m_dir.filePath(QStringLiteral("ca.key"));
    openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
             QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"), QStringLiteral("-subj"), QStringLiteral("/CN=test ca"),
             QStringLiteral("-days"), QStringLiteral("3"), QStringLiteral("-keyout"), key, QStringLiteral("-out"), cert});
    m_ca = {contents(cert), contents(key)};
}

TestCertificate TestPki::issue(const QString &commonName, const QString &san, int days) const
{
    const QString key = m_dir.filePath(QStringLiteral("leaf.key"));
    const QString csr = m_dir.filePath(QStringLiteral("leaf.csr"));
    const QString cert = m_dir.filePath(QStringLiteral("leaf.pem"));
    const QString extensions = m_dir.filePath(QStringLiteral("leaf.ext"));
    QFile file(extensions);
    if (file.open(QIODevice::WriteOnly))
        file.write(san.isEmpty() ? QByteArray("basicConstraints=CA:FALSE\n") : "subjectAltName=" + san.toLatin1() + '\n');
    file.close();
    openssl({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-newkey"), QStringLiteral("ec"), QStringLiteral("-pkeyopt"),
             QStringLiteral("ec_paramgen_curve:prime256v1"), QStringLiteral("-nodes"), QStringLiteral("-subj"), u"/CN=" + commonName,
             QStringLiteral("-keyout"), key, QStringLiteral("-out"), csr});
    openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), csr, QStringLiteral("-CA"), m_dir.filePath(QStringLiteral("ca.pem")),
             QStringLiteral("-CAkey"), m_dir.filePath(QStringLiteral("ca.key")), QStringLiteral("-CAcreateserial"), QStringLiteral("-days"),
             QString::number(days), QStringLiteral("-extfile"), extensions, QStringLiteral("-out"), cert});
    return {contents(cert), contents(key)};
}

void certificateCases()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QString>("san");
    QTest::addColumn<QString>("serverName");
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("accepted");
    QTest::newRow("address") << "x" << "IP:127.0.0.1" << "" << 2 << true;
    QTest::newRow("server name") << "x" << "DNS:api.example" << "api.example" << 2 << true;
    QTest::newRow("wildcard") << "x" << "DNS:*.example.org" << "api.example.org" << 2 << true;
    QTest::newRow("wildcard covers one label") << "x" << "DNS:*.example.org" << "a.b.example.org" << 2 << false;
    QTest::newRow("other name asked") << "x" << "DNS:api.example" << "other.example" << 2 << false;
    QTest::newRow("other name shown") << "x" << "DNS:other.example" << "" << 2 << false;
    QTest::newRow("other address") << "x" << "IP:127.0.0.2" << "" << 2 << false;
    QTest::newRow("common name only") << "api.example" << "" << "api.example" << 2 << false;
    QTest::newRow("common name beside another name") << "api.example" << "DNS:other.example" << "api.example" << 2 << false;
    QTest::newRow("expired") << "x" << "IP:127.0.0.1" << "" << -1 << false;
}

} // namespace maestro
