// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/slo/sloreport.h"

#include <QObject>

namespace maestro {

struct PackPicture
{
    QString metric; ///< ChartData::metric; "burn": how fast the budget burns
    QByteArray png;
};

/// The door to evidence packs (resources/help/evidence-format.md). Signals arrive on the receiver's thread.
class EvidencePort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Gathers what is known under this id. One at a time: another while one is under way has failed. chartsRead() follows where there
    /// are charts, and then waits for pictures; else exported() or failed().
    virtual void exportPack(const QString &id, const QString &parent) = 0;
    /// The pictures of the charts that were read, which only the window can paint; may be none. Once.
    virtual void addPictures(const QList<PackPicture> &pictures) = 0;

Q_SIGNALS:
    void chartsRead(maestro::ChartSetPtr charts);
    void exported(QString id, QString folder, QStringList missing);
    void failed(QString id, maestro::Error error); ///< nothing was written
};

} // namespace maestro
