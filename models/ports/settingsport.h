// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QVariant>

namespace maestro {

/// Small settings of the window (theme, density, layout), kept in config/ of MAESTRO_HOME. Synchronous and cheap.
class SettingsPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual QVariant value(const QString &key, const QVariant &fallback = {}) const = 0;
    virtual void setValue(const QString &key, const QVariant &value) = 0;
};

} // namespace maestro
