// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "ports/grafanaport.h"
#include "theme/theme.h"

#include <QFrame>

class QLineEdit;
class QPushButton;

namespace maestro {

class AnnotationModel;
class DetailTable;
class FactLabel;
class GrafanaBoardModel;

/// What Grafana has for the open rollout: boards that open in the browser for its service and the range of the charts, and annotations with
/// age and author (ledger CON-07, TML-06). Hidden without a Grafana; one that cannot be read says why. GUI thread.
class GrafanaPanel : public QFrame
{
    Q_OBJECT
public:
    GrafanaPanel(const Clock *clock, Theme *theme, QWidget *parent = nullptr);

    void setPort(GrafanaPort *port);
    void open(const ObjectRef &ref);
    void setRange(const QDateTime &from, const QDateTime &to); ///< an invalid `to` follows the present
    void tick();
    QList<GrafanaAnnotation> annotations() const { return m_sight ? m_sight->annotations : QList<GrafanaAnnotation>(); }

Q_SIGNALS:
    void annotationsChanged();

private:
    void look();
    void take(const GrafanaSightPtr &sight);
    void show(const GrafanaSight &sight);
    void choose();
    void openBoard();

    GrafanaPort *m_port = nullptr;
    const Clock *m_clock;
    Theme *m_theme;
    GrafanaWish m_wish;
    qint64 m_spanMs = 0; ///< of a range that follows
    GrafanaSightPtr m_sight; ///< of the open rollout; null: none yet
    GrafanaBoardModel *m_boards;
    AnnotationModel *m_annotations;
    FactLabel *m_state;
    FactLabel *m_delivery;
    QLineEdit *m_words;
    QPushButton *m_open;
    QPushButton *m_again;
    DetailTable *m_boardTable;
    DetailTable *m_annotationTable;
};

} // namespace maestro
