// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/grafana/grafanatext.h"

#include "domain/base/age.h"
#include "text/humanize.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr qint64 oldSeconds = 150; ///< it is read each minute

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GrafanaText)
};

QString age(const QDateTime &at, const QDateTime &now)
{
    return ageText(ageSeconds(at, now));
}

QString problemText(const GrafanaSight::Part &part, const QString &what, const QDateTime &now)
{
    QString why = displaySafe(QString(part.problem->message + u' ' + part.problem->hint).trimmed(), 300);
    if (!why.endsWith(u'.'))
        why += u'.';
    return part.readAt.isValid() ? Words::tr("%1 NOT read: %2 What is shown is %3 old.").arg(what, why, age(part.readAt, now)) : Words::tr("%1 NOT read: %2").arg(what, why);
}

} // namespace

QString grafanaSentence(const GrafanaSight &sight, const QDateTime &now)
{
    QStringList facts;
    if (!sight.source.isEmpty())
        facts.append(displaySafe(sight.source, 120));
    const GrafanaSight::Part &boards = sight.boardsRead;
    const GrafanaSight::Part &annotations = sight.annotationsRead;
    if (boards.problem && annotations.problem && boards.problem->message == annotations.problem->message)
        facts.append(problemText(boards.readAt < annotations.readAt ? boards : annotations, Words::tr("Boards and annotations"), now));
    else {
        if (boards.problem)
            facts.append(problemText(boards, Words::tr("Boards"), now));
        if (annotations.problem)
            facts.append(problemText(annotations, Words::tr("Annotations"), now));
    }
    if (!isInDoubt(sight) && boards.readAt.isValid() && annotations.readAt.isValid())
        facts.append(Words::tr("read %1 ago").arg(age(std::min(boards.readAt, annotations.readAt), now)));
    if (sight.askedAt.isValid())
        facts.append(Words::tr("reading, %1").arg(age(sight.askedAt, now)));
    else if (facts.size() < 2 && !isInDoubt(sight))
        facts.append(Words::tr("not read yet"));
    return facts.join(QStringLiteral(" · "));
}

QString deliverySentence(const AuditSinkStatus &status, const QDateTime &now)
{
    if (!status.configured)
        return {};
    QStringList facts;
    if (!status.problem.isEmpty())
        facts.append(Words::tr("Annotations of actions are NOT taken (%1 ago): %2").arg(age(status.problemAt, now), displaySafe(status.problem, 200)));
    if (status.waiting > 0)
        facts.append(Words::tr("%n annotation(s) of actions wait for Grafana.", nullptr, int(status.waiting)));
    if (status.skipped > 0)
        facts.append(Words::tr("%n will never be there: Grafana refused them, or too many waited.", nullptr, int(status.skipped)));
    if (facts.isEmpty())
        facts.append(status.deliveredAt.isValid() ? Words::tr("No action waits to be annotated; the last annotation was taken %1 ago.").arg(age(status.deliveredAt, now)) : Words::tr("No action waits to be annotated."));
    return facts.join(u' ');
}

bool isInDoubt(const GrafanaSight &sight)
{
    return sight.boardsRead.problem || sight.annotationsRead.problem;
}

bool isOld(const GrafanaSight::Part &part, const QDateTime &now)
{
    return part.readAt.isValid() && (part.problem || part.readAt.secsTo(now) > oldSeconds);
}

QString emptyBoards(const GrafanaSight &sight)
{
    if (!sight.boardsRead.readAt.isValid())
        return sight.boardsRead.problem ? Words::tr("unknown: Grafana could not be read") : Words::tr("not read yet");
    return sight.words.isEmpty() ? Words::tr("This Grafana has no board that the token may see.") : Words::tr("No board has “%1” in its title.").arg(displaySafe(sight.words, 80));
}

QString emptyAnnotations(const GrafanaSight &sight, const QDateTime &now)
{
    if (!sight.annotationsRead.readAt.isValid())
        return sight.annotationsRead.problem ? Words::tr("unknown: Grafana could not be read") : Words::tr("not read yet");
    return Words::tr("Nobody annotated anything about this rollout since %1.").arg(utcText(sight.annotatedFrom, now.toUTC().date()));
}

} // namespace maestro
