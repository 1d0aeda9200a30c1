// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/changes/workflowmemory.h"

#include <QTimer>

namespace maestro {

namespace {

constexpr qint64 freshMs = 120'000;

} // namespace

WorkflowMemory::WorkflowMemory(const Clock *clock, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
{
}

void WorkflowMemory::recent(const std::shared_ptr<RemoteReader> &github, const QString &repository, Callback<Runs> done)
{
    const QString key = github->source() + u' ' + repository;
    if (const auto known = m_known.constFind(key); known != m_known.cend() && m_clock->bootMs() - known->bootMs < freshMs) {
        QTimer::singleShot(0, this, [runs = known->runs, done = std::move(done)] { done(runs); });
        return;
    }
    const QString path = QStringLiteral("/repos/%1/actions/runs?per_page=%2").arg(repository).arg(asked);
    github->get(path, whileAlive(this, [this, github, key, done = std::move(done)](const Result<QJsonDocument> &document) {
        const Runs runs = document ? Runs(workflowRuns(*document)) : Runs(document.error());
        m_known.insert(key, {m_clock->bootMs(), runs});
        done(runs);
    }));
}

} // namespace maestro
