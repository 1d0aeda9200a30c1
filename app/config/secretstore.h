// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QHash>
#include <QObject>
#include <QProcessEnvironment>

#include <functional>

namespace maestro {

/// Turns a reference (keychain:NAME, env:VARIABLE, file:PATH) into the secret, anew at every question. Nothing is kept here but what
/// the keychain would not take, and that in memory alone; no message ever holds a secret. Lives on the caller's thread.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(Result<QByteArray>)>;
    using Written = std::function<void(const Result<Done> &)>;
    struct Keychain
    {
        std::function<void(const QString &name, Callback done)> read;
        std::function<void(const QString &name, const QByteArray &secret, Written done)> write; ///< an empty secret takes the entry away
    };

    /// Without a keychain: the desktop's, where entries belong to "maestro-console".
    explicit SecretStore(QProcessEnvironment environment, Keychain keychain = {}, QObject *parent = nullptr);

    /// Calls back once, later, not after destruction. Refused, secretMissing: there is none, or it is empty. A final line end is no part of it.
    void read(const QString &reference, Callback done);
    void write(const QString &name, const QByteArray &secret, Written done); ///< to the keychain; an empty one takes the entry away
    /// The same, and when that fails it is held here as long as this lives, which the answer says (Refused, inMemory); never a file.
    void keep(const QString &name, const QByteArray &secret, Written done);

    void setPatience(int ms) { m_patienceMs = ms; } ///< a keychain that says nothing for so long counts as none

Q_SIGNALS:
    /// An entry of the keychain was asked for and not got.
    void entryMissing(const QString &name, const QString &why);

private:
    Result<QByteArray> readNow(const QString &scheme, const QString &name) const;
    void readKeychain(const QString &name, Callback done);
    template<typename T> std::function<void(const Result<T> &)> inTime(std::function<void(const Result<T> &)> done);

    QProcessEnvironment m_environment;
    Keychain m_keychain;
    QHash<QString, QByteArray> m_memory;
    int m_patienceMs = 10'000;
};

} // namespace maestro
