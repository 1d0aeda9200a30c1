// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace maestro {

/// Widgets in a row that goes on in the next line where the first is full: nothing is cut, whatever the language and the window. Owns its items.
class FlowRow : public QLayout
{
public:
    FlowRow(QWidget *parent, int gap);
    ~FlowRow() override;

    /// More room before the next widget, where it does not begin a line.
    void addGap(int px) { m_gapBefore.insert(int(m_items.size()), px); }

    void addItem(QLayoutItem *item) override;
    int count() const override { return int(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange(QRect(0, 0, width, 0), false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    /// The height that is needed; `move` puts the widgets there.
    int arrange(const QRect &rect, bool move) const;

    int m_gap;
    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    QHash<int, int> m_gapBefore;
};

} // namespace maestro
