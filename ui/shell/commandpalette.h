// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/verb.h"
#include "domain/rollout/fleet.h"
#include "shell/commandset.h"
#include "theme/theme.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListWidget;

namespace maestro {

/// One line of the palette: a page or view command, a rollout to open, or a verb on one (which only opens the guard).
struct PaletteEntry
{
    QString title;
    QString detail;
    QString environment;
    std::optional<CommandId> command;
    FleetRowPtr row;
    std::optional<Verb> verb;
};

/// At most `limit` entries that fit every word of `query` (fuzzymatch.h), best first; a verb comes before the page it is on.
QList<PaletteEntry> paletteEntries(const FleetSnapshot &fleet, const QString &query, int limit);

/// Find a rollout or run a command by name. A child of the window over its content; Esc closes. Owns nothing it finds.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    CommandPalette(Theme *theme, QWidget *window);

    void openOver(const FleetSnapshotPtr &fleet);

Q_SIGNALS:
    void commandChosen(maestro::CommandId command);
    void rolloutChosen(maestro::FleetRowPtr row);
    void verbChosen(maestro::Verb verb, maestro::FleetRowPtr row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refill();
    void choose();
    void leave();

    Theme *m_theme;
    FleetSnapshotPtr m_fleet;
    QList<PaletteEntry> m_entries;
    QLineEdit *m_query;
    QListWidget *m_list;
    QPointer<QWidget> m_focusBefore;
};

} // namespace maestro
