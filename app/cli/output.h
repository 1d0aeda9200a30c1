// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QJsonObject>
#include <QStringList>

namespace maestro {

/// The two streams of a program: answers on stdout, everything else on stderr. Writes are complete when they return; nothing is
/// buffered. SIGPIPE must be ignored by the program.
class Output
{
public:
    Output(int answers, int prose, bool json);

    bool json() const { return m_json; }
    void answer(const QJsonObject &document); ///< one line; only with --json
    /// The same with the empty array `member` of the document filled with `items`, each one compact JSON.
    void answer(const QJsonObject &document, const QByteArray &member, const QByteArrayList &items);
    void answer(const QString &text); ///< only without --json
    void answerPart(const QByteArray &bytes); ///< of one line of JSON too long to be held; only with --json
    void note(const QString &line); ///< stderr
    /// Error document with --json, and words with the hint on stderr in any case.
    void error(const Error &error, int exitCode);

    bool readerGone() const { return m_readerGone; } ///< EPIPE: somebody had enough
    bool failed() const { return m_failure != 0; } ///< the answer could not be written, e.g. to a full disk
    /// Looks whether somebody still reads what would be said next; sets readerGone().
    void lookForReader();
    void noteFailure(); ///< tells it on stderr, where it failed

private:
    void write(int fd, const QByteArray &bytes);

    int m_answers;
    int m_prose;
    bool m_json;
    bool m_readerGone = false;
    int m_failure = 0; ///< errno
};

/// Columns separated by two spaces, no trailing blanks; every cell is made harmless first.
class TextTable
{
public:
    explicit TextTable(const QStringList &titles);

    void add(const QStringList &cells);
    bool isEmpty() const { return m_rows.size() < 2; }
    QString text() const;

private:
    QList<QStringList> m_rows;
};

} // namespace maestro
