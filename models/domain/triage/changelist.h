// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <optional>

namespace maestro {

/// What can have changed around a service (ledger TRI-02).
enum class ChangeSource { Revision, Helm, ConfigMap, Secret, Ingress, Workflow, ArgoCd };
QString changeWord(ChangeSource kind); ///< "revision", "helm", "configMap", "secret", "ingress", "workflow", "argoCd"

/// Something that changed, as its keeper tells it. Of ConfigMaps and Secrets names and hashes, never a value.
struct ChangeEntry
{
    QDateTime at; ///< of the server; valid
    ChangeSource kind = ChangeSource::Revision;
    QString what; ///< "revision 7", "Secret shop/tokens"
    QString detail;
    QString by; ///< field manager or person; empty: not said
    QString source; ///< server and path, or address
    bool effect = false; ///< made by the rollouts controller: what a change led to, such as a canary's weight; it is nobody's suspect

    bool operator==(const ChangeEntry &) const = default;
};

/// What could not be read, and why: the list is not whole without it.
struct ChangeGap
{
    ChangeSource kind = ChangeSource::Revision;
    QString why;

    bool operator==(const ChangeGap &) const = default;
};

/// When trouble began (TML-11), as gates and facts tell it.
struct FirstBad
{
    QDateTime at; ///< invalid: nothing is bad, or `unknown`
    QString what; ///< gate or fact
    QString unknown; ///< why nobody knows; empty: it is known

    bool operator==(const FirstBad &) const = default;
};

/// Everything that changed, in one order, and the first bad sample against it.
struct ChangeList
{
    QList<ChangeEntry> entries; ///< newest first
    QList<ChangeGap> unread;
    FirstBad bad;

    void sort();
    /// The newest change at the first bad sample or before it, effects left out; null: none is known, or nothing is bad.
    const ChangeEntry *suspect() const;
    /// What the suspect led to last before the first bad sample; null: nothing that is known.
    const ChangeEntry *effectBefore() const;
    const ChangeEntry *newest() const; ///< effects left out; null: none
    /// What the gap is measured against: the suspect, else the oldest change. Null: nothing to measure.
    const ChangeEntry *measured() const;
    qint64 gapMs() const; ///< from measured() to the first bad sample; negative: it was bad before. 0 without either
    bool operator==(const ChangeList &) const = default;
};

} // namespace maestro
