// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/desk/preparedway.h"
#include "theme/theme.h"

#include <QFrame>

class QPushButton;

namespace maestro {

class FactLabel;

/// A way back made ready ahead: what it is, what was checked, and that it still holds. Once what it was made from has changed it is expired
/// for good, and says which fact moved. Hidden without one. Owns its copy; sends nothing. GUI thread.
class PreparedCard : public QFrame
{
    Q_OBJECT
public:
    PreparedCard(Theme *theme, QWidget *parent);

    void show(const PreparedWay &prepared);
    void clear();
    void see(const RolloutSnapshot &now);
    void see(const RollbackOptions &now);
    const std::optional<PreparedWay> &prepared() const { return m_prepared; }
    bool isExpired() const { return !m_expired.isEmpty(); }

Q_SIGNALS:
    void taken(maestro::PreparedWay prepared);
    void discarded();

private:
    void expire(const Expiry &expiry);
    void describe();

    std::optional<PreparedWay> m_prepared;
    QString m_expired; ///< why, in words
    FactLabel *m_text;
    QPushButton *m_take;
    QPushButton *m_discard;
};

} // namespace maestro
