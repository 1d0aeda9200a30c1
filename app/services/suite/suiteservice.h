// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/suite/suiteport.h"
#include "services/checks/checkattempt.h"
#include "services/validation/validationreader.h"

#include <QTimer>

namespace maestro {

/// The suites of policies (ledger VAL-08): what there is for a workload, how the newest runs went, and the checks of a run as they would be
/// started now, for whoever starts them (ScriptRunner). A run is about one revision at one step; on another it starts nothing more. Lives on
/// the services' thread.
class SuiteService final : public SuitePort
{
    Q_OBJECT
public:
    struct Means
    {
        ValidationDoors doors;
        JournalService *journal = nullptr;
        QProcessEnvironment environment; ///< of this process
        QString impersonate;
    };

    explicit SuiteService(Means means, QObject *parent = nullptr);

    void open(const ObjectRef &target) override;
    void propose(const ObjectRef &target, const QString &suite) override;

    /// Where two kinds have one name; nothing: a Rollout of that name, else a Deployment.
    void setKind(std::optional<WorkloadKind> kind) { m_kind = kind; }
    void takeRecords(); ///< the Journal has others

    /// Of a run that was proposed here or is on record.
    std::optional<SuiteRun> run(const QList<JournalRecord> &records, const QString &id) const;
    struct Prepared
    {
        ToolCheck check;
        QMap<QString, QString> environment; ///< of programs
    };
    /// One check of a run as it would be started now. Refused: notFound, changed (another revision or step is there), noItem, or why it cannot run.
    void prepare(const QString &id, const QString &item, Callback<Result<Prepared>> done);
    /// Puts a proposed run on record, once. Refused, underWay: another run of the suite on this object has not ended.
    Result<Done> begin(const QString &id);

    static constexpr int readEveryMs = 15'000; ///< while one is open
    static constexpr qint64 underWayForMs = 24 * 3600'000; ///< a run that is older and has not ended keeps nobody from the next

private:
    struct Scene;
    void read(const ObjectRef &target, std::optional<WorkloadKind> kind, Callback<Result<Scene>> done);
    void readOpen();
    void tell();
    bool isUnderWay(const QList<JournalRecord> &records, const SuiteRun &proposed) const;

    Means m_means;
    std::optional<WorkloadKind> m_kind;
    ObjectRef m_open;
    std::shared_ptr<const Scene> m_scene; ///< of the open one; null: not known
    QHash<QString, SuiteRun> m_proposed; ///< by id
    QTimer m_timer;
};

} // namespace maestro
