// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/evidenceport.h"
#include "services/evidence/packgather.h"
#include "services/journalservice.h"

namespace maestro {

class GrafanaService;

/// Writes packs for the window. Pictures that do not come within ten seconds are missing. Lives on the services' thread, where files are
/// written and hashed.
class EvidenceService final : public EvidencePort
{
    Q_OBJECT
public:
    EvidenceService(PackGather::Doors doors, PackSources sources, JournalService *journal, QObject *parent = nullptr);

    void setGrafana(GrafanaService *grafana) { m_grafana = grafana; } ///< without: no snapshot can be made
    void exportPack(const QString &id, const QString &parent) override;
    void addPictures(const QList<PackPicture> &pictures) override;

private:
    void finish(); ///< with a snapshot where one was asked for
    void write();

    PackGather m_gather;
    PackSources m_sources;
    JournalService *m_journal;
    const Clock *m_clock;
    QTimer m_patience; ///< for pictures
    std::shared_ptr<PackContent> m_content; ///< null: nothing is under way
    QString m_parent;
    bool m_onGrafana = false;
    ChartSetPtr m_charts; ///< of the content; may be null
    GrafanaService *m_grafana = nullptr;
};

/// The pack is its own record: what was handed out can be told from what somebody made. Returns why it is not in the Journal, else nothing.
QString recordExport(JournalService *journal, const Clock *clock, const PackContent &content, const WrittenPack &written);

} // namespace maestro
