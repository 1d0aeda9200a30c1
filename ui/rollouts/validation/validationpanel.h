// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/ports.h"
#include "ports/validationport.h"
#include "theme/theme.h"

#include <QWidget>

class QGridLayout;
class QPlainTextEdit;
class QPushButton;

namespace maestro {

class FactLabel;
class PillLabel;
class ThemedLabel;

/// Whether the last way back of the open rollout worked: the stopwatch, each check with what was read, whom to tell by when, and the
/// drafted message. Hidden where nothing went back within a day. GUI thread.
class ValidationPanel : public QWidget
{
    Q_OBJECT
public:
    ValidationPanel(const Ports &ports, Theme *theme, QWidget *parent = nullptr);

    void open(const ObjectRef &ref);
    void tick(const QDateTime &now); ///< each second: the stopwatch and the clocks

private:
    struct Row
    {
        PillLabel *pill;
        ThemedLabel *name;
        FactLabel *reads;
        FactLabel *took;
        QPushButton *run; ///< of a script
    };

    void build();
    void take(const QList<ValidationView> &views);
    void show(const QDateTime &now);
    void showItems();
    void fitMessage();
    void showStall(const QDateTime &now);
    void showClocks(const QDateTime &now);
    void runScripts(const QStringList &items);
    QStringList scripts() const; ///< items that are programs and not ok yet
    void markSent();
    void copy(const QString &text);
    QString messageItem() const; ///< the first one nobody sent yet; empty: none

    ValidationPort *m_port;
    const Clock *m_clock;
    Theme *m_theme;
    ObjectRef m_ref;
    QList<ValidationView> m_views;
    std::optional<ValidationView> m_view; ///< of the open rollout
    PillLabel *m_pill;
    FactLabel *m_sentence;
    FactLabel *m_stopwatch;
    QPushButton *m_more;
    QWidget *m_details;
    QGridLayout *m_items = nullptr;
    QList<Row> m_rows;
    QPushButton *m_runAll = nullptr;
    FactLabel *m_stalled = nullptr;
    FactLabel *m_clocks = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_told = nullptr;
    QPushButton *m_acknowledge = nullptr;
    QString m_clockId; ///< what the two buttons are about
    QPlainTextEdit *m_message = nullptr;
    QPushButton *m_sendMessage = nullptr;
    QPushButton *m_sent = nullptr;
};

} // namespace maestro
