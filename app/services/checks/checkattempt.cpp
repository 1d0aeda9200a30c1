// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/checks/checkattempt.h"

#include "journal/redactor.h"
#include "services/checks/requestrun.h"
#include "services/checks/toolrun.h"
#include "services/localuser.h"
#include "services/triage/evidencestore.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

QString withoutSecrets(const QByteArray &output)
{
    QStringList lines;
    for (const QByteArray &line : output.split('\n'))
        lines.append(scrubbed(QString::fromUtf8(line)));
    return lines.join(u'\n');
}

} // namespace

CheckAttempt::CheckAttempt(ToolCheck check, Means means, QObject *parent)
    : QObject(parent)
    , m_check(std::move(check))
    , m_means(std::move(means))
{
}

JournalRecord CheckAttempt::record(const QString &state) const
{
    JournalRecord made = confirmationRecord(m_check.subject, m_check.item, state == QLatin1String("done"), {});
    made.at = m_means.clock->utcNow();
    made.actor = {{}, localUserName(), localHostName(), {}};
    QJsonObject process {{QStringLiteral("attempt"), m_check.attempt}};
    if (m_check.request) {
        process.insert(QStringLiteral("request"), QString(m_check.request->request.method % u' ' % m_check.request->endpoint.url % m_check.request->request.path));
        process.insert(QStringLiteral("requestMs"), qint64(requestLimit(*m_check.request).count()));
    } else {
        process.insert(QStringLiteral("program"), m_check.call.argv.value(0));
        process.insert(QStringLiteral("programSha256"), m_check.call.programSha256);
    }
    made.details.insert(QStringLiteral("process"), process);
    return made;
}

void CheckAttempt::start()
{
    if (m_check.resumed)
        return resume();
    JournalRecord begun = record(QStringLiteral("started"));
    begun.verb = QStringLiteral("check");
    begun.state = QStringLiteral("started");
    begun.message = Words::tr("%1 is started, attempt %2").arg(m_check.item).arg(m_check.attempt);
    // Of two that begin the same attempt in one moment a program starts once by itself; a request needs the Journal for that.
    const auto taken = [this](const QList<JournalRecord> &all) { return m_check.request && checkAttempts(all, m_check.subject.id, m_check.item).begun >= m_check.attempt; };
    const auto kept = m_means.journal->appendUnless(taken, begun);
    if (!kept)
        return Q_EMIT failed(kept.error());
    if (kept->seq < 0)
        return Q_EMIT failed({ErrorKind::Refused, QStringLiteral("underWay"), Words::tr("Somebody else has begun this attempt; nothing was sent from here."), {}, {}});
    begin();
}

bool CheckAttempt::conclude(bool ok, const QString &note, QJsonObject facts, const QByteArray &output)
{
    if (!output.isEmpty()) {
        facts.insert(QStringLiteral("outputSha256"), QString::fromLatin1(QCryptographicHash::hash(output, QCryptographicHash::Sha256).toHex()));
        const auto kept = m_means.evidence.isEmpty() ? Result<QString>(Error {}) : EvidenceStore(m_means.evidence).keep(withoutSecrets(output));
        if (kept)
            facts.insert(QStringLiteral("kept"), *kept);
    }
    JournalRecord end = record(ok ? QStringLiteral("done") : QStringLiteral("failed"));
    end.reason = note;
    QJsonObject process = end.details.value(QLatin1String("process")).toObject();
    for (auto it = facts.constBegin(); it != facts.constEnd(); ++it)
        process.insert(it.key(), it.value());
    end.details.insert(QStringLiteral("process"), process);
    // Two may have watched the same attempt: one end.
    const auto told = [this](const QList<JournalRecord> &all) { return checkAttempts(all, m_check.subject.id, m_check.item).ended >= m_check.attempt; };
    if (const auto kept = m_means.journal->appendUnless(told, end); !kept)
        Q_EMIT failed(kept.error());
    else
        Q_EMIT ended(ok, note);
    return facts.contains(QLatin1String("kept"));
}

CheckAttempt *makeAttempt(ToolCheck check, CheckAttempt::Means means, QObject *parent)
{
    if (check.request)
        return new RequestRun(std::move(check), std::move(means), parent);
    return new ToolRun(std::move(check), std::move(means), parent);
}

} // namespace maestro
