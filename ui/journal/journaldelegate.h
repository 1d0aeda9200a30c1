// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/journalmodel.h"
#include "theme/glyph.h"

#include <QStyledItemDelegate>

class QTableView;

namespace maestro {

/// Paints the Journal: day sections across all columns, two-line rows, the outcome as glyph and words.
class JournalDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    JournalDelegate(const JournalModel *model, const Theme *theme, QTableView *view);

    void setEnvironments(const QHash<QString, QString> &byContext);
    QString environmentOf(const QString &context) const { return m_environments.value(context); }
    int rowHeight(const JournalEntry &entry) const;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const JournalModel *m_model;
    const Theme *m_theme;
    QTableView *m_view;
    QHash<QString, QString> m_environments;
};

StateLook lookOfState(const QString &word); ///< the state of one record, as written
/// How the end of an action looks; an open intent never looks done.
StateLook lookOfAction(const JournalEntry &entry);

} // namespace maestro
