// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/secretstore.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QPointer>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace maestro {

namespace {

const QString keychainService = QStringLiteral("maestro-console");
constexpr qint64 sizeLimit = 64 * 1024;

Error missing(const QString &message, const QString &hint = {})
{
    return {ErrorKind::Refused, QStringLiteral("secretMissing"), message, hint};
}

Error missingEntry(const QString &name, const QString &why)
{
    return missing(QCoreApplication::translate("Config", "The keychain gave no entry %1: %2").arg(name, why), QCoreApplication::translate("Config", "`maestro secret set %1` puts it there, or Connections in the window.").arg(name));
}

void startJob(QKeychain::Job *job, const QString &name, std::function<void()> finished)
{
    job->setKey(name);
    job->setInsecureFallback(false); // never a file
    QObject::connect(job, &QKeychain::Job::finished, job, std::move(finished));
    job->start();
}

void readDesktopKeychain(const QString &name, SecretStore::Callback done)
{
    auto *job = new QKeychain::ReadPasswordJob(keychainService);
    startJob(job, name, [job, name, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? Result<QByteArray>(job->textData().toUtf8()) : missingEntry(name, job->errorString()));
    });
}

void writeDesktopKeychain(const QString &name, const QByteArray &secret, SecretStore::Written done)
{
    QKeychain::Job *job = nullptr;
    if (secret.isEmpty()) {
        job = new QKeychain::DeletePasswordJob(keychainService);
    } else {
        auto *write = new QKeychain::WritePasswordJob(keychainService);
        write->setTextData(QString::fromUtf8(secret));
        job = write;
    }
    startJob(job, name, [job, done = std::move(done)] {
        done(job->error() == QKeychain::NoError ? Result<Done>(Done()) : Error {ErrorKind::Refused, QStringLiteral("keychainFailed"), job->errorString()});
    });
}

Result<QByteArray> trimmed(QByteArray secret, const QString &reference)
{
    while (secret.endsWith('\n') || secret.endsWith('\r'))
        secret.chop(1);
    if (secret.isEmpty())
        return missing(QCoreApplication::translate("Config", "%1 is empty.").arg(reference));
    return secret;
}

} // namespace

SecretStore::SecretStore(QProcessEnvironment environment, Keychain keychain, QObject *parent)
    : QObject(parent)
    , m_environment(std::move(environment))
    , m_keychain(keychain.read ? std::move(keychain) : Keychain {readDesktopKeychain, writeDesktopKeychain})
{
}

Result<QByteArray> SecretStore::readNow(const QString &scheme, const QString &name) const
{
    if (scheme == u"env") {
        if (!m_environment.contains(name))
            return missing(QCoreApplication::translate("Config", "The environment has no %1.").arg(name));
        return m_environment.value(name).toUtf8();
    }
    if (scheme != u"file")
        return missing(QCoreApplication::translate("Config", "A reference starts with keychain:, env: or file:."));
    const QString path = name.startsWith(u"~/") ? QDir::homePath() + name.mid(1) : name;
    QFile file(path);
    if (!QDir::isAbsolutePath(path))
        return missing(QCoreApplication::translate("Config", "%1 is not an absolute path.").arg(path));
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return missing(QCoreApplication::translate("Config", "%1 cannot be read.").arg(path));
    QByteArray content = file.read(sizeLimit + 1);
    if (content.size() > sizeLimit)
        return missing(QCoreApplication::translate("Config", "%1 is larger than 64 KiB.").arg(path));
    return content;
}

void SecretStore::read(const QString &reference, Callback done)
{
    const qsizetype colon = reference.indexOf(u':');
    const QString scheme = reference.left(colon);
    const QString name = reference.mid(colon + 1);
    const auto answer = [guard = QPointer<SecretStore>(this), reference, done = std::move(done)](const Result<QByteArray> &secret) {
        if (guard)
            done(secret ? trimmed(*secret, reference) : secret);
    };
    QTimer::singleShot(0, this, [this, scheme, name, answer] {
        if (scheme == u"keychain")
            readKeychain(name, answer);
        else
            answer(readNow(scheme, name));
    });
}

/// Says it once: the keychain's answer, or that there was none in time.
template<typename T> std::function<void(const Result<T> &)> SecretStore::inTime(std::function<void(const Result<T> &)> done)
{
    auto *limit = new QTimer(this);
    limit->setSingleShot(true);
    connect(limit, &QTimer::timeout, this, [this, limit, done] {
        limit->deleteLater();
        done(missing(QCoreApplication::translate("Config", "The keychain did not answer within %1 s").arg(m_patienceMs / 1000.0)));
    });
    limit->start(m_patienceMs);
    return [limit = QPointer<QTimer>(limit), done](const Result<T> &answer) {
        if (!limit || !limit->isActive())
            return;
        delete limit.data();
        done(answer);
    };
}

void SecretStore::readKeychain(const QString &name, Callback done)
{
    if (const auto held = m_memory.constFind(name); held != m_memory.constEnd())
        return done(*held);
    m_keychain.read(name, inTime<QByteArray>([this, name, done = std::move(done)](const Result<QByteArray> &secret) {
        if (!secret)
            Q_EMIT entryMissing(name, secret.error().message);
        done(secret);
    }));
}

void SecretStore::write(const QString &name, const QByteArray &secret, Written done)
{
    m_memory.remove(name);
    m_keychain.write(name, secret, inTime<Done>(std::move(done)));
}

void SecretStore::keep(const QString &name, const QByteArray &secret, Written done)
{
    write(name, secret, [this, name, secret, done = std::move(done)](const Result<Done> &written) {
        if (written)
            return done(written);
        m_memory.insert(name, secret);
        done(Error {ErrorKind::Refused, QStringLiteral("inMemory"), QCoreApplication::translate("Config", "The keychain did not take %1 (%2). It is held in memory until this program ends.").arg(name, written.error().message),
                    QCoreApplication::translate("Config", "A Secret Service (GNOME Keyring, KWallet, KeePassXC) keeps it beyond that.")});
    });
}

} // namespace maestro
