// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/reference/manifestreport.h"
#include "domain/reference/referenceshelf.h"

#include <QObject>

namespace maestro {

/// The door to what policies refer to and to folders of manifests. Only looks at files. Signals arrive on the receiver's thread.
class ReferencePort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// `chosen`: folders of checkouts by the policy's name; others are those that the policies name. shelfRead() follows.
    virtual void read(const CheckoutFolders &chosen) = 0;
    /// What the manifests of a folder hold: manifestsRead() or manifestsFailed() follows.
    virtual void lint(const QString &folder) = 0;

Q_SIGNALS:
    void shelfRead(maestro::ReferenceShelf shelf);
    void manifestsRead(QString folder, maestro::ManifestReport report);
    void manifestsFailed(QString folder, maestro::Error error);
};

} // namespace maestro
