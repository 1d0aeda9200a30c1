// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace maestro {

struct TestCertificate
{
    QByteArray certPem;
    QByteArray keyPem;

    QSslCertificate certificate() const { return QSslCertificate(certPem); }
    QSslKey key() const { return QSslKey(keyPem, QSsl::Ec); }
};

/// Certificates made by openssl while the test runs; nothing secret lies in the repository.
class TestPki
{
public:
    TestPki();
    const QByteArray &caPem() const { return m_ca.certPem; }
    /// `san` as openssl writes it ("IP:127.0.0.1", "DNS:a.example"); empty: none. `days` negative: expired.
    TestCertificate issue(const QString &commonName, const QString &san, int days = 2) const;
    static bool available();

private:
    QTemporaryDir m_dir;
    TestCertificate m_ca;
};

/// Test data: what is asked of a server's name (`commonName`, `san`, `serverName`, `days` for TestPki::issue, and whether it is `accepted`).
void certificateCases();

} // namespace maestro
