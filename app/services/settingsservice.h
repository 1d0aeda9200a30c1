// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "config/settings.h"
#include "ports/settingsport.h"

namespace maestro {

/// Settings of the window in config/settings.json. Lives on the GUI thread: small and synchronous.
class SettingsService final : public SettingsPort
{
    Q_OBJECT
public:
    explicit SettingsService(const QString &file, QObject *parent = nullptr);

    QVariant value(const QString &key, const QVariant &fallback = {}) const override;
    void setValue(const QString &key, const QVariant &value) override;

private:
    Settings m_settings;
};

} // namespace maestro
