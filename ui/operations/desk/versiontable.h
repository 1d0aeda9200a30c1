// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/rollbackoptions.h"
#include "theme/theme.h"

#include <QTableWidget>

namespace maestro {

/// A table of texts of any length: columns keep their share of the width, rows grow. GUI thread.
class ShareTable : public QTableWidget
{
    Q_OBJECT
public:
    using Columns = QList<std::pair<QString, int>>; ///< title and share

    ShareTable(const QString &name, const Columns &columns, const Theme *theme, QWidget *parent);

    void addRow(const QStringList &cells);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    Columns m_columns;
};

/// What an object ran before, revision by revision, then Helm's own history, with a mark where somebody says that it was good.
class VersionTable : public ShareTable
{
    Q_OBJECT
public:
    VersionTable(const Theme *theme, QWidget *parent);

    void show(const RollbackOptions &options);
    /// The chosen row as this kind of way understands it: revision, Helm revision or tag; empty: it does not.
    QString refFor(DeskKind kind) const;

private:
    struct Version
    {
        int revision = 0;
        int helm = 0;
        QString tag;

        bool operator==(const Version &) const = default;
    };

    void add(const QStringList &cells, const Version &version);

    QList<Version> m_rows;
};

} // namespace maestro
