// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/settingsservice.h"

#include <QLoggingCategory>

Q_LOGGING_CATEGORY(settingsLog, "maestro.settings")

namespace maestro {

SettingsService::SettingsService(const QString &file, QObject *parent)
    : SettingsPort(parent)
    , m_settings(file)
{
    if (m_settings.loadProblem())
        qCWarning(settingsLog).noquote() << m_settings.loadProblem()->message;
}

QVariant SettingsService::value(const QString &key, const QVariant &fallback) const
{
    return m_settings.value(key, fallback);
}

void SettingsService::setValue(const QString &key, const QVariant &value)
{
    if (const Result<Done> kept = m_settings.setValue(key, value); !kept)
        qCWarning(settingsLog).noquote() << kept.error().message;
}

} // namespace maestro
