// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/chartsave.h"
#include "charts/slochart.h"

#include <QDialog>

class QPlainTextEdit;

namespace maestro {

class DetailTable;
class SeriesModel;
class ThemedLabel;

/// One chart full size with what it stands on: the query as sent, source, age of the newest sample, targets, warnings, and all
/// samples as a table named "<metric> data". Exports PNG and CSV. Not modal; follows the chart while that one lives.
class ChartDialog : public QDialog
{
    Q_OBJECT
public:
    ChartDialog(SloChart *source, TimeCursor *cursor, Theme *theme, QWidget *parent);

    void showChart(const ChartData &given, const ChartContext &context, const std::optional<GateVerdict> &verdict, ChartKind kind);

private:
    void buildFacts(QWidget *parent);
    void save(ChartFile kind);
    void openInPrometheus();

    Theme *m_theme;
    SloChart *m_chart;
    SeriesModel *m_model;
    DetailTable *m_table;
    QPlainTextEdit *m_query;
    ThemedLabel *m_facts;
    ThemedLabel *m_result;
};

/// Source, age, targets, warnings and error of an answer, in words.
QString provenanceText(const Provenance &provenance, const QDateTime &now);

} // namespace maestro
