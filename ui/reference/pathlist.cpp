// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/pathlist.h"

#include "text/humanize.h"
#include "text/reference/referencetext.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QUrl>

namespace maestro {

PathList::PathList(Theme *theme, QWidget *parent)
    : ShelfTab(tr("Checkouts"), tr("Files and folders"), {tr("State"), tr("Path"), tr("Is"), tr("Named by"), tr("Policy")}, 1, theme, parent)
    , m_checkout(addButton(tr("&Checkout…"), tr("Choose the checkout")))
    , m_show(addButton(tr("&Show folder"), tr("Show the folder of the chosen path")))
    , m_lint(addButton(tr("&Lint as manifests"), tr("Lint the chosen folder")))
    , m_copy(addButton(tr("Cop&y path"), tr("Copy the chosen path")))
{
    connect(m_checkout, &QPushButton::clicked, this, &PathList::askCheckout);
    connect(m_show, &QPushButton::clicked, this, &PathList::showFolder);
    connect(m_lint, &QPushButton::clicked, this, [this] {
        if (const Row *of = row())
            Q_EMIT manifestsAsked(of->path.absolute);
    });
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (const Row *of = row())
            copy(of->path.absolute.isEmpty() ? of->path.path : of->path.absolute);
    });
    setShelf({});
}

void PathList::setShelf(const ReferenceShelf &shelf)
{
    m_rows.clear();
    QList<QStringList> texts;
    QStringList facts;
    for (const ReferenceCheckout &checkout : shelf.checkouts) {
        if (checkout.paths.isEmpty())
            continue;
        facts.append(tr("%1: %2.").arg(displaySafe(checkout.policy, 80), displaySafe(checkoutText(checkout), 300)));
        for (const ReferencePath &path : checkout.paths) {
            m_rows.append({checkout.policy, path});
            texts.append({pathStateText(path.state), path.path, pathTitleText(path.title), path.place, checkout.policy});
        }
    }
    if (!shelf.at.isValid())
        facts = QStringList{tr("Not read yet.")};
    else if (facts.isEmpty())
        facts = QStringList{tr("No policy names a path.")};
    else
        facts.append(tr("Looked at %1 UTC.").arg(shelf.at.toUTC().toString(QStringLiteral("HH:mm:ss"))));
    fill(texts, facts.join(u'\n'));
}

const PathList::Row *PathList::row() const
{
    const int index = chosen();
    return index >= 0 && index < m_rows.size() ? &m_rows[index] : nullptr;
}

QString PathList::policy() const
{
    if (const Row *of = row())
        return of->policy;
    QStringList names;
    for (const Row &one : m_rows)
        if (!names.contains(one.policy))
            names.append(one.policy);
    return names.size() == 1 ? names.first() : QString();
}

void PathList::choose()
{
    const Row *of = row();
    m_checkout->setEnabled(!policy().isEmpty());
    m_show->setEnabled(of && !of->path.absolute.isEmpty());
    m_lint->setEnabled(of && of->path.state == ReferencePath::State::Folder);
    m_copy->setEnabled(of);
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
    const Row *of = row();
    if (of && !of->path.absolute.isEmpty())
        open(QUrl::fromLocalFile(of->path.state == ReferencePath::State::Folder ? of->path.absolute : QFileInfo(of->path.absolute).path()).toString(QUrl::FullyEncoded));
}

} // namespace maestro
