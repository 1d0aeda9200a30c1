// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/duty/dutydialog.h"

#include "parts/rowtable.h"
#include "text/duty/dutytext.h"
#include "text/humanize.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int everyMs = 10'000; ///< due times pass

QTableWidget *table(const QString &name, const QStringList &titles, Theme *theme, QWidget *parent)
{
    auto *made = new QTableWidget(0, int(titles.size()), parent);
    made->setAccessibleName(name);
    made->setHorizontalHeaderLabels(titles);
    makeRowTable(made);
    made->setFont(theme->font(FontRole::Secondary));
    made->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    made->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    return made;
}

void fill(QTableWidget *table, const QList<QStringList> &rows)
{
    table->setRowCount(int(rows.size()));
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < rows[row].size(); ++column) {
            const QString text = displaySafe(rows[row][column], 400);
            if (QTableWidgetItem *item = table->item(row, column))
                item->setText(text); // a new item would lose the choice
            else
                table->setItem(row, column, new QTableWidgetItem(text));
        }
    }
}

QString placeOf(const ObjectRef &object)
{
    return object.isEmpty() ? QString() : object.ns + u'/' + object.name;
}

} // namespace

DutyDialog::DutyDialog(const Ports &ports, const QString &action, const QString &actionText, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_ports(ports)
    , m_theme(theme)
    , m_action(action)
    , m_actionText(displaySafe(actionText, 120))
    , m_summary(new FactLabel(tr("Owed"), this))
    , m_said(new FactLabel(tr("Result"), this))
{
    setWindowTitle(tr("Owed and learned"));
    setAccessibleName(tr("Owed and learned"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    column->addWidget(new ThemedLabel(tr("Owed and learned"), theme, FontRole::PageTitle, Token::Text, this));
    m_summary->setWordWrap(true);
    column->addWidget(m_summary);
    buildDuties(column);
    buildLessons(column);
    auto *foot = new QHBoxLayout;
    m_said->setWordWrap(true);
    foot->addWidget(m_said, 1);
    auto *leave = new QPushButton(tr("Close"), this);
    leave->setAutoDefault(false);
    foot->addWidget(leave);
    column->addLayout(foot);
    resize(theme->px(860), theme->px(620));
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    if (m_ports.duties) {
        connect(m_ports.duties, &DutyPort::written, this, [this] {
            for (QLineEdit *field : {m_title, m_how, m_lesson})
                field->clear();
            told(tr("Written to the Journal."));
        });
        connect(m_ports.duties, &DutyPort::failed, this, [this](const Error &error) { told(tr("Not written: %1").arg(displaySafe(error.message, 300))); });
    }
    auto *ticks = new QTimer(this);
    connect(ticks, &QTimer::timeout, this, &DutyDialog::refresh);
    ticks->start(everyMs);
    leave->setFocus(Qt::OtherFocusReason);
}

void DutyDialog::buildDuties(QVBoxLayout *column)
{
    m_owed = table(tr("Obligations"), {tr("What"), tr("State"), tr("Object"), tr("By")}, m_theme, this);
    column->addWidget(m_owed, 3);
    m_how = new QLineEdit(this);
    m_how->setAccessibleName(tr("What was done"));
    m_how->setPlaceholderText(tr("what was done, at least %1 characters").arg(dutyTextShortest));
    m_close = addLine(column, m_how, nullptr, tr("Close obligation"));
    m_title = new QLineEdit(this);
    m_title->setAccessibleName(tr("What is owed"));
    m_title->setPlaceholderText(m_action.isEmpty() ? tr("what is owed, to whom") : tr("what is owed after %1, to whom").arg(m_actionText));
    m_hours = new QSpinBox(this);
    m_hours->setAccessibleName(tr("Due in hours"));
    m_hours->setRange(0, 2'000);
    m_hours->setValue(24);
    m_hours->setSpecialValueText(tr("no due time"));
    m_hours->setSuffix(tr(" h"));
    m_open = addLine(column, m_title, m_hours, tr("Write down"));
    connect(m_owed, &QTableWidget::itemSelectionChanged, this, &DutyDialog::refresh);
    connect(m_close, &QPushButton::clicked, this, [this] { m_ports.duties->close(chosenDuty(), m_how->text()); });
    connect(m_open, &QPushButton::clicked, this, [this] {
        const QDateTime due = m_hours->value() > 0 ? m_ports.clock->utcNow().addSecs(qint64(m_hours->value()) * 3600) : QDateTime();
        m_ports.duties->open({m_title->text(), due, m_action, {}});
    });
}

void DutyDialog::buildLessons(QVBoxLayout *column)
{
    m_learned = table(tr("Lessons"), {tr("What was learned"), tr("Of"), tr("By"), tr("At (UTC)")}, m_theme, this);
    column->addWidget(m_learned, 2);
    m_lesson = new QLineEdit(this);
    m_lesson->setAccessibleName(tr("Lesson"));
    m_lesson->setPlaceholderText(m_action.isEmpty() ? tr("choose an action in the Journal first") : tr("what was learned of %1").arg(m_actionText));
    m_learn = addLine(column, m_lesson, nullptr, tr("Add lesson"));
    connect(m_learn, &QPushButton::clicked, this, [this] { m_ports.duties->learn({m_action, m_lesson->text(), {}}); });
}

QPushButton *DutyDialog::addLine(QVBoxLayout *column, QLineEdit *field, QWidget *more, const QString &name)
{
    auto *line = new QHBoxLayout;
    auto *button = new QPushButton(name, this);
    button->setAutoDefault(false);
    field->setMaxLength(int(dutyTextLongest));
    line->addWidget(field, 1);
    if (more)
        line->addWidget(more);
    line->addWidget(button);
    column->addLayout(line);
    connect(field, &QLineEdit::textChanged, this, &DutyDialog::refresh);
    return button;
}

void DutyDialog::setRecords(const QList<JournalRecord> &records)
{
    m_duties = dutiesOf(records);
    QList<QStringList> learned;
    const QList<Lesson> lessons = lessonsOf(records);
    for (const Lesson &lesson : lessons)
        learned.append({lesson.text, QString(lesson.verb + u' ' + placeOf(lesson.object)), lesson.by, lesson.at.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm"))});
    fill(m_learned, learned);
    refresh();
}

void DutyDialog::refresh()
{
    const QDateTime now = m_present.at(m_ports.clock->utcNow(), m_ports.clock->bootMs());
    QList<QStringList> owed;
    int open = 0;
    int overdue = 0;
    for (const Duty &duty : std::as_const(m_duties)) {
        open += duty.isOpen();
        overdue += duty.isOverdue(now);
        owed.append({duty.title, dutyStateText(duty, now), placeOf(duty.object), duty.openedBy});
    }
    fill(m_owed, owed);
    m_summary->setFact(open == 0 ? tr("Nothing is owed.") : overdue == 0 ? tr("%n owed.", nullptr, open) : tr("%1 owed, %2 OVERDUE.").arg(open).arg(overdue));
    const auto fits = [](const QLineEdit *field, qsizetype shortest) { return field->text().trimmed().size() >= shortest; };
    m_close->setEnabled(m_ports.duties && !chosenDuty().isEmpty() && fits(m_how, dutyTextShortest));
    m_open->setEnabled(m_ports.duties && fits(m_title, dutyTitleShortest));
    m_learn->setEnabled(m_ports.duties && !m_action.isEmpty() && fits(m_lesson, dutyTextShortest));
}

QString DutyDialog::chosenDuty() const
{
    const int row = m_owed->selectedItems().isEmpty() ? -1 : m_owed->currentRow();
    return row >= 0 && row < m_duties.size() && m_duties[row].isOpen() ? m_duties[row].id : QString();
}

void DutyDialog::told(const QString &text)
{
    m_said->announce(text);
}

void DutyDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return event->accept(); // never by a stray Enter
    QDialog::keyPressEvent(event);
}

} // namespace maestro
