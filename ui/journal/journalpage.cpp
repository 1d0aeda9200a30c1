// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalpage.h"

#include "charts/chartsave.h"
#include "journal/duty/dutydialog.h"
#include "journal/journaldelegate.h"
#include "journal/journalinspector.h"
#include "journal/notechip.h"
#include "journal/pack/packdaysdialog.h"
#include "parts/filterbox.h"
#include "parts/rowtable.h"
#include "ports/grafanaport.h"
#include "text/humanize.h"
#include "theme/factlabel.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QStackedLayout>
#include <QTableView>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int dueEveryMs = 10'000;

} // namespace

JournalPage::JournalPage(const Ports &ports, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_model(new JournalModel(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeChips());
    column->addWidget(makeNotices());
    makeTable();
    m_empty = new EmptyState(theme, this);
    m_empty->setSentence(tr("Nothing recorded yet"), tr("Every action is written here before it leaves this machine."));
    m_stack = new QStackedLayout;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_table);
    column->addLayout(m_stack, 1);
    row->addLayout(column, 1);
    m_inspector = new JournalInspector(theme, this);
    m_inspector->hide();
    row->addWidget(m_inspector);

    connect(ports.journal, &JournalPort::recordsChanged, m_model, &JournalModel::setRecords);
    connect(ports.journal, &JournalPort::verified, this, &JournalPage::takeVerification);
    connect(ports.journal, &JournalPort::exported, this, [this](const QString &path, const QString &error) {
        m_exportChip->show();
        if (error.isEmpty())
            m_exportChip->setNote(Glyph::Healthy, tr("Exported"), displaySafe(path, 60));
        else
            m_exportChip->setNote(Glyph::Failed, tr("Not exported"), displaySafe(error, 80));
    });
    connectPacks();
    connect(ports.journal, &JournalPort::recordsChanged, this, [this](const JournalRecordsPtr &records) {
        m_records = records;
        m_known = records ? dutiesOf(*records) : QList<Duty>();
        if (m_duties && records)
            m_duties->setRecords(*records);
        tellDuties();
    });
    connect(&m_dueTimes, &QTimer::timeout, this, &JournalPage::tellDuties);
    m_dueTimes.start(dueEveryMs);
    connect(ports.fleet, &FleetPort::fleetChanged, this, &JournalPage::takeFleet);
    connect(m_model, &JournalModel::layoutUpdated, this, &JournalPage::layOut);
    connect(m_inspector, &JournalInspector::exportAsked, this, &JournalPage::askExport);
    connect(m_empty, &EmptyState::actionChosen, m_filter, &FilterBox::clear);
    connect(theme, &Theme::changed, this, &JournalPage::layOut);
    layOut();
}

QWidget *JournalPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(m_theme->px(16), m_theme->px(10), m_theme->px(16), m_theme->px(4));
    row->setSpacing(m_theme->px(10));
    row->addWidget(new ThemedLabel(tr("Journal"), m_theme, FontRole::PageTitle, Token::Text, header));
    row->addWidget(new ThemedLabel(tr("who did what, to what, and why"), m_theme, FontRole::Secondary, Token::Text2, header));
    row->addStretch();
    m_filter = new FilterBox(tr("Filter: who, action, object, reason"), 280, m_theme, header);
    connect(m_filter, &FilterBox::textChanged, m_model, &JournalModel::setFilter);
    connect(m_filter, &FilterBox::left, this, [this] { m_table->setFocus(); });
    row->addWidget(m_filter);
    auto *verify = new QPushButton(themedIcon(Icon::Shield, *m_theme), tr("Verify"), header);
    connect(verify, &QPushButton::clicked, this, [this] {
        m_chainChip->setNote(Glyph::Progress, tr("Verifying"), tr("reading every record from the disk"));
        m_ports.journal->verify();
    });
    row->addWidget(verify);
    auto *duties = new QPushButton(themedIcon(Icon::Journal, *m_theme), tr("Owed and learned…"), header);
    duties->setAccessibleName(tr("Owed and learned"));
    connect(duties, &QPushButton::clicked, this, &JournalPage::showDuties);
    row->addWidget(duties);
    if (m_ports.evidence) {
        auto *days = new QPushButton(themedIcon(Icon::Export, *m_theme), tr("Evidence of &days…"), header);
        days->setAccessibleName(tr("Evidence of days"));
        connect(days, &QPushButton::clicked, this, &JournalPage::showPackDays);
        row->addWidget(days);
    }
    return header;
}

QWidget *JournalPage::makeChips()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(m_theme->px(16), m_theme->px(4), m_theme->px(16), m_theme->px(10));
    row->setSpacing(m_theme->px(8));
    m_openChip = new NoteChip(m_theme, bar);
    m_chainChip = new NoteChip(m_theme, bar);
    m_exportChip = new NoteChip(m_theme, bar);
    m_exportChip->hide();
    m_dutyChip = new NoteChip(m_theme, bar);
    m_dutyChip->hide();
    m_chainChip->setNote(Glyph::Idle, tr("Chain not verified"), tr("since this window opened"));
    row->addWidget(m_openChip);
    row->addWidget(m_chainChip);
    row->addWidget(m_dutyChip);
    row->addWidget(m_exportChip);
    row->addStretch();
    return bar;
}

/// Where the Journal lies badly, as `maestro doctor` says it: a glyph, words, and room for the whole of them.
QWidget *JournalPage::makeNotices()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(m_theme->px(16), 0, m_theme->px(16), m_theme->px(10));
    row->setSpacing(m_theme->px(8));
    auto *chip = new NoteChip(m_theme, bar);
    chip->setNote(Glyph::Warn, tr("The Journal lies badly"), {});
    auto *words = new FactLabel(tr("Where the Journal lies"), bar);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    row->addWidget(chip, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    bar->hide();
    connect(m_ports.journal, &JournalPort::noticesChanged, this, [bar, words](const QStringList &notices) {
        QStringList safe;
        for (const QString &notice : notices)
            safe.append(displaySafe(notice, 400));
        bar->setVisible(!safe.isEmpty());
        words->setFact(safe.join(QStringLiteral("; ")));
    });
    return bar;
}

void JournalPage::makeTable()
{
    m_table = new QTableView(this);
    m_table->setAccessibleName(tr("Journal"));
    m_table->setModel(m_model);
    m_delegate = new JournalDelegate(m_model, m_theme, m_table);
    m_table->setItemDelegate(m_delegate);
    makeRowTable(m_table);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->setMinimumSectionSize(m_theme->px(20));
    m_table->verticalHeader()->setDefaultSectionSize(m_theme->px(44));
    QHeaderView *header = m_table->horizontalHeader();
    header->setFixedHeight(m_theme->px(28));
    setFocusProxy(m_table);
    const int widths[] = {86, 150, 124, 200, 200, 170};
    for (int i = 0; i < 6; ++i)
        header->resizeSection(i, m_theme->px(widths[i]));
    header->setSectionResizeMode(JournalModel::Reason, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &JournalPage::updateDetail);
    connect(m_model, &JournalModel::dataChanged, this, &JournalPage::updateDetail);
}

void JournalPage::focusFilter()
{
    m_filter->take();
}

void JournalPage::takeFleet(const FleetSnapshotPtr &fleet)
{
    QHash<QString, QString> environments;
    for (const ConnectionStatus &connection : fleet->connections)
        environments.insert(connection.context, connection.environment);
    m_delegate->setEnvironments(environments);
}

void JournalPage::takeVerification(const JournalVerification &verification)
{
    const QString when = m_ports.clock->utcNow().toString(QStringLiteral("HH:mm:ss"));
    switch (verification.state) {
    case JournalState::Valid:
        m_chainChip->setNote(Glyph::Healthy, tr("Chain verified"), tr("%1, %2 UTC").arg(verification.records == 1 ? tr("1 record") : tr("%n records", nullptr, int(verification.records)), when));
        break;
    case JournalState::RecoveredTail:
        m_chainChip->setNote(Glyph::Warn, tr("Chain verified, torn end recovered"), tr("%1, %2 UTC").arg(verification.records == 1 ? tr("1 record") : tr("%n records", nullptr, int(verification.records)), when));
        break;
    case JournalState::Broken:
        m_chainChip->setNote(Glyph::Failed, tr("Chain broken"), tr("%1/%2: %3").arg(verification.brokenSegment).arg(verification.brokenSeq).arg(displaySafe(verification.message, 120)));
        break;
    }
}

void JournalPage::askExport()
{
    auto *dialog = new QFileDialog(this, tr("Export Journal"), {}, tr("Archives (*.tar.gz);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(QStringLiteral("maestro-journal-%1.tar.gz").arg(m_ports.clock->utcNow().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    connect(dialog, &QFileDialog::fileSelected, m_ports.journal, &JournalPort::exportTo);
    dialog->open();
}

void JournalPage::connectPacks()
{
    m_inspector->offerPacks(m_ports.evidence != nullptr);
    if (!m_ports.evidence)
        return;
    connect(m_inspector, &JournalInspector::packAsked, this, &JournalPage::askPack);
    connect(m_ports.evidence, &EvidencePort::chartsRead, this, [this](const ChartSetPtr &charts) {
        QList<PackPicture> pictures;
        for (const auto &[metric, png] : chartPictures(*charts, m_ports.clock->utcNow(), m_theme))
            pictures.append({metric, png});
        m_ports.evidence->addPictures(pictures);
    });
    const auto told = [this](Glyph glyph, const QString &title, const QString &detail) {
        m_inspector->setPacking(false);
        m_exportChip->show();
        m_exportChip->setNote(glyph, title, detail);
    };
    connect(m_ports.evidence, &EvidencePort::exported, this, [told](const QString &, const QString &folder, const QStringList &missing) {
        told(missing.isEmpty() ? Glyph::Healthy : Glyph::Warn, tr("Evidence written"),
             missing.isEmpty() ? displaySafe(folder, 90) : tr("%1, without: %2").arg(displaySafe(folder, 90), displaySafe(missing.join(QStringLiteral("; ")), 120)));
    });
    connect(m_ports.evidence, &EvidencePort::failed, this, [told](const QString &, const Error &error) { told(Glyph::Failed, tr("No evidence written"), displaySafe(error.message, 120)); });
}

void JournalPage::askPack(const QString &id)
{
    auto *dialog = new QFileDialog(this, tr("Folder for the evidence pack"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, id, onGrafana = m_inspector->onGrafana()](const QString &folder) {
        writePack(id, folder, onGrafana);
    });
    dialog->open();
}

void JournalPage::writePack(const QString &id, const QString &folder, bool onGrafana)
{
    m_inspector->setPacking(true);
    if (m_grafana && onGrafana)
        m_grafana->wantSnapshot(id);
    m_ports.evidence->exportPack(id, folder);
}

void JournalPage::setGrafana(GrafanaPort *port)
{
    m_grafana = port;
    connect(port, &GrafanaPort::sourceRead, m_inspector, &JournalInspector::offerGrafana);
    port->readSource();
}

void JournalPage::showPackDays()
{
    if (m_packDays)
        return m_packDays->activateWindow();
    m_packDays = new PackDaysDialog(m_ports, m_grafana, m_theme, this);
    connect(m_packDays, &PackDaysDialog::asked, this, &JournalPage::writePack);
    m_packDays->show();
}

/// What is owed stays in sight until somebody closes it.
void JournalPage::tellDuties()
{
    const QList<Duty> &all = m_known;
    const QDateTime now = m_present.at(m_ports.clock->utcNow(), m_ports.clock->bootMs());
    const auto open = std::count_if(all.begin(), all.end(), [](const Duty &duty) { return duty.isOpen(); });
    const auto overdue = std::count_if(all.begin(), all.end(), [&now](const Duty &duty) { return duty.isOverdue(now); });
    m_dutyChip->setVisible(open > 0);
    if (open > 0)
        m_dutyChip->setNote(overdue > 0 ? Glyph::Failed : Glyph::Stale, overdue > 0 ? tr("%n overdue", nullptr, int(overdue)) : tr("%n owed", nullptr, int(open)), displaySafe(all.first().title, 60));
}

void JournalPage::showDuties()
{
    if (m_duties)
        return m_duties->activateWindow();
    const QModelIndex current = m_table->currentIndex();
    const JournalEntry *entry = current.isValid() && !m_model->rowAt(current.row()).isSection() ? &m_model->rowAt(current.row()) : nullptr;
    const bool action = entry && (entry->first().type == RecordType::Intent || entry->first().type == RecordType::Refused);
    m_duties = new DutyDialog(m_ports, action ? entry->first().id : QString(), action ? QString(entry->first().verb % u' ' % entry->first().object.name) : QString(), m_theme, this);
    m_duties->setRecords(m_records ? *m_records : QList<JournalRecord>());
    m_duties->show();
}

void JournalPage::layOut()
{
    QHeaderView *rows = m_table->verticalHeader();
    {
        const QSignalBlocker quiet(rows);
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const int height = m_delegate->rowHeight(m_model->rowAt(row));
            if (rows->sectionSize(row) != height)
                rows->resizeSection(row, height);
        }
    }
    m_table->verticalScrollBar()->setRange(0, qMax(0, rows->length() - m_table->viewport()->height()));
    m_table->viewport()->update();
    const int open = m_model->openCount();
    m_openChip->setNote(open > 0 ? Glyph::Stale : Glyph::Healthy, open > 0 ? (open == 1 ? tr("1 open intent") : tr("%n open intents", nullptr, open)) : tr("No open intent"),
                        open > 0 ? tr("outcome not recorded; it is being looked for") : tr("every action has an outcome"));
    const bool filtered = m_model->recordCount() > 0;
    m_empty->setSentence(filtered ? tr("No record matches") : tr("Nothing recorded yet"), filtered ? QString() : tr("Every action is written here before it leaves this machine."),
                         filtered ? tr("Show all") : QString());
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 1 : 0);
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 1)
        m_table->selectRow(1);
    updateDetail();
}

void JournalPage::updateDetail()
{
    const QModelIndex current = m_table->currentIndex();
    const JournalEntry *entry = current.isValid() ? &m_model->rowAt(current.row()) : nullptr;
    m_inspector->setVisible(entry && !entry->isSection() && width() >= m_theme->px(1200));
    if (entry && !entry->isSection())
        m_inspector->show(entry, m_delegate->environmentOf(entry->first().object.context));
}

void JournalPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    updateDetail();
}

} // namespace maestro
