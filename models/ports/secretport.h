// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace maestro {

/// Secrets that connections name as keychain:NAME. What is typed goes to the desktop's keychain, or is held in memory; never a file.
class SecretPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void keep(const QString &name, const QString &secret) = 0;

Q_SIGNALS:
    void missing(const QString &name, const QString &why); ///< told again whenever it was asked for in vain
    void kept(const QString &name, const QString &problem); ///< without a problem: in the keychain; else in memory, and why
};

} // namespace maestro
