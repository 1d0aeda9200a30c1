// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/suite/suitetext.h"

#include "text/humanize.h"
#include "text/plain/elapsed.h"
#include "text/slotext.h"

#include <QCoreApplication>

#include <algorithm>

namespace maestro {

namespace {

struct Suites
{
    Q_DECLARE_TR_FUNCTIONS(Suite)
};

int count(const SuiteRun &run, SuiteItem::State state)
{
    return int(std::count_if(run.items.cbegin(), run.items.cend(), [state](const SuiteItem &one) { return one.state == state; }));
}

QString countsText(const SuiteRun &run)
{
    QStringList parts {Suites::tr("%1 of %2 passed").arg(count(run, SuiteItem::State::Passed)).arg(run.items.size())};
    if (const int failed = count(run, SuiteItem::State::Failed); failed > 0)
        parts.append(Suites::tr("%1 failed").arg(failed));
    if (const int running = count(run, SuiteItem::State::Running); running > 0)
        parts.append(Suites::tr("%1 running").arg(running));
    if (const int waiting = count(run, SuiteItem::State::Waiting); waiting > 0)
        parts.append(Suites::tr("%1 not begun").arg(waiting));
    return parts.join(QStringLiteral(", "));
}

} // namespace

QString suiteItemLabel(SuiteItem::State state)
{
    switch (state) {
    case SuiteItem::State::Waiting: break;
    case SuiteItem::State::Running: return Suites::tr("running");
    case SuiteItem::State::Passed: return Suites::tr("passed");
    case SuiteItem::State::Failed: return Suites::tr("failed");
    }
    return Suites::tr("not begun");
}

QString suiteViewLabel(const SuiteView &view)
{
    if (!view.run)
        return Suites::tr("not run");
    const SuiteRun::State state = view.run->state();
    if (state == SuiteRun::State::Running)
        return Suites::tr("running");
    if (!view.ofThis)
        return Suites::tr("of another release");
    return state == SuiteRun::State::Passed ? Suites::tr("passed") : state == SuiteRun::State::Failed ? Suites::tr("failed") : Suites::tr("unfinished");
}

QString suiteGroundText(const SuiteGround &ground)
{
    const QString release = ground.revision > 0 ? Suites::tr("revision %1").arg(ground.revision) : Suites::tr("pod hash %1").arg(displaySafe(ground.hash, 40));
    return ground.step >= 0 ? Suites::tr("%1 after %n step(s)", nullptr, ground.step).arg(release) : release;
}

QString suiteViewSentence(const SuiteView &view, const QDateTime &now)
{
    if (!view.run)
        return Suites::tr("%n check(s), never run here", nullptr, int(view.suite.steps.size()));
    const SuiteRun &run = *view.run;
    const QDateTime ended = run.endedAt();
    QString text = Suites::tr("%1 on %2").arg(countsText(run), suiteGroundText(run.ground));
    if (run.state() == SuiteRun::State::Running || !ended.isValid())
        text += Suites::tr(", begun %1 ago by %2").arg(elapsedText(run.begunAt, now), displaySafe(run.by, 80));
    else
        text += Suites::tr(", ended %1 ago, took %2, by %3").arg(elapsedText(ended, now), clockText(run.begunAt.secsTo(ended)), displaySafe(run.by, 80));
    return text;
}

QString suiteItemText(const SuiteItem &item, const QDateTime &now)
{
    if (item.state == SuiteItem::State::Waiting)
        return {};
    if (item.state == SuiteItem::State::Running)
        return Suites::tr("attempt %1, begun %2 ago").arg(item.attempt).arg(elapsedText(item.begunAt, now));
    QString text = item.attempt > 0 && item.begunAt.isValid() ? Suites::tr("attempt %1, took %2").arg(item.attempt).arg(clockText(item.begunAt.secsTo(item.endedAt))) : QString();
    if (!item.note.isEmpty())
        text = text.isEmpty() ? displaySafe(item.note, 400) : Suites::tr("%1: %2").arg(text, displaySafe(item.note, 400));
    return text;
}

QString suiteLockText(const SuiteView &view, const SuiteGround &ground)
{
    const QString name = displaySafe(view.suite.name, 80);
    const QString where = suiteGroundText(ground);
    if (!view.run || !view.ofThis)
        return Suites::tr("The policy wants the suite %1 to pass at each step of this phase, and it was not run on %2. Run it (`maestro suite run %1`).").arg(name, where);
    if (view.run->state() == SuiteRun::State::Running)
        return Suites::tr("The policy wants the suite %1 to pass at each step of this phase; it is under way on %2.").arg(name, where);
    return Suites::tr("The policy wants the suite %1 to pass at each step of this phase, and on %2 it did not: %3. Run what did not pass again (`maestro suite retry %4`).")
        .arg(name, where, countsText(*view.run), displaySafe(view.run->id, 60));
}

} // namespace maestro
