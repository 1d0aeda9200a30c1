// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/listpager.h"

#include "kube/api/listmeta.h"
#include "kube/api/statuserror.h"

#include <QPointer>

namespace maestro {

namespace {

constexpr int pagesLimit = 2000; ///< a million objects; more is a server that goes in circles

/// "RolloutList" for ".../rollouts?...", "IngressList" for ".../ingresses": compared without case.
bool isListOf(const QString &path, const QByteArray &kind)
{
    const QString resource = path.section(u'?', 0, 0).section(u'/', -1);
    const QString list = QString::fromLatin1(kind).toLower();
    const QString singular = list.chopped(std::min<qsizetype>(4, list.size()));
    return list.endsWith(u"list") && (resource == singular + u's' || resource == singular + u"es");
}

} // namespace

ListPager::ListPager(KubeClient *client, QString path, std::optional<QByteArray> resourceVersion, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_path(std::move(path))
    , m_requested(std::move(resourceVersion))
{
}

void ListPager::start()
{
    m_continue.clear();
    m_listVersion.clear();
    m_full = false;
    m_pages = 0;
    request();
}

void ListPager::request()
{
    QStringList query;
    if (!m_full)
        query.append(QStringLiteral("limit=%1").arg(m_limit));
    if (!m_continue.isEmpty()) {
        query.append(u"continue=" + QString::fromLatin1(m_continue.toPercentEncoding()));
    } else if (m_requested) {
        query.append(u"resourceVersion=" + QString::fromLatin1(m_requested->toPercentEncoding()));
        if (*m_requested != "0")
            query.append(QStringLiteral("resourceVersionMatch=NotOlderThan"));
    }
    const QString separator = m_path.contains(u'?') ? QStringLiteral("&") : QStringLiteral("?");
    m_client->fetch(query.isEmpty() ? m_path : m_path + separator + query.join(u'&'),
                    [guard = QPointer<ListPager>(this)](const KubeClient::Answer &answer) {
                        if (guard)
                            guard->received(answer);
                    }, m_deadlineMs);
}

void ListPager::received(const KubeClient::Answer &answer)
{
    if (!answer.body.ok()) {
        const Error error = answer.body.error();
        if (error.code == u"expired" && !m_continue.isEmpty()) {
            m_continue.clear();
            m_listVersion.clear();
            m_full = true;
            Q_EMIT restarted();
            return request();
        }
        Q_EMIT failed(error, answer.retryAfterMs);
        return;
    }
    const Result<ListMeta> meta = listMeta(*answer.body);
    if (!meta.ok()) {
        Q_EMIT failed(meta.error(), -1);
        return;
    }
    if (!isListOf(m_path, meta->kind)) {
        Q_EMIT failed({ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                       tr("%1: the answer is not the list that was asked for but \"%2\".").arg(m_client->subject(), plainExcerpt(meta->kind.left(80)))}, -1);
        return;
    }
    const bool unequal = !m_listVersion.isEmpty() && meta->resourceVersion != m_listVersion;
    const bool circles = !meta->continueToken.isEmpty() && (meta->continueToken == m_continue || ++m_pages > pagesLimit);
    if (meta->resourceVersion.isEmpty() || unequal || circles || (m_full && !meta->continueToken.isEmpty())) {
        Q_EMIT failed({ErrorKind::Unreachable, QStringLiteral("inconsistentList"), tr("%1: the pages of the list do not belong together.").arg(m_client->subject())}, -1);
        return;
    }
    m_listVersion = meta->resourceVersion;
    m_continue = meta->continueToken;
    const QPointer<ListPager> guard(this);
    const QByteArray version = m_listVersion;
    Q_EMIT page(*answer.body, m_continue.isEmpty());
    if (!guard)
        return;
    if (m_continue.isEmpty())
        Q_EMIT finished(version);
    else
        request();
}

} // namespace maestro
