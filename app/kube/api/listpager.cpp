// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/api/listpager.h"

#include "kube/api/listmeta.h"
#include "kube/api/statuserror.h"

#include <QPointer>

namespace maestro {

namespace {

constexpr int pagesLimit = 2000; ///< a million objects; more is a server that goes in circles

bool isListOf(const QString &path, const QByteArray &kind)
{
    return kind.size() > 4 && kind.toLower().endsWith("list") && isKindOf(path, kind.chopped(4));
}

/// The continue token as text would have it, at either end of the page: good enough to ask ahead, compared later with what was read.
std::optional<QByteArray> likelyToken(const QByteArray &body)
{
    constexpr qsizetype reach = 4096;
    static const QByteArray key("\"continue\":\"");
    const QByteArrayView tail = QByteArrayView(body).last(std::min(reach, body.size()));
    const QByteArrayView head = QByteArrayView(body).first(std::min(reach, body.size()));
    for (const auto &[part, at] : {std::pair(tail, tail.lastIndexOf(key)), std::pair(head, head.indexOf(key))}) {
        if (at < 0)
            continue;
        const QByteArrayView rest = part.sliced(at + key.size());
        const qsizetype end = rest.indexOf('"');
        if (end > 0 && !rest.first(end).contains('\\'))
            return rest.first(end).toByteArray();
    }
    return std::nullopt;
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
    m_ahead.reset();
    m_listVersion.clear();
    m_full = false;
    m_pages = 0;
    request(m_continue);
}

void ListPager::request(const QByteArray &continueToken)
{
    QStringList query;
    if (!m_full)
        query.append(QStringLiteral("limit=%1").arg(m_limit));
    if (!continueToken.isEmpty()) {
        query.append(u"continue=" + QString::fromLatin1(continueToken.toPercentEncoding()));
    } else if (m_requested) {
        query.append(u"resourceVersion=" + QString::fromLatin1(m_requested->toPercentEncoding()));
        if (*m_requested != "0")
            query.append(QStringLiteral("resourceVersionMatch=NotOlderThan"));
    }
    const QString separator = m_path.contains(u'?') ? QStringLiteral("&") : QStringLiteral("?");
    const QString path = query.isEmpty() ? m_path : m_path + separator + query.join(u'&');
    const auto took = [guard = QPointer<ListPager>(this), number = ++m_asked](const KubeClient::Answer &answer) {
        if (guard && number == guard->m_asked)
            guard->received(answer);
    };
    if (m_patient)
        m_client->get(path, [took](const Result<QByteArray> &body) { took({body}); }, m_deadlineMs);
    else
        m_client->fetch(path, took, m_deadlineMs);
}

void ListPager::fail(const Error &error, int retryAfterMs)
{
    ++m_asked;
    Q_EMIT failed(error, retryAfterMs);
}

void ListPager::received(const KubeClient::Answer &answer)
{
    m_ahead.reset();
    if (answer.body.ok())
        return take(*answer.body);
    const Error error = answer.body.error();
    if (error.code != u"expired" || m_continue.isEmpty())
        return fail(error, answer.retryAfterMs);
    m_continue.clear();
    m_listVersion.clear();
    m_full = true;
    Q_EMIT restarted();
    request(m_continue);
}

void ListPager::take(const QByteArray &body)
{
    if (!m_full && m_pages < pagesLimit)
        m_ahead = likelyToken(body);
    if (m_ahead)
        request(*m_ahead);
    const Result<ListMeta> meta = m_reader(body);
    if (!meta.ok())
        return fail(meta.error());
    if (!isListOf(m_path, meta->kind))
        return fail({ErrorKind::Unreachable, QStringLiteral("notKubernetes"),
                     tr("%1: the answer is not the list that was asked for but \"%2\".").arg(m_client->subject(), plainExcerpt(meta->kind.left(80)))});
    const bool unequal = !m_listVersion.isEmpty() && meta->resourceVersion != m_listVersion;
    const bool circles = !meta->continueToken.isEmpty() && (meta->continueToken == m_continue || ++m_pages > pagesLimit);
    if (meta->resourceVersion.isEmpty() || unequal || circles || (m_full && !meta->continueToken.isEmpty()))
        return fail({ErrorKind::Unreachable, QStringLiteral("inconsistentList"), tr("%1: the pages of the list do not belong together.").arg(m_client->subject())});
    m_listVersion = meta->resourceVersion;
    m_continue = meta->continueToken;
    const QPointer<ListPager> guard(this);
    const QByteArray version = m_listVersion;
    Q_EMIT page(body, m_continue.isEmpty());
    if (!guard)
        return;
    if (m_continue.isEmpty()) {
        ++m_asked;
        Q_EMIT finished(version);
    } else if (m_ahead != m_continue) {
        request(m_continue);
    }
}

} // namespace maestro
