// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/triage/metrichistory.h"
#include "theme/theme.h"

#include <QFrame>

namespace maestro {

class DataAgeLabel;
class FactLabel;
class LinkRow;
class ThemedLabel;

/// One metric of the checklist over its last hour (ledger TRI-07, SLO-28): number, line with the gate's limits, how old the newest sample is,
/// where to look further; or why it is not measured. GUI thread.
class MetricTile : public QFrame
{
    Q_OBJECT
public:
    explicit MetricTile(Theme *theme, QWidget *parent = nullptr);

    void showHistory(const MetricHistory &history, const QDateTime &now);
    void showAge(const QDateTime &now); ///< the present by our clock

Q_SIGNALS:
    void failed(QString text); ///< no browser took a link

private:
    class Line;

    Theme *m_theme;
    MetricHistory m_history;
    ThemedLabel *m_title;
    DataAgeLabel *m_age;
    FactLabel *m_value;
    FactLabel *m_limits;
    Line *m_line;
    FactLabel *m_span;
    LinkRow *m_links;
};

/// The line in words, for those who do not see it: from, to, lowest, highest, gaps. Empty: there is no line.
QString historySentence(const MetricHistory &history);

} // namespace maestro
