// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/validation/validationtext.h"

#include "domain/validation/messagenames.h"
#include "text/humanize.h"
#include "text/slotext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Validation)
};

QString nameOf(const Validation &validation)
{
    return displaySafe(validation.target.ns) + u'/' + displaySafe(validation.target.name);
}

QString tags(const QStringList &images)
{
    QStringList all;
    for (const QString &image : images)
        all.append(displaySafe(imageTag(image), 128));
    return all.isEmpty() ? Words::tr("unknown image") : all.join(QStringLiteral(", "));
}

QString revisionText(int revision, const QStringList &images)
{
    return revision > 0 ? Words::tr("%1 (revision %2)").arg(tags(images)).arg(revision) : tags(images);
}

QString stateSentence(const Validation &validation, const QDateTime &now)
{
    const QString after = clockText(validation.elapsedMs(now) / 1000);
    switch (validation.end) {
    case ValidationEnd::Verified: return Words::tr("verified after %1").arg(after);
    case ValidationEnd::Superseded: return Words::tr("superseded by a later action after %1").arg(after);
    case ValidationEnd::GivenUp: return Words::tr("not verified, given up after %1").arg(after);
    case ValidationEnd::UnderWay: break;
    }
    return Words::tr("not verified yet, for %1").arg(after);
}

/// A cell or a line of Markdown: no text from outside may end it.
QString markdown(const QString &text)
{
    QString out = displaySafe(text, 400);
    for (const char c : {'\\', '|', '`', '*', '_', '<', '[', '#'})
        out.replace(QLatin1Char(c), QStringLiteral("\\") + QLatin1Char(c));
    return out;
}

} // namespace

QString checkStateLabel(CheckState state)
{
    switch (state) {
    case CheckState::Waiting: return Words::tr("waiting");
    case CheckState::Ok: return Words::tr("ok");
    case CheckState::Bad: return Words::tr("bad");
    case CheckState::Unknown: break;
    }
    return Words::tr("unknown");
}

QString paceLabel(Pace pace)
{
    switch (pace) {
    case Pace::InTime: return Words::tr("in time");
    case Pace::Late: return Words::tr("late");
    case Pace::TooLate: break;
    }
    return Words::tr("too late");
}

QString validationSentence(const Validation &validation, const QDateTime &now)
{
    QStringList open;
    for (const CheckItem &item : validation.items) {
        if (item.required && item.state != CheckState::Ok)
            open.append(displaySafe(item.id, 60));
    }
    QString text = validation.id.isEmpty() ? Words::tr("%1: no recorded way back; as it is now: %2").arg(nameOf(validation), stateSentence(validation, now))
                                           : Words::tr("%1 of %2: %3").arg(validation.verb, nameOf(validation), stateSentence(validation, now));
    if (!validation.isVerified() && !open.isEmpty())
        text += Words::tr("; open: %1").arg(open.join(QStringLiteral(", ")));
    return text;
}

QString channelMessage(const Validation &validation, const ValidationSubject &subject, const QDateTime &now)
{
    const QString what = subject.verb == QLatin1String("abort") ? Words::tr("Aborted the update of %1") : Words::tr("Rolled back %1");
    return Words::tr("%1 in %2 from %3 to %4 at %5. Reason: %6. Now: %7. Record %8.")
        .arg(what.arg(nameOf(validation)), displaySafe(validation.target.context), revisionText(subject.fromRevision, subject.fromImages),
             revisionText(subject.toRevision, subject.toImages), utcText(subject.actionAt), subject.reason.isEmpty() ? Words::tr("none given") : displaySafe(subject.reason, 400),
             stateSentence(validation, now), subject.id);
}

std::optional<Error> unnamedError(const CheckItem &item, const ValidationSubject &subject, const QString &text)
{
    const QStringList missing = missingNames(factsToName(item.mustName, subject), text);
    if (missing.isEmpty())
        return std::nullopt;
    return Error{ErrorKind::BadInput, QStringLiteral("unnamed"),
                 Words::tr("the message of \"%1\" does not count: by the policy it has to name %2, and it does not").arg(displaySafe(item.id, 80), displaySafe(missing.join(QStringLiteral(", ")), 400)), {}, {}};
}

QString escalationMessage(const EscalationClock &clock, const QString &message)
{
    const QString rule = clock.title.isEmpty() ? displaySafe(clock.rule, 60) : Words::tr("%1 (%2)").arg(displaySafe(clock.rule, 60), displaySafe(clock.title, 120));
    return Words::tr("Escalation %1, rung %2, for %3. %4").arg(rule, QString::number(clock.rung), displaySafe(clock.to.join(QStringLiteral(", ")), 200), message);
}

QString lockText(const EscalationClock &clock)
{
    return Words::tr("The escalation %1 waits for %2: until one of them acknowledges it by name (maestro escalation ack %3) this is locked.")
        .arg(displaySafe(clock.rule, 60), displaySafe(clock.to.join(QStringLiteral(", ")), 200), displaySafe(clock.id, 120));
}

QString incidentNote(const Validation &validation, const ValidationSubject &subject, const QDateTime &now)
{
    const auto row = [](const QString &name, const QString &value) { return QStringLiteral("| %1 | %2 |\n").arg(name, value); };
    QString note = QStringLiteral("# ") + Words::tr("Post-incident note: %1 of %2").arg(subject.verb, markdown(nameOf(validation))) + QStringLiteral("\n\n| | |\n|---|---|\n");
    note += row(Words::tr("Context"), markdown(validation.target.context));
    note += row(Words::tr("Left"), markdown(revisionText(subject.fromRevision, subject.fromImages)));
    note += row(Words::tr("Back to"), markdown(revisionText(subject.toRevision, subject.toImages)));
    note += row(Words::tr("Reason"), markdown(subject.reason));
    note += row(Words::tr("Trigger"), validation.trigger.isEmpty() ? Words::tr("the action itself") : markdown(validation.trigger));
    note += row(Words::tr("Stopwatch from"), utcText(validation.since));
    note += row(Words::tr("Acted"), utcText(subject.actionAt));
    note += row(Words::tr("State"), stateSentence(validation, now));
    note += row(Words::tr("Record"), markdown(subject.id));
    note += QStringLiteral("\n## ") + Words::tr("Checks") + QStringLiteral("\n\n");
    for (const CheckItem &item : validation.items) {
        QStringList reads;
        for (const CheckRead &read : item.reads)
            reads.append(read.what + QStringLiteral(": ") + read.value);
        note += QStringLiteral("- %1: **%2** %3\n").arg(markdown(item.id), checkStateLabel(item.state), markdown(reads.join(QStringLiteral("; "))));
    }
    return note + QStringLiteral("\n## ") + Words::tr("What we learned") + QStringLiteral("\n\n");
}

} // namespace maestro
