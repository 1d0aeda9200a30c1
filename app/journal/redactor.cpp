// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/redactor.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <cmath>

namespace maestro {

namespace {

constexpr qsizetype textLimit = 2048;
constexpr qsizetype arrayLimit = 64;
constexpr int depthLimit = 6;

/// The first level of `details`; what else arrives there is not kept.
constexpr const char *allowedKeys[] = {
    "digest", "guards", "request", "requests", "http", "auditId", "effect", "way", "from", "to", "revision", "images", "hash",
    "resourceVersion", "generation", "step", "weight", "warnings", "serverDate", "clockSkewMs", "failedPrecondition", "phase",
    "segment", "offset", "length", "sha256", "file", "seq", "why", "policy", "policyHash", "policyPhase", "environment", "trigger", "rule", "release", "triage", "batch",
    "provider", "call", "process", "validation", "check", "escalation", "channel",
    "signal", "board", "budget", "checkpoint", "dryRun", "logUrl", "duty", "drill", "lacks", "withoutEvidence", "kept", "restores", "backup", "webhook", "suite",
};
/// Never kept below the first level either.
constexpr const char *forbiddenKeys[] = {"body", "headers", "authorization", "cookie", "token", "password", "secret", "env", "argv"};

const QRegularExpression &secretPattern()
{
    static const QRegularExpression pattern(
        QStringLiteral("-----BEGIN [A-Z0-9 ]+-----.*?(?:-----END [A-Z0-9 ]+-----|$)"
                       "|(?<=://)[^\\s/@]+@"
                       "|(?i:\\bbearer\\s+[a-z0-9._~+/=-]{16,})"
                       "|(?i:\\bbasic\\s+[a-z0-9+/]{8,}={1,2})"
                       "|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]*)?"
                       "|\\bgh[pousr]_[A-Za-z0-9]{16,}|\\bgithub_pat_[A-Za-z0-9_]{16,}|\\bglpat-[A-Za-z0-9_-]{16,}"
                       "|\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b"
                       "|(?i:(?<=password|passwd)|(?<=secret|apikey)|(?<=token|api_key|api-key))\\s*=\\s*\\S{4,}"),
        QRegularExpression::DotMatchesEverythingOption);
    return pattern;
}

bool isRunCharacter(QChar c)
{
    return (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || QStringView(u"+/_=-").contains(c);
}

/// Where in a run of base64 characters a key begins: a piece of 20 or more that mixes cases and digits. Hex digests, paths and words with
/// dashes have none. -1: nowhere.
qsizetype keyIn(QStringView run)
{
    qsizetype start = 0;
    while (run.size() >= 32 && start < run.size()) {
        qsizetype end = start;
        bool lower = false;
        bool upper = false;
        bool digit = false;
        for (; end < run.size() && !QStringView(u"/_=-").contains(run.at(end)); ++end) {
            lower = lower || (run.at(end) >= u'a' && run.at(end) <= u'z');
            upper = upper || (run.at(end) >= u'A' && run.at(end) <= u'Z');
            digit = digit || (run.at(end) >= u'0' && run.at(end) <= u'9');
        }
        if (end - start >= 20 && lower && upper && digit)
            return run.startsWith(u'/') ? start : 0;
        start = end + 1;
    }
    return -1;
}

/// One pass, whatever the text: it comes from outside.
QString withoutKeys(const QString &text)
{
    QString out;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = at;
        while (end < text.size() && isRunCharacter(text.at(end)))
            ++end;
        const QStringView run = QStringView(text).sliced(at, end - at);
        const qsizetype key = keyIn(run);
        out.append(key < 0 ? run : run.first(key));
        if (key >= 0)
            out.append(QStringLiteral("[redacted]"));
        if (end < text.size())
            out.append(text.at(end++));
        at = end;
    }
    return out;
}

QString capped(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    if (utf8.size() <= textLimit)
        return text;
    qsizetype end = textLimit;
    while (end > 0 && (static_cast<unsigned char>(utf8.at(end)) & 0xc0) == 0x80)
        --end;
    return QString::fromUtf8(utf8.left(end)) + QStringLiteral("[cut]");
}

template<size_t N> bool contains(const char *const (&keys)[N], const QString &key)
{
    return std::any_of(std::begin(keys), std::end(keys), [&](const char *k) { return key.compare(QLatin1String(k), Qt::CaseInsensitive) == 0; });
}

QJsonValue cleaned(const QJsonValue &value, int depth)
{
    if (value.isString())
        return scrubbed(value.toString());
    if (value.isDouble()) {
        const double number = value.toDouble();
        const bool whole = std::isfinite(number) && std::floor(number) == number && std::abs(number) < 9e15;
        return whole ? value : QJsonValue(QString::number(number, 'g', 17));
    }
    if (depth >= depthLimit)
        return value.isObject() || value.isArray() ? QJsonValue(QStringLiteral("[too deep]")) : value;
    if (value.isArray()) {
        QJsonArray out;
        const QJsonArray in = value.toArray();
        for (qsizetype i = 0; i < std::min(in.size(), arrayLimit); ++i)
            out.append(cleaned(in.at(i), depth + 1));
        return out;
    }
    if (value.isObject()) {
        QJsonObject out;
        const QJsonObject in = value.toObject();
        for (auto it = in.begin(); it != in.end(); ++it) {
            if (!contains(forbiddenKeys, it.key()))
                out.insert(scrubbed(it.key()), cleaned(it.value(), depth + 1));
        }
        return out;
    }
    return value;
}

} // namespace

bool looksLikeSecret(const QString &text)
{
    return secretPattern().match(text).hasMatch() || withoutKeys(text) != text;
}

QString scrubbed(const QString &text)
{
    // Long enough to see a secret that the cap would cut in two.
    QString out = text.left(8 * textLimit);
    out.replace(secretPattern(), QStringLiteral("[redacted]"));
    out = withoutKeys(out);
    for (QChar &c : out) {
        if (c.category() == QChar::Other_Control)
            c = QLatin1Char(' ');
    }
    return capped(out);
}

JournalRecord redacted(JournalRecord record)
{
    for (QString *text : {&record.id, &record.actor.server, &record.actor.os, &record.actor.host, &record.actor.impersonating, &record.server,
                          &record.object.context, &record.object.ns, &record.object.name, &record.objectKind, &record.objectUid, &record.verb,
                          &record.reason, &record.ticket, &record.state, &record.message})
        *text = scrubbed(*text);
    QJsonObject details;
    for (auto it = record.details.begin(); it != record.details.end(); ++it) {
        if (contains(allowedKeys, it.key()))
            details.insert(it.key(), cleaned(it.value(), 1));
    }
    record.details = details;
    return record;
}

} // namespace maestro
