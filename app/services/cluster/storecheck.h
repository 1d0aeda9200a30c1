// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/result.h"
#include "domain/rollout/fleet.h"
#include "kube/api/listpager.h"
#include "kube/decode/listdecoder.h"

#include <QHash>

#include <functional>

namespace maestro {

/// What the server lists, beside what a watch has made of it.
struct StoreComparison
{
    qsizetype listed = 0;
    QStringList differences; ///< in words, with names and versions
    std::optional<Error> error; ///< not everything was compared: a list could not be had, or nothing is watched

    static StoreComparison nothingWatched();
};

/// Lists a watched collection anew and compares it with its store, for whoever doubts the picture. What differs may be a change on its way, so it counts
/// only when a second list, a grace period later, says the same. Ends with finished(), once; deleting it stops it. Lives on the client's thread.
class StoreCheck : public QObject
{
    Q_OBJECT
public:
    using Rows = QHash<QString, FleetRowPtr>; ///< by UID
    using Decode = std::function<Result<DecodedList<FleetRow>>(const QByteArray &)>;
    using Store = std::function<const Rows &()>;

    StoreCheck(KubeClient *client, const QString &path, Decode decode, Store store, QObject *parent);

    void setGrace(int ms) { m_graceMs = ms; } ///< 3 s at first
    void start();

Q_SIGNALS:
    void finished(maestro::StoreComparison comparison);

private:
    void list(void (StoreCheck::*next)());
    void first();
    void second();

    KubeClient *m_client;
    QString m_path;
    Decode m_decode;
    Store m_store;
    int m_graceMs = 3'000;
    Rows m_incoming;
    Rows m_before; ///< of the first list
    std::optional<Error> m_unreadable; ///< a page of the present list
};

} // namespace maestro
