// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/checkpointport.h"
#include "services/cluster/clusteraccess.h"
#include "services/journalservice.h"
#include "services/policy/policylibrary.h"

#include <QTimer>

namespace maestro {

/// The go/no-go points of policies, for the window and the command line: reads the workload, says what is due, and writes what a person said.
/// Attached files are kept before the record that names them. Lives on the services' thread.
class CheckpointService final : public CheckpointPort
{
    Q_OBJECT
public:
    struct Release
    {
        ObjectRef target;
        Rollout workload;
        PolicyMatch match;
        QDateTime changedAt; ///< when its revision began; invalid: not known
    };
    struct Means
    {
        std::function<ClusterAccess *(const QString &context)> access;
        const PolicyLibrary *policies = nullptr;
        std::function<PolicyConnection(const QString &context)> connection;
        JournalService *journal = nullptr;
        const Clock *clock = nullptr;
        QString evidence; ///< folder of what is attached
        QString impersonate;
        std::function<QList<Release>()> releases = {}; ///< those of the fleet as they are watched anyway; none: fleetChanged is never told
    };

    explicit CheckpointService(Means means, QObject *parent = nullptr);

    void open(const ObjectRef &target) override;
    void decide(const CheckpointRequest &request, const QMap<QString, QString> &files) override;

    /// Where two kinds have one name; nothing: a Rollout of that name, else a Deployment.
    void setKind(std::optional<WorkloadKind> kind) { m_kind = kind; }
    void takeRecords(); ///< the Journal has others
    void takeFleetRecords(const JournalRecordsPtr &records); ///< the same, for the points of the fleet; before the first call nothing is told of it
    void lookAtFleet(); ///< now; by itself every readEveryMs. Asks no cluster

    static constexpr int shortestReason = 10;
    static constexpr qint64 largestAttachment = 8 * 1024 * 1024;
    static constexpr int readEveryMs = 15'000; ///< while one is open

private:
    struct Subject;
    void read(const ObjectRef &target, Callback<Result<Subject>> done);
    void readOpen();
    void tell();
    void write(const CheckpointRequest &request, const QMap<QString, QString> &files, const Subject &subject);
    Result<QMap<QString, QString>> kept(const QMap<QString, QString> &files) const;

    Means m_means;
    std::optional<WorkloadKind> m_kind;
    ObjectRef m_open;
    std::shared_ptr<const Subject> m_subject; ///< of the open one; null: not known
    QTimer m_timer;
    QTimer m_fleetTimer;
    JournalRecordsPtr m_records; ///< null: not read yet
    QList<CheckpointList> m_fleet; ///< as it was told
};

} // namespace maestro
