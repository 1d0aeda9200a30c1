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

constexpr qint64 sizeLimit = 64 * 1024;

Error missing(const QString &message, const QString &hint = {})
{
    return {ErrorKind::Refused, QStringLiteral("secretMissing"), message, hint};
}

void readDesktopKeychain(const QString &name, SecretStore::Callback done)
{
    auto *job = new QKeychain::ReadPasswordJob(QStringLiteral("maestro-console"));
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, job, [job, name, done = std::move(done)] {
        if (job->error() == QKeychain::NoError)
            return done(job->textData().toUtf8());
        done(missing(QCoreApplication::translate("Config", "The keychain gave no entry %1: %2").arg(name, job->errorString()),
                     QCoreApplication::translate("Config", "Entries belong to the application “maestro-console”.")));
    });
    job->start();
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
    , m_keychain(keychain ? std::move(keychain) : Keychain(readDesktopKeychain))
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
            m_keychain(name, answer);
        else
            answer(readNow(scheme, name));
    });
}

} // namespace maestro
