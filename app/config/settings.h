// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"

#include <QJsonObject>
#include <QVariant>

namespace maestro {

/// Small settings in one private JSON file, written at every change. A file that cannot be understood is set aside as
/// FILE.broken, not lost; `loadProblem` then says so. Strings, numbers, booleans, lists, maps and byte arrays are kept.
class Settings
{
public:
    explicit Settings(QString file);

    QVariant value(const QString &key, const QVariant &fallback = {}) const;
    /// An invalid variant removes the key.
    Result<Done> setValue(const QString &key, const QVariant &value);
    const std::optional<Error> &loadProblem() const { return m_problem; }

private:
    QString m_file;
    QJsonObject m_values;
    std::optional<Error> m_problem;
};

} // namespace maestro
