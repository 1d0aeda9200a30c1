// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QObject>
#include <QProcessEnvironment>

#include <functional>

namespace maestro {

/// Turns a reference (keychain:NAME, env:VARIABLE, file:PATH) into the secret, anew at every question: nothing is kept here, and no
/// message ever holds a secret. Lives on the caller's thread.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(Result<QByteArray>)>;
    using Keychain = std::function<void(const QString &name, Callback done)>;

    /// Without a keychain: the desktop's, where entries belong to "maestro-console".
    explicit SecretStore(QProcessEnvironment environment, Keychain keychain = {}, QObject *parent = nullptr);

    /// Calls back once, later, not after destruction. Refused, secretMissing: there is none, or it is empty. A final line end is no part of it.
    void read(const QString &reference, Callback done);

private:
    Result<QByteArray> readNow(const QString &scheme, const QString &name) const;

    QProcessEnvironment m_environment;
    Keychain m_keychain;
};

} // namespace maestro
