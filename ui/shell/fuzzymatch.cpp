// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/fuzzymatch.h"

#include <algorithm>

namespace maestro {

namespace {

constexpr int asItStands = 100;
constexpr int atTheBeginning = 60;
constexpr int inFurther = 20;

bool beginsWord(const QString &text, qsizetype at)
{
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

/// The best of all occurrences of the word as it stands.
std::optional<int> wholeScore(const QString &text, const QString &word)
{
    std::optional<int> best;
    for (qsizetype at = text.indexOf(word, 0, Qt::CaseInsensitive); at >= 0; at = text.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        const int score = asItStands + (beginsWord(text, at) ? atTheBeginning : 0) - int(std::min<qsizetype>(at, 40));
        best = std::max(best.value_or(score), score);
    }
    return best;
}

/// Letter by letter from `from` on, each as early as it goes, a beginning of a word before any other place.
std::optional<int> scatteredScore(const QString &text, const QString &word, qsizetype from)
{
    int score = 0;
    qsizetype last = -1;
    for (const QChar letter : word) {
        const auto fits = [&](qsizetype at) { return text.at(at).toCaseFolded() == letter.toCaseFolded(); };
        qsizetype found = -1;
        if (last >= 0 && last + 1 < text.size() && fits(last + 1))
            found = last + 1;
        for (qsizetype at = last < 0 ? from : last + 1; found < 0 && at < text.size(); ++at)
            found = fits(at) && beginsWord(text, at) ? at : -1;
        for (qsizetype at = last < 0 ? from : last + 1; found < 0 && at < text.size(); ++at)
            found = fits(at) ? at : -1;
        if (found < 0)
            return {};
        score += last >= 0 && found == last + 1 ? 3 : beginsWord(text, found) ? 4 : -2;
        last = found;
    }
    return score > 0 ? std::optional(std::min(score, asItStands - 1)) : std::nullopt;
}

std::optional<int> wordScore(const QString &name, const QString &word)
{
    if (const std::optional<int> whole = wholeScore(name, word))
        return whole;
    std::optional<int> best;
    for (qsizetype at = 0; at < name.size(); ++at) {
        if (!beginsWord(name, at) || name.at(at).toCaseFolded() != word.at(0).toCaseFolded())
            continue;
        if (const std::optional<int> score = scatteredScore(name, word, at))
            best = std::max(best.value_or(*score), *score);
    }
    return best;
}

} // namespace

std::optional<int> fuzzyScore(const QString &name, const QString &further, const QStringList &words)
{
    int sum = 0;
    for (const QString &word : words) {
        const std::optional<int> score = wordScore(name, word);
        if (!score && !further.contains(word, Qt::CaseInsensitive))
            return {};
        sum += score.value_or(inFurther);
    }
    return sum;
}

} // namespace maestro
