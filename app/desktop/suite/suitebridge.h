// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/suite/suiteport.h"

namespace maestro {

/// As those in bridges.h.
class SuiteBridge final : public SuitePort
{
    Q_OBJECT
public:
    SuiteBridge(SuitePort *service, QObject *parent);
    void open(const ObjectRef &target) override;
    void propose(const ObjectRef &target, const QString &suite) override;

private:
    SuitePort *m_service;
};

} // namespace maestro
