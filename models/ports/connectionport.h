// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/rollout/fleet.h"

#include <QObject>

namespace maestro {

/// What an exec credential plugin would run; the operator decides once for exactly this.
struct TrustQuestion
{
    QString context;
    QString user;
    QString command; ///< absolute path
    QStringList arguments;
    QStringList environmentNames;
    QString sha256; ///< of the file
};

/// Connections and trust decisions.
class ConnectionPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void reconnect(const QString &context) = 0;
    virtual void setWatched(const QString &context, bool watched) = 0;
    virtual void answerTrust(const TrustQuestion &question, bool allow) = 0;

Q_SIGNALS:
    void trustAsked(maestro::TrustQuestion question);
    void configurationFailed(maestro::Error error); ///< kubeconfig could not be used at all
};

} // namespace maestro
