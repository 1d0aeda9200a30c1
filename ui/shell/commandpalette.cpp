// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commandpalette.h"

#include "shell/fuzzymatch.h"
#include "text/humanize.h"
#include "text/operationtext.h"
#include "theme/bandwidget.h"
#include "theme/cellpaint.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int shownAtMost = 9;
constexpr Verb verbs[] = {Verb::Rollback, Verb::Abort, Verb::Promote, Verb::Pause, Verb::Resume, Verb::Retry, Verb::Restart};

class EntryDelegate : public QStyledItemDelegate
{
public:
    EntryDelegate(const QList<PaletteEntry> *entries, Theme *theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_entries(entries)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {100, m_theme->px(42)}; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const PaletteEntry &entry = m_entries->at(index.row());
        painter->save();
        painter->fillRect(option.rect, m_theme->color(option.state & QStyle::State_Selected ? Token::Selected : Token::Raised));
        if (entry.row)
            paintEnvironment(*painter, QRectF(option.rect.left(), option.rect.top(), 5, option.rect.height()), entry.environment, *m_theme);
        const double size = m_theme->px(15);
        const Icon icon = entry.verb ? (*entry.verb == Verb::Rollback ? Icon::RollBack : Icon::Console) : entry.row ? Icon::Rollout : Icon::ArrowRight;
        paintIcon(*painter, QRectF(option.rect.left() + m_theme->px(16), option.rect.center().y() - size / 2, size, size), icon, m_theme->color(Token::Text2));
        paintTwoLines(*painter, option.rect.adjusted(m_theme->px(42), 0, -m_theme->px(12), 0), {entry.title, FontRole::BodyStrong, Token::Text}, {entry.detail, FontRole::Secondary, Token::Text3}, *m_theme);
        painter->restore();
    }

private:
    const QList<PaletteEntry> *m_entries;
    Theme *m_theme;
};

} // namespace

QList<PaletteEntry> paletteEntries(const FleetSnapshot &fleet, const QString &query, int limit)
{
    const QStringList words = query.split(u' ', Qt::SkipEmptyParts);
    QHash<QString, QString> environments;
    for (const ConnectionStatus &connection : fleet.connections)
        environments.insert(connection.context, connection.environment);
    std::vector<std::pair<int, PaletteEntry>> found;
    for (const ShellCommand &command : allCommands()) {
        const bool acts = command.id == CommandId::RollBack || command.id == CommandId::Abort || command.id == CommandId::Promote || command.id == CommandId::PauseOrResume || command.id == CommandId::Retry;
        const std::optional<int> score = acts || command.id == CommandId::Palette ? std::nullopt : fuzzyScore(command.label, {}, words);
        if (score)
            found.emplace_back(*score, PaletteEntry{command.label, command.group, {}, command.id, nullptr, {}});
    }
    const QString openWord = QCoreApplication::translate("Palette", "Open");
    for (const FleetRowPtr &row : fleet.rows) {
        const QString name = displaySafe(row->ref.name, 80);
        const QString place = displaySafe(row->ref.context, 60) % u" / " % displaySafe(row->ref.ns, 60);
        const QString environment = environments.value(row->ref.context);
        const QString detail = environment.isEmpty() ? place : QString(environmentWord(environment) % u' ' % place);
        if (const std::optional<int> score = fuzzyScore(name, QString(openWord % u' ' % detail), words))
            found.emplace_back(*score, PaletteEntry{QCoreApplication::translate("Palette", "Open %1").arg(name), detail, environment, {}, row, {}});
        if (words.size() < 2)
            continue; // a verb must be named
        for (const Verb verb : verbs) {
            const QString label = verbLabel(verb);
            const QStringList rest = label.startsWith(words.first(), Qt::CaseInsensitive) ? words.mid(1) : QStringList();
            const std::optional<int> score = rest.isEmpty() ? std::nullopt : fuzzyScore(name, QString(label % u' ' % detail), rest);
            if (score)
                found.emplace_back(*score + 200, PaletteEntry{QCoreApplication::translate("Palette", "%1 %2…").arg(label, name), detail, environment, {}, row, verb});
        }
    }
    const auto end = found.begin() + std::min<std::ptrdiff_t>(limit, std::ssize(found));
    for (size_t i = 0; i < found.size(); ++i)
        found[i].first = found[i].first * 100'000 - int(std::min<size_t>(i, 99'999)); // equal ones keep the order of the fleet
    std::partial_sort(found.begin(), end, found.end(), [](const auto &a, const auto &b) { return a.first > b.first; });
    QList<PaletteEntry> entries;
    for (auto it = found.begin(); it != end; ++it)
        entries << std::move(it->second);
    return entries;
}

CommandPalette::CommandPalette(Theme *theme, QWidget *window)
    : QFrame(window)
    , m_theme(theme)
    , m_query(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAccessibleName(tr("Find or run"));
    setProperty("panel", true);
    setAutoFillBackground(true);
    m_query->setAccessibleName(tr("Search"));
    m_query->setPlaceholderText(tr("Find a rollout or run a command"));
    m_query->addAction(themedIcon(Icon::Search, *theme, Token::Text3), QLineEdit::LeadingPosition);
    m_list->setAccessibleName(tr("Results"));
    m_list->setItemDelegate(new EntryDelegate(&m_entries, theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_query->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, theme->px(8));
    column->addWidget(m_query);
    column->addWidget(m_list);
    auto *hint = new ThemedLabel(tr("Actions always open the guard; nothing runs from here."), theme, FontRole::Secondary, Token::Text3, this);
    hint->setContentsMargins(theme->px(12), 0, 0, 0);
    column->addWidget(hint);
    connect(m_query, &QLineEdit::textChanged, this, &CommandPalette::refill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::choose);
    hide();
}

void CommandPalette::openOver(const FleetSnapshotPtr &fleet)
{
    m_fleet = fleet;
    if (!isVisible())
        m_focusBefore = window()->focusWidget();
    m_query->clear();
    refill();
    const int width = m_theme->px(560);
    setGeometry((parentWidget()->width() - width) / 2, m_theme->px(64), width, m_theme->px(42 * shownAtMost + 84));
    show();
    raise();
    m_query->setFocus();
}

void CommandPalette::refill()
{
    m_entries = paletteEntries(m_fleet ? *m_fleet : FleetSnapshot(), m_query->text(), shownAtMost);
    m_list->clear();
    for (const PaletteEntry &entry : std::as_const(m_entries)) {
        auto *item = new QListWidgetItem(entry.title, m_list);
        item->setData(Qt::AccessibleDescriptionRole, entry.detail);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::leave()
{
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus();
}

void CommandPalette::choose()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const PaletteEntry entry = m_entries.at(row);
    leave();
    if (entry.command)
        Q_EMIT commandChosen(*entry.command);
    else if (entry.verb)
        Q_EMIT verbChosen(*entry.verb, entry.row);
    else
        Q_EMIT rolloutChosen(entry.row);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusOut && isVisible())
        hide();
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Down:
        m_list->setCurrentRow(qMin(m_list->currentRow() + 1, m_list->count() - 1));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentRow(qMax(m_list->currentRow() - 1, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!static_cast<QKeyEvent *>(event)->isAutoRepeat())
            choose();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace maestro
