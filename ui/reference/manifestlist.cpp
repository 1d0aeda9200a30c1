// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/manifestlist.h"

#include "reference/plaintable.h"
#include "text/humanize.h"
#include "theme/factlabel.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace maestro {

namespace {

QString placeOf(const QString &file, int line)
{
    return line > 0 ? QStringLiteral("%1:%2").arg(file).arg(line) : file;
}

} // namespace

ManifestList::ManifestList(ReferencePort *reference, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_reference(reference)
    , m_state(new FactLabel(tr("Manifests"), this))
    , m_items(plainTable(tr("Objects"), {tr("Where"), tr("Kind"), tr("Name"), tr("Steps or metrics")}, 3, theme, this))
    , m_findings(plainTable(tr("Findings"), {tr("Where"), tr("Severity"), tr("Message")}, 2, theme, this))
    , m_browse(plainButton(tr("&Folder…"), this))
    , m_again(plainButton(tr("&Again"), this))
    , m_copy(plainButton(tr("Cop&y findings"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(10), theme->px(8), theme->px(10), theme->px(8));
    column->setSpacing(theme->px(8));
    auto *row = new QHBoxLayout;
    m_browse->setAccessibleName(tr("Choose the folder of manifests"));
    m_again->setAccessibleName(tr("Read the manifests again"));
    m_copy->setAccessibleName(tr("Copy the findings"));
    for (QPushButton *button : {m_browse, m_again, m_copy})
        row->addWidget(button);
    row->addStretch(1);
    column->addLayout(row);
    m_state->setWordWrap(true);
    column->addWidget(m_state);
    column->addWidget(m_items, 3);
    column->addWidget(m_findings, 2);
    setFocusProxy(m_browse);
    m_state->setFact(tr("No folder was read yet."));
    m_browse->setEnabled(m_reference);
    m_again->setEnabled(false);
    m_copy->setEnabled(false);
    connect(m_browse, &QPushButton::clicked, this, &ManifestList::askFolder);
    connect(m_again, &QPushButton::clicked, this, [this] { lint(m_folder); });
    connect(m_copy, &QPushButton::clicked, this, &ManifestList::copy);
    if (!m_reference)
        return;
    connect(m_reference, &ReferencePort::manifestsRead, this, &ManifestList::take);
    connect(m_reference, &ReferencePort::manifestsFailed, this, [this](const QString &folder, const Error &error) {
        if (folder != m_folder)
            return;
        take(folder, {});
        m_copy->setEnabled(false);
        m_state->announce(tr("Not read: %1").arg(displaySafe(error.message, 300)));
    });
}

void ManifestList::lint(const QString &folder)
{
    if (!m_reference || folder.isEmpty())
        return;
    m_folder = folder;
    m_again->setEnabled(false);
    m_state->setFact(tr("Reading %1").arg(displaySafe(folder, 300)));
    m_reference->lint(folder);
}

void ManifestList::take(const QString &folder, const ManifestReport &report)
{
    if (folder != m_folder)
        return; // another one was asked for meanwhile
    m_report = report;
    QList<QStringList> items;
    for (const ManifestItem &item : report.items)
        items.append({placeOf(item.file, item.line), item.kind, item.name, item.summary});
    fillTable(m_items, items);
    QList<QStringList> findings;
    int errors = 0;
    for (const ManifestFinding &one : report.findings) {
        errors += !one.warning;
        findings.append({placeOf(one.file, one.line), one.warning ? tr("warning") : tr("ERROR"), one.message});
    }
    fillTable(m_findings, findings);
    const QString count = tr("%n file(s)", nullptr, report.files);
    const QString faults = errors > 0 ? tr("%n ERROR(S)", nullptr, errors) : tr("no error");
    m_state->announce(tr("%1: %2, %3, %4.").arg(displaySafe(folder, 300), count, faults, tr("%n warning(s)", nullptr, int(report.findings.size()) - errors)));
    m_again->setEnabled(true);
    m_copy->setEnabled(!report.findings.isEmpty());
}

void ManifestList::askFolder()
{
    auto *dialog = new QFileDialog(this, tr("Folder of manifests"), m_folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, &ManifestList::lint);
    dialog->open();
}

void ManifestList::copy()
{
    QStringList lines;
    for (const ManifestFinding &one : std::as_const(m_report.findings))
        lines.append(QStringLiteral("%1: %2: %3").arg(displaySafe(placeOf(one.file, one.line), 400), one.warning ? tr("warning") : tr("ERROR"), displaySafe(one.message, 400)));
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    Q_EMIT said(tr("Copied: %n line(s)", nullptr, int(lines.size())));
}

} // namespace maestro
