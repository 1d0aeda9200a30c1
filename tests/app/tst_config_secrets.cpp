// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secretstore.h"

#include <QSignalSpy>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

namespace {

const Error noService {ErrorKind::Refused, u"keychainFailed"_s, u"no secret service"_s};

} // namespace

/// Secrets by reference, with keychains that work, refuse, or never answer. The desktop's real one is in e2e/keychain.py.
class TestSecrets : public QObject
{
    Q_OBJECT

    std::optional<Result<QByteArray>> m_read;
    std::optional<Result<Done>> m_written;

    SecretStore::Callback reading()
    {
        m_read.reset();
        return [this](const Result<QByteArray> &secret) { m_read = secret; };
    }
    SecretStore::Written writing()
    {
        m_written.reset();
        return [this](const Result<Done> &written) { m_written = written; };
    }

private Q_SLOTS:
    void aKeychainThatWorks()
    {
        QHash<QString, QByteArray> entries;
        SecretStore store({}, {[&](const QString &name, const SecretStore::Callback &done) { done(entries.contains(name) ? Result<QByteArray>(entries.value(name)) : noService); },
                               [&](const QString &name, const QByteArray &secret, const SecretStore::Written &done) {
                                   entries.insert(name, secret);
                                   done(Done());
                               }});
        QSignalSpy missing(&store, &SecretStore::entryMissing);
        store.read(u"keychain:prom"_s, reading());
        QTRY_VERIFY(m_read);
        QVERIFY(!m_read->ok());
        QCOMPARE(missing.size(), 1);
        QCOMPARE(missing.first().first().toString(), u"prom"_s);
        store.keep(u"prom"_s, "s3cret", writing());
        QTRY_VERIFY(m_written);
        QVERIFY(m_written->ok());
        QCOMPARE(entries.value(u"prom"_s), QByteArray("s3cret"));
        entries.insert(u"prom"_s, "newer\n"); // nothing is kept here: somebody else's change counts
        store.read(u"keychain:prom"_s, reading());
        QTRY_VERIFY(m_read);
        QCOMPARE(**m_read, QByteArray("newer"));
        QCOMPARE(missing.size(), 1);
    }

    /// Held in memory, said so, and gone with the store.
    void aKeychainThatRefuses()
    {
        const SecretStore::Keychain none {[](const QString &, const SecretStore::Callback &done) { done(noService); },
                                          [](const QString &, const QByteArray &, const SecretStore::Written &done) { done(noService); }};
        {
            SecretStore store({}, none);
            store.keep(u"prom"_s, "s3cret", writing());
            QTRY_VERIFY(m_written);
            QCOMPARE(m_written->error().code, u"inMemory"_s);
            QVERIFY(m_written->error().message.contains(u"until this program ends"_s));
            QVERIFY(!m_written->error().message.contains(u"s3cret"_s));
            store.read(u"keychain:prom"_s, reading());
            QTRY_VERIFY(m_read);
            QCOMPARE(**m_read, QByteArray("s3cret"));
        }
        SecretStore another({}, none);
        another.read(u"keychain:prom"_s, reading());
        QTRY_VERIFY(m_read);
        QVERIFY(!m_read->ok());
    }

    void aKeychainThatNeverAnswers()
    {
        SecretStore::Callback late;
        SecretStore store({}, {[&](const QString &, const SecretStore::Callback &done) { late = done; }, [](const QString &, const QByteArray &, const SecretStore::Written &) {}});
        store.setPatience(50);
        store.read(u"keychain:prom"_s, reading());
        QTRY_VERIFY(m_read);
        QVERIFY2(m_read->error().message.contains(u"did not answer"_s), qPrintable(m_read->error().message));
        m_read.reset();
        late(QByteArray("too late"));
        QVERIFY(!m_read); // said once
        store.keep(u"prom"_s, "s3cret", writing());
        QTRY_VERIFY(m_written);
        QCOMPARE(m_written->error().code, u"inMemory"_s);
        store.read(u"keychain:prom"_s, reading());
        QTRY_VERIFY(m_read);
        QCOMPARE(**m_read, QByteArray("s3cret"));
    }

    void goneWhileAsking()
    {
        SecretStore::Callback late;
        auto store = std::make_unique<SecretStore>(QProcessEnvironment(), SecretStore::Keychain {[&](const QString &, const SecretStore::Callback &done) { late = done; }, {}});
        store->read(u"keychain:prom"_s, reading());
        QTRY_VERIFY(late);
        store.reset();
        late(QByteArray("nobody's"));
        QTest::qWait(20);
        QVERIFY(!m_read);
    }
};

QTEST_GUILESS_MAIN(TestSecrets)
#include "tst_config_secrets.moc"
