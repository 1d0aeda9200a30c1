// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/pathlist.h"

#include "reference/plaintable.h"
#include "text/humanize.h"
#include "text/reference/referencetext.h"
#include "theme/factlabel.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace maestro {

PathList::PathList(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_state(new FactLabel(tr("Checkouts"), this))
    , m_table(plainTable(tr("Files and folders"), {tr("State"), tr("Path"), tr("Is"), tr("Named by"), tr("Policy")}, 1, theme, this))
    , m_checkout(plainButton(tr("&Checkout…"), this))
    , m_show(plainButton(tr("&Show folder"), this))
    , m_lint(plainButton(tr("&Lint as manifests"), this))
    , m_copy(plainButton(tr("Cop&y path"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(10), theme->px(8));
    column->setSpacing(theme->px(8));
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    column->addWidget(m_table, 1);
    auto *row = new QHBoxLayout;
    m_checkout->setAccessibleName(tr("Choose the checkout"));
    m_show->setAccessibleName(tr("Show the folder of the chosen path"));
    m_lint->setAccessibleName(tr("Lint the chosen folder"));
    m_copy->setAccessibleName(tr("Copy the chosen path"));
    for (QPushButton *button : {m_checkout, m_show, m_lint, m_copy})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    setFocusProxy(m_table);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &PathList::choose);
    connect(m_checkout, &QPushButton::clicked, this, &PathList::askCheckout);
    connect(m_show, &QPushButton::clicked, this, &PathList::showFolder);
    connect(m_lint, &QPushButton::clicked, this, [this] {
        if (const Row *of = chosen())
            Q_EMIT manifestsAsked(of->path.absolute);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const Row *of = chosen()) {
            const QString text = displaySafe(of->path.absolute.isEmpty() ? of->path.path : of->path.absolute, 4'000);
            QGuiApplication::clipboard()->setText(text);
            Q_EMIT said(tr("Copied: %1").arg(text));
        }
    });
    setShelf({});
}

void PathList::setShelf(const ReferenceShelf &shelf)
{
    m_checkouts = shelf.checkouts;
    m_rows.clear();
    QList<QStringList> texts;
    QStringList facts;
    for (const ReferenceCheckout &checkout : std::as_const(m_checkouts)) {
        if (checkout.paths.isEmpty())
            continue;
        facts.append(tr("%1: %2.").arg(displaySafe(checkout.policy, 80), displaySafe(checkoutText(checkout), 300)));
        for (const ReferencePath &path : checkout.paths) {
            m_rows.append({checkout.policy, path});
            texts.append({pathStateText(path.state), path.path, pathTitleText(path.title), path.place, checkout.policy});
        }
    }
    fillTable(m_table, texts);
    if (!shelf.at.isValid())
        facts = QStringList{tr("Not read yet.")};
    else if (facts.isEmpty())
        facts = QStringList{tr("No policy names a path.")};
    else
        facts.append(tr("Looked at %1 UTC.").arg(shelf.at.toUTC().toString(QStringLiteral("HH:mm:ss"))));
    m_state->setFact(facts.join(u'\n'));
    choose();
}

const PathList::Row *PathList::chosen() const
{
    const int row = chosenRow(m_table);
    return row >= 0 && row < m_rows.size() ? &m_rows[row] : nullptr;
}

QString PathList::policy() const
{
    if (const Row *row = chosen())
        return row->policy;
    QStringList names;
    for (const Row &row : m_rows)
        if (!names.contains(row.policy))
            names.append(row.policy);
    return names.size() == 1 ? names.first() : QString();
}

void PathList::choose()
{
    const Row *row = chosen();
    m_checkout->setEnabled(!policy().isEmpty());
    m_show->setEnabled(row && !row->path.absolute.isEmpty());
    m_lint->setEnabled(row && row->path.state == ReferencePath::State::Folder);
    m_copy->setEnabled(row);
}

void PathList::askCheckout()
{
    const QString of = policy();
    auto *dialog = new QFileDialog(this, tr("Checkout of the repository of %1").arg(displaySafe(of, 80)));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, of](const QString &folder) { Q_EMIT checkoutChosen(of, folder); });
    dialog->open();
}

/// Never the file itself: whatever opens it might run it.
void PathList::showFolder()
{
    const Row *row = chosen();
    if (!row || row->path.absolute.isEmpty())
        return;
    const QString folder = row->path.state == ReferencePath::State::Folder ? row->path.absolute : QFileInfo(row->path.absolute).path();
    if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        Q_EMIT said(tr("Nothing here opens %1").arg(displaySafe(folder, 300)));
}

} // namespace maestro
