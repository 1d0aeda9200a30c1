// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/present.h"
#include "domain/journal/duty.h"
#include "items/journalmodel.h"
#include "ports/ports.h"
#include "theme/theme.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QPushButton;
class QStackedLayout;
class QTableView;

namespace maestro {

class DutyDialog;
class EmptyState;
class FilterBox;
class GrafanaPort;
class JournalDelegate;
class JournalInspector;
class NoteChip;
class PackDaysDialog;

/// Who did what, to what and why, and whether the record still holds together. Open intents come first, in words. GUI thread.
class JournalPage : public QWidget
{
    Q_OBJECT
public:
    JournalPage(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void setGrafana(GrafanaPort *port); ///< packs can have their charts there
    void focusFilter();
    JournalModel *model() const { return m_model; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeChips();
    QWidget *makeNotices();
    void makeTable();
    void takeFleet(const FleetSnapshotPtr &fleet);
    void takeVerification(const JournalVerification &verification);
    void askExport();
    void askPack(const QString &id);
    void connectPacks();
    void writePack(const QString &id, const QString &folder, bool onGrafana);
    void showDuties();
    void showPackDays();
    void tellDuties();
    void layOut();
    void updateDetail();

    Ports m_ports;
    SteadyPresent m_present;
    Theme *m_theme;
    JournalModel *m_model;
    QTableView *m_table = nullptr;
    JournalDelegate *m_delegate = nullptr;
    JournalInspector *m_inspector = nullptr;
    FilterBox *m_filter = nullptr;
    NoteChip *m_openChip = nullptr;
    NoteChip *m_chainChip = nullptr;
    NoteChip *m_exportChip = nullptr;
    NoteChip *m_dutyChip = nullptr;
    QTimer m_dueTimes;
    JournalRecordsPtr m_records;
    QList<Duty> m_known; ///< of the records; they are many, and due times pass often
    GrafanaPort *m_grafana = nullptr;
    QPointer<DutyDialog> m_duties; ///< open
    QPointer<PackDaysDialog> m_packDays; ///< open
    EmptyState *m_empty = nullptr;
    QStackedLayout *m_stack = nullptr;
};

} // namespace maestro
