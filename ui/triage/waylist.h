// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/rollbackoptions.h"
#include "theme/theme.h"

#include <QWidget>

class QVBoxLayout;

namespace maestro {

class FactLabel;
class ThemedLabel;
class WayRow;

/// The ways back in the order of the policy, each with where it goes, how long it took here, and why it cannot be taken. What is shown was
/// read at a moment, which is said; taking one reads anew. GUI thread.
class WayList : public QWidget
{
    Q_OBJECT
public:
    explicit WayList(Theme *theme, QWidget *parent = nullptr);

    /// Null: not read; `why` says so.
    void showWays(const RollbackOptionsPtr &options, const QString &why);

Q_SIGNALS:
    void chosen(QString way);

private:
    Theme *m_theme;
    ThemedLabel *m_asOf;
    FactLabel *m_none;
    QVBoxLayout *m_column;
    QList<WayRow *> m_rows;
};

} // namespace maestro
