// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/referenceport.h"
#include "theme/theme.h"

#include <QWidget>

class QPushButton;
class QTableWidget;

namespace maestro {

class FactLabel;

/// The manifests of a folder: what they hold, and what is wrong in them with file and line (ledger REF-04). GUI thread.
class ManifestList : public QWidget
{
    Q_OBJECT
public:
    ManifestList(ReferencePort *reference, Theme *theme, QWidget *parent);

    void lint(const QString &folder);

Q_SIGNALS:
    void said(QString text);

private:
    void take(const QString &folder, const ManifestReport &report);
    void askFolder();
    void copy();

    ReferencePort *m_reference;
    QString m_folder; ///< asked for last
    ManifestReport m_report;
    FactLabel *m_state;
    QTableWidget *m_items;
    QTableWidget *m_findings;
    QPushButton *m_browse;
    QPushButton *m_again;
    QPushButton *m_copy;
};

} // namespace maestro
