// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/alerts/silencewriter.h"
#include "services/checks/checkattempt.h"

namespace maestro {

/// An attempt that is one HTTP request (ledger VAL-09): sent once, never again by itself. Redirects are not followed. When this process dies
/// before the answer, nobody knows what was answered, and the attempt counts as failed.
class RequestRun final : public CheckAttempt
{
    Q_OBJECT
public:
    RequestRun(ToolCheck check, Means means, QObject *parent = nullptr);

    bool stop() override; ///< the answer is not waited for any longer

private:
    void begin() override;
    void resume() override;
    void take(const WriteAnswer &answer);
    void end(bool ok, const QString &note, const WriteAnswer &answer);

    bool m_waiting = false;
};

/// What an answer says about the request: whether it is what the policy expects, and what it was, in words. Pure.
std::pair<bool, QString> judgedRequest(const RequestCheck &check, const WriteAnswer &answer);

} // namespace maestro
