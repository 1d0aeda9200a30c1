// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "items/journalmodel.h"
#include "theme/smallparts.h"

#include <QWidget>

class QCheckBox;
class QPlainTextEdit;
class QPushButton;

namespace maestro {

class EnvironmentBadge;
class StageRow;

/// One action of the Journal, whole: what was asked, what became of it, and every recorded field as text.
class JournalInspector : public QWidget
{
    Q_OBJECT
public:
    explicit JournalInspector(Theme *theme, QWidget *parent = nullptr);

    void show(const JournalEntry *entry, const QString &environment);
    void offerPacks(bool offered);
    void offerGrafana(const QString &source); ///< empty: there is none
    bool onGrafana() const; ///< the charts of the pack become a snapshot, too
    void setPacking(bool busy); ///< a pack is being written

Q_SIGNALS:
    void exportAsked(); ///< of the whole Journal
    void packAsked(QString id); ///< evidence of the action that is shown

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void copyText();

    Theme *m_theme;
    EnvironmentBadge *m_badge;
    ThemedLabel *m_place;
    ThemedLabel *m_title;
    ThemedLabel *m_who;
    StageRow *m_stages;
    ThemedLabel *m_reason;
    QPlainTextEdit *m_record;
    QPushButton *m_copy;
    QPushButton *m_pack;
    QCheckBox *m_onGrafana;
    QString m_id; ///< of the action that is shown
};

} // namespace maestro
