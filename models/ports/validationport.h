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
    QString messageChannel; ///< whose webhook takes the message; empty: a person copies it
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
    /// To the webhooks of the clock's channels, once each; what comes of it is in the views, a refusal in failed().
    virtual void send(const QString &clock) = 0;
    /// The drafted message, to the channel of this item of a validation.
    virtual void sendMessage(const QString &id, const QString &item) = 0;

Q_SIGNALS:
    void viewsChanged(QList<maestro::ValidationView> views); ///< under way, and the last of each object since the start
    void failed(maestro::Error error);
};

} // namespace maestro
