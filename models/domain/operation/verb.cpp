// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/operation/verb.h"

namespace maestro {

QList<Verb> allVerbs()
{
    return {Verb::Promote, Verb::PromoteFull, Verb::SkipStep, Verb::Abort, Verb::Retry, Verb::Pause, Verb::Resume, Verb::Restart, Verb::Rollback, Verb::Scale,
            Verb::SetWeight100, Verb::RestoreSteps, Verb::DisableAnalysis, Verb::RestoreAnalysis};
}

QString verbWord(Verb verb)
{
    switch (verb) {
    case Verb::Promote: return QStringLiteral("promote");
    case Verb::PromoteFull: return QStringLiteral("promote-full");
    case Verb::SkipStep: return QStringLiteral("skip-step");
    case Verb::Abort: return QStringLiteral("abort");
    case Verb::Retry: return QStringLiteral("retry");
    case Verb::Pause: return QStringLiteral("pause");
    case Verb::Resume: return QStringLiteral("resume");
    case Verb::Restart: return QStringLiteral("restart");
    case Verb::Rollback: return QStringLiteral("rollback");
    case Verb::Scale: return QStringLiteral("scale");
    case Verb::SetWeight100: return QStringLiteral("set-weight-100");
    case Verb::RestoreSteps: return QStringLiteral("restore-steps");
    case Verb::DisableAnalysis: return QStringLiteral("disable-analysis");
    case Verb::RestoreAnalysis: return QStringLiteral("restore-analysis");
    case Verb::SetImage: return QStringLiteral("set-image");
    }
    return {};
}

std::optional<Verb> verbFromWord(const QString &word)
{
    for (const Verb verb : allVerbs())
        if (verbWord(verb) == word)
            return verb;
    return word == verbWord(Verb::SetImage) ? std::optional(Verb::SetImage) : std::nullopt;
}

} // namespace maestro
