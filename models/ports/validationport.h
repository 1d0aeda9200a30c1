// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/validation/escalation.h"

#include <QObject>

namespace maestro {

/// One validation with what follows from it, for a page.
struct ValidationView
{
    Validation validation;
    ValidationSubject subject;
    QString message; ///< for the channel, drafted
    QString note; ///< post-incident, Markdown
    QList<EscalationClock> clocks;

    bool operator==(const ValidationView &) const = default;
};

class ValidationPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// What a person says of a message or a tool.
    virtual void confirm(const QString &id, const QString &item, bool ok, const QString &note) = 0;
    /// `clock` is an EscalationClock's id.
    virtual void mark(const QString &clock, bool acknowledged, const QString &note) = 0;

Q_SIGNALS:
    void viewsChanged(QList<maestro::ValidationView> views); ///< under way, and the last of each object since the start
    void failed(maestro::Error error);
};

} // namespace maestro
