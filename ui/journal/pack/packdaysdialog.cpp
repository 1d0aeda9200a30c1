// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/pack/packdaysdialog.h"

#include "text/humanize.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QFileDialog>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int folderLength = 300;

QDateEdit *dayField(const QString &name, const QDate &day, const QDate &today, QWidget *parent)
{
    auto *field = new QDateEdit(day, parent);
    field->setAccessibleName(name);
    field->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    field->setCalendarPopup(true);
    field->setMaximumDate(today);
    return field;
}

} // namespace

PackDaysDialog::PackDaysDialog(const Ports &ports, GrafanaPort *grafana, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_ports(ports)
    , m_folder(new QLineEdit(this))
    , m_browse(new QPushButton(tr("&Folder…"), this))
    , m_write(new QPushButton(tr("&Write the pack"), this))
    , m_onGrafana(new QCheckBox(tr("Charts also as a snapshot on &Grafana"), this))
    , m_grafana(new FactLabel(tr("Grafana"), this))
    , m_problem(new FactLabel(tr("What is missing"), this))
    , m_state(new FactLabel(tr("State of the pack"), this))
    , m_clock(this)
{
    setWindowTitle(tr("Evidence of days"));
    setAccessibleName(tr("Evidence of days"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QDate today = ports.clock->utcNow().toUTC().date();
    m_from = dayField(tr("From (UTC)"), today.addDays(1 - today.dayOfWeek()), today, this);
    m_to = dayField(tr("To (UTC)"), today, today, this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(10));
    column->addWidget(new ThemedLabel(tr("Evidence of days"), theme, FontRole::PageTitle, Token::Text, this));
    auto *about = new ThemedLabel(tr("Everything that began on these days, both included: records with their chain, what was learned and what is owed, as a folder and a ZIP that can be checked."), theme,
                                  FontRole::Secondary, Token::Text2, this);
    about->setWordWrap(true);
    column->addWidget(about);
    auto *form = new QFormLayout;
    form->setVerticalSpacing(theme->px(8));
    form->addRow(tr("From (UTC)"), m_from);
    form->addRow(tr("To (UTC)"), m_to);
    auto *line = new QHBoxLayout;
    m_folder->setAccessibleName(tr("Folder"));
    m_folder->setReadOnly(true);
    m_folder->setPlaceholderText(tr("where the pack is put"));
    m_browse->setAccessibleName(tr("Choose the folder"));
    line->addWidget(m_folder, 1);
    line->addWidget(m_browse);
    form->addRow(tr("Folder"), line);
    column->addLayout(form);
    column->addWidget(m_onGrafana);
    m_grafana->setFont(theme->font(FontRole::Secondary));
    for (FactLabel *label : {m_grafana, m_problem, m_state}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    column->addStretch(1);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    auto *leave = new QPushButton(tr("Close"), this);
    for (QPushButton *button : {m_browse, m_write, leave})
        button->setAutoDefault(false);
    foot->addWidget(m_write);
    foot->addWidget(leave);
    column->addLayout(foot);
    resize(theme->px(560), theme->px(420));
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_browse, &QPushButton::clicked, this, &PackDaysDialog::askFolder);
    connect(m_write, &QPushButton::clicked, this, &PackDaysDialog::begin);
    for (QDateEdit *field : {m_from, m_to})
        connect(field, &QDateEdit::dateChanged, this, &PackDaysDialog::refresh);
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &PackDaysDialog::tick);
    connect(m_ports.evidence, &EvidencePort::chartsRead, this, [this] {
        m_phase = tr("Painting charts");
        tick();
    });
    connect(m_ports.evidence, &EvidencePort::exported, this, [this](const QString &of, const QString &folder, const QStringList &missing) {
        if (of != m_underWay)
            return;
        QString text = tr("Written: %1").arg(displaySafe(folder, folderLength));
        if (!missing.isEmpty())
            text += u'\n' + tr("WITHOUT: %1").arg(displaySafe(missing.join(QStringLiteral("; ")), 1'000));
        end(text);
    });
    connect(m_ports.evidence, &EvidencePort::failed, this, [this](const QString &of, const Error &error) {
        if (of == m_underWay)
            end(tr("NOT written: %1 %2").arg(displaySafe(error.message, 300), displaySafe(error.hint, 300)).trimmed());
    });
    takeGrafana({});
    if (grafana) {
        connect(grafana, &GrafanaPort::sourceRead, this, &PackDaysDialog::takeGrafana);
        grafana->readSource();
    }
    m_from->setFocus(Qt::OtherFocusReason);
}

QString PackDaysDialog::id() const
{
    return QStringLiteral("%1..%2").arg(m_from->date().toString(Qt::ISODate), m_to->date().toString(Qt::ISODate));
}

void PackDaysDialog::begin()
{
    if (!m_write->isEnabled())
        return;
    m_underWay = id();
    m_phase = tr("Gathering records, and what cluster and Prometheus still know");
    m_begunMs = m_ports.clock->bootMs();
    m_clock.start();
    refresh();
    tick();
    Q_EMIT asked(m_underWay, m_folder->text(), m_hasGrafana && m_onGrafana->isChecked());
}

void PackDaysDialog::takeGrafana(const QString &source)
{
    m_hasGrafana = !source.isEmpty();
    m_grafana->setFact(m_hasGrafana ? tr("%1: whoever has the address of the snapshot sees it, for 90 days. Where it cannot be made the pack says why, and has the charts as pictures.").arg(displaySafe(source, 120))
                                    : tr("connections.yaml names no Grafana: the charts are in the pack as pictures and tables."));
    refresh();
}

void PackDaysDialog::askFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder for the evidence pack"), m_folder->text());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) {
        m_folder->setText(folder);
        refresh();
    });
    dialog->open();
}

void PackDaysDialog::refresh()
{
    const bool backwards = m_to->date() < m_from->date();
    const bool idle = m_underWay.isEmpty();
    m_problem->setFact(backwards ? tr("The last day is before the first one.") : m_folder->text().isEmpty() ? tr("Choose a folder.") : QString());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_write->setEnabled(idle && !backwards && !m_folder->text().isEmpty());
    for (QWidget *field : std::initializer_list<QWidget *>{m_from, m_to, m_browse})
        field->setEnabled(idle);
    m_onGrafana->setEnabled(idle && m_hasGrafana);
}

void PackDaysDialog::tick()
{
    if (!m_underWay.isEmpty())
        m_state->setFact(tr("%1 … %2 s").arg(m_phase).arg((m_ports.clock->bootMs() - m_begunMs) / 1000));
}

void PackDaysDialog::end(const QString &text)
{
    m_underWay.clear();
    m_clock.stop();
    refresh();
    m_state->announce(text);
}

void PackDaysDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept(); // never by a stray Enter
    QDialog::keyPressEvent(event);
}

} // namespace maestro
