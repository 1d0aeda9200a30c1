// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/slo/alertfacts.h"

namespace maestro {

const AlertBoard *boardOf(const QList<AlertBoard> &boards, const QString &connection)
{
    const auto found = std::find_if(boards.cbegin(), boards.cend(), [&connection](const AlertBoard &board) { return board.connection == connection; });
    return found == boards.cend() ? nullptr : &*found;
}

QList<AlertReading> alertsOf(const AlertBoard *board, const QString &service)
{
    QList<AlertReading> found;
    for (const AlertReading &alert : board ? board->alerts : QList<AlertReading>())
        if (alert.service == service)
            found.append(alert);
    return found;
}

QList<Sample> alertFacts(const AlertBoard *board, const QString &service, const Policy &policy)
{
    QMap<QString, std::optional<double>> raised;
    for (const AlertFamily &family : policy.alertFamilies) {
        if (family.signal.isEmpty())
            continue;
        std::optional<double> &value = raised[family.signal];
        const auto fires = [&](const AlertReading &alert) {
            const bool on = alert.state == AlertReading::State::Firing || alert.state == AlertReading::State::Suppressed;
            return on && alert.family == family.name && (alert.service.isEmpty() || alert.service == service);
        };
        if (board && std::any_of(board->alerts.cbegin(), board->alerts.cend(), fires))
            value = 1;
        else if (board && !board->problem && !value)
            value = 0;
    }
    QList<Sample> facts;
    for (auto signal = raised.cbegin(); signal != raised.cend(); ++signal)
        facts.append({board ? board->readAt : QDateTime(), signal.key(), SampleRole::None, signal.value(), {}});
    return facts;
}

} // namespace maestro
