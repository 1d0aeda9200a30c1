// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/checks/toolrun.h"

#include "journal/redactor.h"
#include "services/desk/programdeed.h"
#include "text/humanize.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

constexpr int lookEveryMs = 200;

QString runName(const ToolCheck &check)
{
    const QByteArray item = QCryptographicHash::hash(check.item.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return check.subject.id + QLatin1String("-check-") + QString::fromLatin1(item) + u'-' + QString::number(check.attempt);
}

} // namespace

ToolRun::ToolRun(ToolCheck asked, Means given, QObject *parent)
    : CheckAttempt(std::move(asked), std::move(given), parent)
    , m_folder(runFolder(means().runs, runName(check())))
    , m_marker(runName(check()))
    , m_look(this)
{
    m_look.setInterval(lookEveryMs);
    connect(&m_look, &QTimer::timeout, this, &ToolRun::look);
    connect(&m_process, &SupervisedProcess::running, this, [this] { m_look.start(); });
    connect(&m_process, &SupervisedProcess::ended, this, &ToolRun::look);
    connect(&m_process, &SupervisedProcess::notStarted, this, [this](const Error &error) {
        if (error.code != QLatin1String("alreadyStarted"))
            return end(false, error.message, {});
        QTimer::singleShot(lookEveryMs, this, &ToolRun::resume); // somebody else began the same attempt in the same moment: its end is the end
    });
}

bool ToolRun::stop()
{
    return stopRun(m_folder, m_marker);
}

/// What has not started never will, the rest is watched.
void ToolRun::resume()
{
    if (readRun(m_folder, m_marker).state == ProcessReport::State::NotStarted)
        fenceRun(m_folder);
    m_look.start();
    look();
}

void ToolRun::begin()
{
    const DeskCall &call = check().call;
    if (fileSha256(call.argv.constFirst()) != call.programSha256)
        return end(false, Words::tr("%1 is another file than a moment ago; nothing was started").arg(call.argv.constFirst()), {});
    const ProcessOrder order = programOrder(call, means().runs, m_marker, means().environment);
    if (const Result<Done> begun = m_process.start(order); !begun)
        end(false, begun.error().message, {});
}

void ToolRun::look()
{
    const ProcessReport report = readRun(m_folder, m_marker);
    const bool over = report.state != ProcessReport::State::Running;
    tellLines(report.output, over);
    if (!over)
        return;
    const Deed::Sight sight = programSight(report, check().call.argv.value(0, check().item));
    end(sight.state == Deed::Sight::State::There, sight.message, report);
}

void ToolRun::tellLines(const QByteArray &output, bool whole)
{
    for (;;) {
        const qsizetype end = output.indexOf('\n', m_toldTo);
        if (end < 0 && (!whole || m_toldTo >= output.size()))
            return;
        const QByteArray line = output.mid(m_toldTo, end < 0 ? -1 : end - m_toldTo);
        m_toldTo = end < 0 ? output.size() : end + 1;
        Q_EMIT said(displaySafe(scrubbed(QString::fromUtf8(line)), 2000));
    }
}

void ToolRun::end(bool ok, const QString &note, const ProcessReport &report)
{
    m_look.stop();
    disconnect(&m_process, nullptr, this, nullptr);
    const QJsonObject facts {{QStringLiteral("exitCode"), report.state == ProcessReport::State::Ended && !report.signal ? QJsonValue(report.exitCode) : QJsonValue()},
                       {QStringLiteral("timedOut"), report.timedOut}};
    const QString raw = m_folder + QStringLiteral("/output");
    if (conclude(ok, note, facts, report.output)) // it may hold secrets, and is kept without them
        QFile::remove(raw);
}

} // namespace maestro
