// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/clock.h"
#include "domain/base/present.h"
#include "ports/checkpointport.h"
#include "theme/glyph.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QGridLayout;
class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace maestro {

class FactLabel;
class PillLabel;
class ThemedLabel;

/// How a go/no-go point looks: one that is overdue warns, one that nobody decided is no go.
StateLook lookOf(const CheckpointState &state, const QDateTime &now);

/// The go/no-go points of one workload: when each is due, what a go needs and which of it is there, who decided; and the decision at the
/// one that is chosen. Hidden where the policy has none. The reason is that of whoever shows it. What was ticked and chosen is kept until it is said.
class CheckpointPanel : public QWidget
{
    Q_OBJECT
public:
    /// `port` may be null: then it stays hidden.
    CheckpointPanel(CheckpointPort *port, const Clock *clock, Theme *theme, QWidget *parent = nullptr);

    void open(const ObjectRef &target);
    void setReason(const QString &reason);
    void showTimes(); ///< counts on: once a second

    static constexpr int reasonAtLeast = 10;

Q_SIGNALS:
    void asked(); ///< a decision is on its way
    void recorded();
    void refused(maestro::Error error);

private:
    struct Row
    {
        QRadioButton *choose = nullptr;
        FactLabel *due = nullptr;
        PillLabel *pill = nullptr;
    };
    struct Draft
    {
        QStringList checked;
        QMap<QString, QString> files;
    };

    QWidget *buildDetail();
    void take(const CheckpointList &list);
    void fail(const ObjectRef &target, const Error &error);
    void buildRows();
    void choose(int index);
    void buildNeeds();
    void showChosen();
    void attach(const QString &need);
    void say(const QString &choice);
    QString whyNoGo() const; ///< what a go still needs; empty: nothing
    const CheckpointState *chosen() const;
    Draft &draft();

    CheckpointPort *m_port;
    const Clock *m_clock;
    SteadyPresent m_present;
    Theme *m_theme;
    ObjectRef m_target;
    CheckpointList m_list;
    QString m_reason;
    bool m_isSaying = false;
    int m_chosen = -1;
    QHash<QString, Draft> m_drafts; ///< by title and phase
    FactLabel *m_why;
    QGridLayout *m_grid;
    QButtonGroup *m_group;
    QList<Row> m_rows;
    QWidget *m_detail = nullptr;
    QVBoxLayout *m_items = nullptr;
    QWidget *m_parts = nullptr; ///< ticks and files of the chosen one, made anew for each
    FactLabel *m_needs = nullptr;
    FactLabel *m_said = nullptr;
    QComboBox *m_wait = nullptr;
    QPushButton *m_go = nullptr;
    QPushButton *m_noGo = nullptr;
    QPushButton *m_defer = nullptr;
};

} // namespace maestro
