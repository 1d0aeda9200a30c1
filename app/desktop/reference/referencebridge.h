// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/referenceport.h"

namespace maestro {

/// ReferencePort on the GUI thread, see bridges.h.
class ReferenceBridge final : public ReferencePort
{
    Q_OBJECT
public:
    ReferenceBridge(ReferencePort *service, QObject *parent);
    void read(const CheckoutFolders &chosen) override;
    void lint(const QString &folder) override;

private:
    ReferencePort *m_service;
};

} // namespace maestro
