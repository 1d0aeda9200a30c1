// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/sloreport.h"
#include "theme/theme.h"

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace maestro {

class DetailTable;
class SeriesModel;
class ThemedLabel;

/// Any PromQL, once, on the Prometheus of the open rollout; the answer as a table, its source beside it, and the way to the
/// graph page of that Prometheus (CON-05).
class QueryBox : public QFrame
{
    Q_OBJECT
public:
    explicit QueryBox(Theme *theme, QWidget *parent = nullptr);

    void setSource(const QString &source); ///< base address for the link until an answer says its own
    void setExpression(const QString &promql);
    void run(const QString &promql); ///< written into the box and asked
    void showAnswer(const QString &promql, const QList<SampleSeries> &result, const Provenance &provenance, const QDateTime &now);
    QUrl graphUrl() const;

Q_SIGNALS:
    void asked(QString promql);

private:
    void ask();
    void open();

    Theme *m_theme;
    QString m_source;
    QString m_asked;
    QLineEdit *m_text;
    QPushButton *m_run;
    ThemedLabel *m_facts;
    SeriesModel *m_model;
    DetailTable *m_table;
};

} // namespace maestro
