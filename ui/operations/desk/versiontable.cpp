// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/desk/versiontable.h"

#include "parts/rowtable.h"
#include "text/desk/desktext.h"
#include "text/humanize.h"

#include <QHeaderView>

namespace maestro {

namespace {

constexpr int versionsShown = 60;

QString timeText(const QDateTime &at)
{
    return at.isValid() ? utcText(at) : VersionTable::tr("unknown");
}

QString goodText(const KnownGood &good)
{
    return VersionTable::tr("%1: %2").arg(goodSourceWord(good.source), goodReasonText(good));
}

} // namespace

ShareTable::ShareTable(const QString &name, const Columns &columns, const Theme *theme, QWidget *parent)
    : QTableWidget(0, int(columns.size()), parent)
    , m_columns(columns)
{
    setAccessibleName(name);
    QStringList titles;
    for (const auto &[title, share] : columns)
        titles << title;
    setHorizontalHeaderLabels(titles);
    makeRowTable(this);
    setWordWrap(true);
    setShowGrid(true);
    setFont(theme->font(FontRole::Secondary));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void ShareTable::addRow(const QStringList &cells)
{
    const int row = rowCount();
    insertRow(row);
    for (int section = 0; section < cells.size(); ++section)
        setItem(row, section, new QTableWidgetItem(cells.at(section)));
}

void ShareTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    int all = 0;
    for (const auto &[title, share] : std::as_const(m_columns))
        all += share;
    for (int section = 0; section < m_columns.size(); ++section)
        setColumnWidth(section, viewport()->width() * m_columns.at(section).second / all);
}

VersionTable::VersionTable(const Theme *theme, QWidget *parent)
    : ShareTable(tr("Versions to go back to"), {{tr("Revision"), 18}, {tr("Version"), 26}, {tr("Since"), 22}, {tr("Good, and who says so"), 34}}, theme, parent)
{
}

void VersionTable::add(const QStringList &cells, const Version &version)
{
    if (m_rows.size() >= versionsShown)
        return;
    addRow(cells);
    m_rows.append(version);
}

void VersionTable::show(const RollbackOptions &options)
{
    const int chosen = currentRow();
    const bool same = chosen >= 0 && chosen < m_rows.size();
    const Version before = same ? m_rows.at(chosen) : Version();
    setRowCount(0);
    m_rows.clear();
    const auto saidOf = [&options](auto fits) {
        QStringList words;
        for (const KnownGood &good : options.lastKnownGood)
            if (fits(good))
                words << goodText(good);
        return words.join(QStringLiteral("; "));
    };
    for (const Revision &revision : options.before->revisions) {
        QStringList roles;
        for (const RevisionRole role : revision.roles)
            roles << roleWord(role);
        const QString image = revision.images.value(0);
        add({tr("%1, %2").arg(revision.number).arg(roles.join(QStringLiteral(", "))), displaySafe(imageTag(image), 80), timeText(revision.createdAt),
             saidOf([&](const KnownGood &good) { return good.revision > 0 && good.revision == revision.number; })},
            {revision.number, 0, tagOf(image)});
    }
    for (const HelmRevision &revision : options.helm)
        add({tr("Helm %1, %2").arg(revision.number).arg(displaySafe(revision.status, 40)),
             displaySafe(tr("%1, chart %2").arg(revision.imageTag.isEmpty() ? revision.appVersion : revision.imageTag, revision.chartVersion), 120), timeText(revision.at),
             saidOf([&](const KnownGood &good) { return good.helmRevision > 0 && good.helmRevision == revision.number; })},
            {0, revision.number, revision.imageTag});
    for (const KnownGood &good : options.lastKnownGood)
        if (good.revision <= 0 && good.helmRevision <= 0)
            add({good.source == GoodSource::Registry ? tr("only in the registry") : tr("not here any more"), displaySafe(good.tag, 80), timeText(good.at), goodText(good)}, {0, 0, good.tag});
    if (same && chosen < m_rows.size() && m_rows.at(chosen) == before) // further tags come last: a choice stays
        selectRow(chosen);
}

QString VersionTable::refFor(DeskKind kind) const
{
    const int row = currentRow();
    if (row < 0 || row >= m_rows.size())
        return {};
    const Version &version = m_rows.at(row);
    const auto number = [](int of) { return of > 0 ? QString::number(of) : QString(); };
    switch (kind) {
    case DeskKind::Argo:
    case DeskKind::DeploymentUndo: return number(version.revision);
    case DeskKind::Helm: return number(version.helm);
    default: return version.tag;
    }
}

} // namespace maestro
