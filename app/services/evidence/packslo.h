// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/evidence/evidencepack.h"
#include "services/slo/chartreader.h"

namespace maestro {

/// The metrics of a workload around an action, for its pack: slo.json and charts/*.csv, as the server tells them now. Asks once, by
/// queries of the policy in force. Lives on the client's thread.
class PackSlo : public QObject
{
    Q_OBJECT
public:
    struct Found
    {
        QList<std::pair<QString, QByteArray>> files;
        QStringList missing;
        ChartSetPtr charts; ///< null: none
    };

    explicit PackSlo(QObject *parent = nullptr);

    /// Once. `client` null: no Prometheus is configured. Calls back once, later, also when the client goes meanwhile.
    void read(const SloTarget &target, PromClient *client, const QDateTime &from, const QDateTime &to, Callback<Found> done);

private:
    void end(const Found &found);

    Callback<Found> m_done; ///< empty: told
    Sampler m_sampler;
    WorkloadHealth m_health;
    ChartReader m_charts;
};

/// What is around the records of an action: from half an hour before the first to ten minutes after the last, or `now`.
std::pair<QDateTime, QDateTime> chartTimes(const QList<JournalRecord> &records, const QDateTime &now);

/// The names of the charts' files in a pack, without ending, beside their metrics and in the order of the set, the burn last. No name is there twice.
QList<std::pair<QString, QString>> chartFileNames(const ChartSet &set);

} // namespace maestro
