// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/bake/bakereport.h"
#include "theme/theme.h"

#include <QWidget>

namespace maestro {

class BakeModel;
class DetailTable;
class FactLabel;
class PillLabel;
class ThemedLabel;

/// Canary against stable: one sentence, the composite score, each comparison with sample sizes and interval, and how sure that is. Hidden
/// until there is something to tell. GUI thread.
class BakePanel : public QWidget
{
    Q_OBJECT
public:
    explicit BakePanel(Theme *theme, QWidget *parent = nullptr);

    void showReport(const BakeReportPtr &report); ///< null: nothing is known

private:
    Theme *m_theme;
    BakeModel *m_model;
    PillLabel *m_pill;
    FactLabel *m_headline;
    FactLabel *m_score;
    DetailTable *m_table;
    FactLabel *m_sure;
};

} // namespace maestro
