// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/recorders/recorder.h"

#include <QStringList>

namespace maestro::sandbox {

/// Grafana: boards, annotations and snapshots of its HTTP API, as far as a console asks for them. What is posted is there afterwards.
class GrafanaRecorder final : public Recorder
{
    Q_OBJECT
public:
    using Recorder::Recorder;

    struct Board
    {
        QString uid;
        QString title;
        QString folder;
    };
    struct Annotation
    {
        QDateTime at;
        QString text;
        QStringList tags;
        QString login;
        QString board = {}; ///< uid; empty: of the organization
    };
    QList<Board> boards;
    QList<Annotation> annotations; ///< their ids count from 1
    QStringList snapshots; ///< their titles
    QString login = QStringLiteral("sa-console"); ///< who comes with the token

private:
    Reply answer(const HttpRequest &request) override;
    Reply search(const HttpRequest &request) const;
    Reply board(const QString &uid) const;
    Reply list(const HttpRequest &request) const;
    Reply annotate(const HttpRequest &request);
    Reply snapshot(const HttpRequest &request);
};

} // namespace maestro::sandbox
