// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/reference/grafanaboard.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

struct AnnotationRow
{
    GrafanaAnnotation annotation;

    QString key() const;
    bool operator==(const AnnotationRow &) const = default;
};

/// Annotations of Grafana, the newest first; `board` tells the title of a uid that is known.
class AnnotationModel : public KeyedTableModel<AnnotationRow>
{
    Q_OBJECT
public:
    enum Column { At, Age, Text, By, Tags, Board, ColumnCount };

    using KeyedTableModel::KeyedTableModel;

    void setAnnotations(const QList<GrafanaAnnotation> &annotations, const QList<GrafanaBoard> &boards);
    void setNow(const QDateTime &utc);
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const GrafanaAnnotation &one, int column) const;

    QDateTime m_now;
    QHash<QString, QString> m_titles; ///< by uid
};

} // namespace maestro
