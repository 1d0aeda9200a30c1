// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace maestro {

/// A label with a fixed accessible name and its content as accessible text, so that a screen reader (and a check) can ask for
/// "Wanted weight" and read "25 %". A plain QLabel offers only one of both. Content is plain text, selectable by mouse.
class FactLabel : public QLabel
{
    Q_OBJECT
public:
    /// `name` is a name of accessible-names.md, translated.
    explicit FactLabel(const QString &name, QWidget *parent = nullptr);

    /// Sets the content and tells assistive technology when it changed.
    void setFact(const QString &text);
    /// The same, spoken at once (QAccessible::Alert).
    void announce(const QString &text);
};

/// Makes FactLabels known to QAccessible; called once by Theme.
void installFactAccessibility();

} // namespace maestro
