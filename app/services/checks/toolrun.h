// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/supervisedprocess.h"
#include "services/checks/checkattempt.h"

#include <QTimer>

namespace maestro {

/// An attempt that is a program: supervised; when this process dies it goes on, and the next ToolRun of it records its end.
class ToolRun final : public CheckAttempt
{
    Q_OBJECT
public:
    ToolRun(ToolCheck check, Means means, QObject *parent = nullptr);

    bool stop() override;

private:
    void begin() override;
    void resume() override;
    void look();
    void end(bool ok, const QString &note, const ProcessReport &report);
    void tellLines(const QByteArray &output, bool whole);

    QString m_folder;
    QString m_marker;
    SupervisedProcess m_process;
    QTimer m_look;
    qsizetype m_toldTo = 0; ///< bytes of the output
};

} // namespace maestro
