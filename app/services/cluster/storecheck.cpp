// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/cluster/storecheck.h"

#include "kube/watch/watchevent.h"

#include <QCoreApplication>
#include <QTimer>

namespace maestro {

namespace {

QString nameOf(const FleetRow &row)
{
    return row.ref.ns + u'/' + row.ref.name + QStringLiteral(" (") + row.uid + u')';
}

/// In what the store is behind, or beside, what was listed; empty: in nothing. What is newer in the store came after the list.
QString differenceOf(const FleetRowPtr &listed, const FleetRowPtr &stored)
{
    if (!stored)
        return listed ? QCoreApplication::translate("Cluster", "%1 is missing").arg(nameOf(*listed)) : QString();
    if (!listed)
        return QCoreApplication::translate("Cluster", "%1 is not on the server").arg(nameOf(*stored));
    if (listed->resourceVersion == stored->resourceVersion)
        return *listed == *stored ? QString() : QCoreApplication::translate("Cluster", "%1 is not what the server has as version %2").arg(nameOf(*listed), listed->resourceVersion);
    const auto order = compareVersions(stored->resourceVersion.toLatin1(), listed->resourceVersion.toLatin1());
    if (order && *order > 0)
        return {};
    return QCoreApplication::translate("Cluster", "%1 is of version %2, the server had %3").arg(nameOf(*listed), stored->resourceVersion, listed->resourceVersion);
}

QStringList differences(const StoreCheck::Rows &listed, const StoreCheck::Rows &stored)
{
    QStringList all;
    for (auto row = listed.cbegin(); row != listed.cend(); ++row)
        all.append(differenceOf(*row, stored.value(row.key())));
    for (auto row = stored.cbegin(); row != stored.cend(); ++row)
        if (!listed.contains(row.key()))
            all.append(differenceOf(nullptr, *row));
    all.removeAll(QString());
    return all;
}

} // namespace

StoreComparison StoreComparison::nothingWatched()
{
    return {0, {}, Error {ErrorKind::Unreachable, QStringLiteral("nothingWatched"), QCoreApplication::translate("Cluster", "Nothing of this cluster is watched, so nothing was compared."), {}, {}}};
}

StoreCheck::StoreCheck(KubeClient *client, const QString &path, Decode decode, Store store, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_path(path)
    , m_decode(std::move(decode))
    , m_store(std::move(store))
{
}

void StoreCheck::start()
{
    list(&StoreCheck::first);
}

void StoreCheck::list(void (StoreCheck::*next)())
{
    m_incoming.clear();
    m_unreadable.reset();
    auto *pager = new ListPager(m_client, m_path, std::nullopt, this);
    pager->setPatient();
    connect(pager, &ListPager::restarted, this, [this] { m_incoming.clear(); });
    connect(pager, &ListPager::page, this, [this](const QByteArray &body) {
        Result<DecodedList<FleetRow>> list = m_decode(body);
        if (!list) {
            m_unreadable = list.error();
            return;
        }
        for (FleetRow &row : list.value().items) {
            const QString uid = row.uid;
            m_incoming.insert(uid, std::make_shared<const FleetRow>(std::move(row)));
        }
    });
    connect(pager, &ListPager::failed, this, [this, pager](const Error &error) {
        pager->deleteLater();
        Q_EMIT finished({0, {}, error});
    });
    connect(pager, &ListPager::finished, this, [this, pager, next] {
        pager->deleteLater();
        if (m_unreadable)
            Q_EMIT finished({0, {}, m_unreadable});
        else
            (this->*next)();
    });
    pager->start();
}

void StoreCheck::first()
{
    if (differences(m_incoming, m_store()).isEmpty()) {
        Q_EMIT finished({m_incoming.size(), {}, {}});
        return;
    }
    m_before = std::exchange(m_incoming, {});
    QTimer::singleShot(m_graceMs, this, [this] { list(&StoreCheck::second); });
}

/// By now the store must have all that the first list had and the second still has, and nothing that neither has.
void StoreCheck::second()
{
    Rows expected;
    for (auto row = m_before.cbegin(); row != m_before.cend(); ++row)
        if (m_incoming.contains(row.key()))
            expected.insert(row.key(), *row);
    Rows stored = m_store();
    stored.removeIf([&](Rows::iterator row) { return !expected.contains(row.key()) && (m_before.contains(row.key()) || m_incoming.contains(row.key())); });
    Q_EMIT finished({m_incoming.size(), differences(expected, stored), {}});
}

} // namespace maestro
