// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/grafana/grafanapanel.h"

#include "items/grafana/annotationmodel.h"
#include "items/grafana/grafanaboardmodel.h"
#include "parts/detailtable.h"
#include "text/grafana/grafanatext.h"
#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QDesktopServices>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QUrl>
#include <QVBoxLayout>

namespace maestro {

namespace {

constexpr int wordsAtMost = 100;

} // namespace

GrafanaPanel::GrafanaPanel(const Clock *clock, Theme *theme, QWidget *parent)
    : QFrame(parent)
    , m_clock(clock)
    , m_theme(theme)
    , m_boards(new GrafanaBoardModel(this))
    , m_annotations(new AnnotationModel(this))
    , m_state(new FactLabel(tr("State of Grafana"), this))
    , m_delivery(new FactLabel(tr("Annotations of actions"), this))
    , m_words(new QLineEdit(this))
    , m_open(new QPushButton(tr("Open &board ↗"), this))
    , m_again(new QPushButton(tr("Read &Grafana again"), this))
    , m_boardTable(new DetailTable(tr("Boards"), m_boards, {0, 130}, theme, this))
    , m_annotationTable(new DetailTable(tr("Annotations"), m_annotations, {118, 92, 0, 110, 190, 150}, theme, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme->px(6));
    auto *head = new QHBoxLayout;
    head->setSpacing(theme->px(8));
    head->addWidget(new ThemedLabel(tr("Grafana"), theme, FontRole::PanelTitle, Token::Text, this));
    m_words->setAccessibleName(tr("Words in the titles of boards"));
    m_words->setPlaceholderText(tr("words of a title, Enter"));
    m_words->setMaxLength(wordsAtMost);
    m_words->setFixedWidth(theme->px(190));
    for (FactLabel *label : {m_state, m_delivery}) {
        label->setWordWrap(true);
        label->setFont(theme->font(FontRole::Secondary));
    }
    head->addWidget(m_state, 1);
    head->addWidget(m_words);
    head->addWidget(m_open);
    head->addWidget(m_again);
    column->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme->px(8));
    for (DetailTable *table : {m_boardTable, m_annotationTable}) {
        table->setFixedHeight(theme->px(166));
        table->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }
    m_annotationTable->setDispensable({AnnotationModel::Board, AnnotationModel::Tags});
    row->addWidget(m_boardTable, 11);
    row->addWidget(m_annotationTable, 24);
    column->addLayout(row);
    column->addWidget(m_delivery);
    m_open->setAccessibleName(tr("Open the chosen board"));
    m_open->setAutoDefault(false);
    m_again->setAutoDefault(false);
    hide();
    connect(m_boardTable->table()->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &GrafanaPanel::choose);
    connect(m_boardTable->table(), &QTableView::activated, this, &GrafanaPanel::openBoard);
    connect(m_open, &QPushButton::clicked, this, &GrafanaPanel::openBoard);
    connect(m_again, &QPushButton::clicked, this, &GrafanaPanel::look);
    connect(m_words, &QLineEdit::returnPressed, this, [this] {
        m_wish.words = m_words->text().trimmed();
        look();
    });
}

void GrafanaPanel::setPort(GrafanaPort *port)
{
    m_port = port;
    connect(port, &GrafanaPort::sourceRead, this, [this](const QString &source) { setVisible(!source.isEmpty()); });
    connect(port, &GrafanaPort::sightChanged, this, &GrafanaPanel::take);
    port->readSource();
    look();
}

void GrafanaPanel::open(const ObjectRef &ref)
{
    m_wish.target = ref;
    m_sight.reset();
    show({});
    Q_EMIT annotationsChanged();
}

void GrafanaPanel::setRange(const QDateTime &from, const QDateTime &to)
{
    m_wish.from = from;
    m_wish.to = to;
    m_spanMs = from.msecsTo(m_clock->utcNow());
    look();
}

void GrafanaPanel::look()
{
    if (!m_port || m_wish.target.isEmpty())
        return;
    GrafanaWish wish = m_wish;
    if (!wish.to.isValid())
        wish.from = m_clock->utcNow().addMSecs(-m_spanMs);
    m_port->look(wish);
}

void GrafanaPanel::take(const GrafanaSightPtr &sight)
{
    if (!sight || sight->target != m_wish.target || sight->words != m_wish.words)
        return;
    const bool other = !m_sight || m_sight->annotations != sight->annotations;
    m_sight = sight;
    setVisible(true);
    show(*sight);
    if (other)
        Q_EMIT annotationsChanged();
}

void GrafanaPanel::show(const GrafanaSight &sight)
{
    m_boards->setBoards(sight.boards, sight.target.name);
    m_annotations->setAnnotations(sight.annotations, sight.boards);
    m_boardTable->setNote(sight.boardsRead.more ? tr("the first %n; there may be more", nullptr, int(sight.boards.size())) : QString());
    m_annotationTable->setNote(sight.annotationsRead.more ? tr("there may be more") : QString());
    if (!m_boardTable->table()->currentIndex().isValid() && m_boards->rowCount() > 0)
        m_boardTable->table()->selectRow(0);
    choose();
    tick();
}

void GrafanaPanel::tick()
{
    const QDateTime now = m_clock->utcNow();
    const GrafanaSight none;
    const GrafanaSight &sight = m_sight ? *m_sight : none;
    const bool doubt = isInDoubt(sight);
    m_state->setFact(doubt ? QStringLiteral("⚠ ") + grafanaSentence(sight, now) : grafanaSentence(sight, now));
    const bool undelivered = !sight.delivery.problem.isEmpty() || sight.delivery.skipped > 0;
    const QString delivery = deliverySentence(sight.delivery, now);
    m_delivery->setFact(undelivered ? QStringLiteral("⚠ ") + delivery : delivery);
    m_delivery->setVisible(!delivery.isEmpty());
    for (const auto &[label, bad] : {std::pair(m_state, doubt), {m_delivery, undelivered}}) {
        QPalette ink = label->palette();
        ink.setColor(QPalette::WindowText, m_theme->color(bad ? Token::Warn : Token::Text2));
        label->setPalette(ink);
    }
    m_annotations->setNow(now);
    m_boardTable->setStale(isOld(sight.boardsRead, now));
    m_annotationTable->setStale(isOld(sight.annotationsRead, now));
    m_boardTable->setEmptySentence(emptyBoards(sight));
    m_annotationTable->setEmptySentence(emptyAnnotations(sight, now));
}

void GrafanaPanel::choose()
{
    const bool chosen = m_boardTable->table()->currentIndex().isValid();
    m_open->setEnabled(chosen);
    m_open->setAccessibleDescription(chosen ? tr("in the browser, for this service and the range of the charts") : tr("choose a board"));
}

/// For the range that the charts have at this moment, not when the boards were read.
void GrafanaPanel::openBoard()
{
    const QModelIndex current = m_boardTable->table()->currentIndex();
    if (!current.isValid() || !m_sight)
        return;
    const QDateTime now = m_clock->utcNow();
    const QDateTime from = m_wish.to.isValid() ? m_wish.from : now.addMSecs(-m_spanMs);
    const QString url = boardUrl(m_sight->source, m_boards->rowAt(current.row()).board.uid, m_wish.target.name, from, m_wish.to.isValid() ? m_wish.to : now);
    if (url.isEmpty() || !QDesktopServices::openUrl(QUrl(url, QUrl::StrictMode)))
        m_state->announce(tr("Nothing here opens %1").arg(displaySafe(url, 300)));
}

} // namespace maestro
