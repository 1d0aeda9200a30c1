// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/mass/massview.h"
#include "items/detailroles.h"
#include "items/keyedtablemodel.h"

namespace maestro {

/// One row of a mass rollback as shown.
struct MassItem
{
    enum class Stage { Preview, Left, Waiting, UnderWay, Ended }; ///< Left: not part of the run

    MassRow row;
    QString what; ///< second line of "What will be sent"
    Stage stage = Stage::Preview;
    QString result; ///< in a preview how long it takes, as far as that is known
    Tone tone = Tone::Plain; ///< of the result

    ObjectRef key() const { return row.ref; }
    bool operator==(const MassItem &) const = default;
};

/// A preview with a check column, or a run with a result for each of its rows. A check mark is only asked for here; the next plan
/// says whether it is so. GUI thread.
class MassModel : public KeyedTableModel<MassItem>
{
    Q_OBJECT
public:
    enum Column { Name, State, Weight, Deed, Outcome, ColumnCount };
    enum Role { SecondRole = Qt::UserRole + 20, CheckableRole };

    using KeyedTableModel::KeyedTableModel;

    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    /// `abortSeconds` and `rollbackSeconds`: what such an action took here.
    void setPlan(const MassPlan &plan, const QDateTime &now, const std::optional<double> &abortSeconds = {}, const std::optional<double> &rollbackSeconds = {});
    void setReport(const MassReport &report, bool running, const QDateTime &now);

Q_SIGNALS:
    void chooseAsked(maestro::ObjectRef ref, bool chosen);

private:
    void setRun(bool run);

    bool m_run = false; ///< a run, not a preview: state and weight are those of before
};

} // namespace maestro
