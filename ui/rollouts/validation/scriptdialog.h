// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/validationport.h"
#include "theme/theme.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QTimer>

class QPlainTextEdit;
class QPushButton;

namespace maestro {

class FactLabel;
class PillLabel;

/// Scripts of a validation or checks of a suite, one after the other: what would run, a person's word, then what they say and how each ended (ledger VAL-07,
/// VAL-08). Nothing is started before the button is pressed, and it rests for 700 ms after the dialog appears. A dialog that is closed
/// starts no further script; the one under way goes on, and its end is recorded. GUI thread; deletes itself.
class ScriptDialog : public QDialog
{
    Q_OBJECT
public:
    /// Without a title it says how many scripts there are.
    ScriptDialog(ValidationPort *port, const QString &id, const QStringList &items, Theme *theme, QWidget *parent, const QString &title = {});

    static constexpr int shieldMs = 700;

private:
    enum class State { Asked, Ready, Refused, Running, Passed, Failed, NotStarted };
    struct Row
    {
        CheckScript script;
        State state = State::Asked;
        PillLabel *pill;
        FactLabel *text;
        QElapsedTimer running;
        QString note;
        qint64 tookMs = 0;
    };

    void build(const QStringList &items);
    void takePlan(const CheckScript &script);
    void takeEnd(const QString &id, const QString &item, bool ok, const QString &note);
    void takeError(const QString &id, const QString &item, const Error &error);
    void startNext();
    void stop();
    void showRow(Row &row);
    void showButtons();
    Row *row(const QString &id, const QString &item);
    bool isRunning() const;

    ValidationPort *m_port;
    Theme *m_theme;
    QString m_id;
    QList<Row> m_rows;
    bool m_begun = false;
    bool m_stopped = false;
    bool m_shielded = true;
    FactLabel *m_sentence = nullptr;
    QPlainTextEdit *m_output = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_close = nullptr;
    QPushButton *m_run = nullptr;
    QTimer m_clock; ///< 1 Hz while one runs
};

} // namespace maestro
