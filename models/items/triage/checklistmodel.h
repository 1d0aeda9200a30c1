// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/triagerun.h"

#include <QAbstractListModel>

namespace maestro {

/// A run as a list: the heading of each step with what is worst in it, its items below. GUI thread.
class ChecklistModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role { ItemId = Qt::UserRole, Heading, Finding, State, Ticked, Number, Milliseconds, Kept };

    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override; ///< headings cannot be chosen

    /// Null: nothing. The same run changes its rows, another one replaces them.
    void setView(const TriageViewPtr &view);
    const TriageItem *itemAt(int row) const; ///< null: a heading
    int rowOf(const QString &itemId) const; ///< -1: none
    int firstBad() const; ///< row of the first bad item, else of the first item; -1: none

private:
    struct Row
    {
        QString step; ///< of a heading
        int number = 0;
        qsizetype item = -1;
        bool operator==(const Row &) const = default;
    };
    ItemState stateOfStep(int row) const;
    QString summaryOfStep(int row) const;

    TriageViewPtr m_view;
    QList<Row> m_rows;
};

} // namespace maestro
