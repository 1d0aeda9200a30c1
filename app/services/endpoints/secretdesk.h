// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/secretstore.h"
#include "ports/secretport.h"

namespace maestro {

/// The window's door to the secrets. Lives on the services' thread; the store outlives it.
class SecretDesk final : public SecretPort
{
    Q_OBJECT
public:
    explicit SecretDesk(SecretStore *store, QObject *parent = nullptr);

    void keep(const QString &name, const QString &secret) override;

private:
    SecretStore *m_store;
};

} // namespace maestro
