// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/lastgood.h"

#include "domain/desk/deskcall.h"
#include "domain/planner/rollbackway.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>

namespace maestro {

namespace {

KnownGood of(const Revision &revision, GoodSource source, GoodReason reason)
{
    KnownGood good;
    good.source = source;
    good.reason = reason;
    good.revision = revision.number;
    good.image = revision.images.value(0);
    good.tag = tagOf(good.image);
    good.at = revision.createdAt;
    return good;
}

QString hashAt(const JournalRecord &intent, const char *end)
{
    return intent.details.value(QLatin1String(end)).toObject().value(QStringLiteral("hash")).toString();
}

/// What was done to one object, newest first, each with how it ended.
struct Deeds
{
    QList<JournalRecord> intents;
    QSet<QString> applied; ///< ids

    Deeds(const QList<JournalRecord> &records, const QString &uid)
    {
        for (const JournalRecord &record : records) {
            if (record.objectUid != uid || uid.isEmpty())
                continue;
            if (record.type == RecordType::Intent)
                intents.prepend(record);
            else if ((record.type == RecordType::Outcome || record.type == RecordType::Reconcile) && record.state == QLatin1String("applied"))
                applied.insert(record.id);
        }
    }

    /// The tags that ran under these hashes when they were left.
    QSet<QString> tagsOf(const QSet<QString> &hashes) const
    {
        QSet<QString> tags;
        for (const JournalRecord &intent : intents)
            if (const QJsonObject from = intent.details.value(QLatin1String("from")).toObject(); hashes.contains(from.value(QLatin1String("hash")).toString()))
                tags.insert(tagOf(from.value(QLatin1String("images")).toArray().at(0).toString()));
        return tags;
    }

    /// Hashes that a person left because they were bad; one that was promoted fully later is good again.
    QSet<QString> bad() const
    {
        QSet<QString> left;
        QSet<QString> settled;
        for (const JournalRecord &intent : intents) {
            if (!applied.contains(intent.id))
                continue;
            const bool back = intent.verb == QLatin1String("rollback") || intent.verb == QLatin1String("abort");
            const QString from = hashAt(intent, "from");
            if (back && !from.isEmpty() && !settled.contains(from))
                left.insert(from);
            if (const QString to = hashAt(intent, "to"); !to.isEmpty() && (back || intent.verb == QLatin1String("promote-full")))
                settled.insert(to);
            settled.insert(from);
        }
        return left;
    }
};

void addJournal(QList<KnownGood> &out, const Deeds &deeds, const RolloutSnapshot &snapshot, const QSet<QString> &none)
{
    QSet<QString> told;
    for (const JournalRecord &intent : deeds.intents) {
        const bool back = intent.verb == QLatin1String("rollback") || intent.verb == QLatin1String("abort");
        const QString hash = hashAt(intent, "to");
        if (!deeds.applied.contains(intent.id) || hash.isEmpty() || none.contains(hash) || told.contains(hash) || (!back && intent.verb != QLatin1String("promote-full")))
            continue;
        told.insert(hash);
        for (const Revision &revision : snapshot.revisions) {
            if (revision.hash != hash)
                continue;
            KnownGood good = of(revision, GoodSource::Journal, back ? GoodReason::ReturnedHere : GoodReason::PromotedHere);
            good.at = intent.at;
            good.by = intent.actor.server.isEmpty() ? intent.actor.os : intent.actor.server;
            out.append(good);
        }
    }
}

/// "Rollback to 3", as Helm says it; 0: the revision was made otherwise, or did not get there ("Rollback "web" failed: ...").
int returnsTo(const HelmRevision &revision)
{
    static const QLatin1String words("Rollback to ");
    return revision.description.startsWith(words) ? revision.description.mid(words.size()).toInt() : 0;
}

/// What somebody left by a rollback is not good, and what the newest one returned to is what runs now. After an upgrade that failed the one
/// before it is still the deployed one.
void addHelm(QList<KnownGood> &out, const HelmRevisions &helm)
{
    QSet<int> none;
    for (const HelmRevision &revision : helm)
        if (revision.description.startsWith(QLatin1String("Rollback ")))
            none.insert(revision.number - 1);
    if (!helm.isEmpty() && helm.first().status == QLatin1String("deployed"))
        none.insert(returnsTo(helm.first()));
    for (qsizetype i = 1; i < helm.size(); ++i) {
        const HelmRevision &revision = helm.at(i);
        const bool ran = revision.status == QLatin1String("superseded") || revision.status == QLatin1String("deployed");
        if (!revision.readable || !ran || none.contains(revision.number))
            continue;
        KnownGood good;
        good.source = GoodSource::Helm;
        good.reason = GoodReason::DeployedBefore;
        good.helmRevision = revision.number;
        good.tag = isTag(revision.imageTag) ? revision.imageTag : isTag(revision.appVersion) ? revision.appVersion : QString();
        good.at = revision.at;
        out.append(good);
        return;
    }
}

/// Its newest analysis failed: it was tried, and was not good.
bool failedItsAnalysis(const RolloutSnapshot &snapshot, const QString &hash)
{
    const AnalysisRun *newest = nullptr;
    for (const AnalysisRun &run : snapshot.analysisRuns)
        if (run.meta.labels.value(QStringLiteral("rollouts-pod-template-hash")) == hash && (!newest || newest->meta.createdAt < run.meta.createdAt))
            newest = &run;
    return newest && (newest->phase == QLatin1String("Failed") || newest->phase == QLatin1String("Error"));
}

/// "v9" before "v10": numbers by their value, the rest by character, whatever the language of the machine.
bool isNameBefore(const QString &a, const QString &b)
{
    const auto digitsFrom = [](const QString &text, qsizetype at) {
        qsizetype end = at;
        while (end < text.size() && text.at(end) >= u'0' && text.at(end) <= u'9')
            ++end;
        return QStringView(text).sliced(at, end - at);
    };
    const auto bare = [](QStringView digits) {
        while (digits.size() > 1 && digits.front() == u'0')
            digits = digits.sliced(1);
        return digits;
    };
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        const QStringView left = digitsFrom(a, i);
        const QStringView right = digitsFrom(b, j);
        if (left.isEmpty() || right.isEmpty()) {
            if (a.at(i) != b.at(j))
                return a.at(i) < b.at(j);
            ++i;
            ++j;
            continue;
        }
        const QStringView x = bare(left);
        const QStringView y = bare(right);
        if (x != y)
            return x.size() != y.size() ? x.size() < y.size() : x < y;
        i += left.size();
        j += right.size();
    }
    return i == a.size() && j == b.size() ? a < b : j < b.size();
}

template<typename Has> const KnownGood *first(const QList<KnownGood> &known, Has has)
{
    const auto found = std::find_if(known.cbegin(), known.cend(), has);
    return found == known.cend() ? nullptr : &*found;
}

} // namespace

QString KnownGood::ref() const
{
    return revision > 0 ? QString::number(revision) : helmRevision > 0 ? QString::number(helmRevision) : tag;
}

QList<KnownGood> lastKnownGood(const RolloutSnapshot &snapshot, const HelmRevisions &helm, const QList<JournalRecord> &records)
{
    QList<KnownGood> out;
    const Revision *current = currentRevision(snapshot);
    const Revision *stable = stableRevision(snapshot);
    if (stable && current && stable->hash != current->hash)
        out.append(of(*stable, GoodSource::ReplicaSets, GoodReason::StableNow));
    const Deeds deeds(records, snapshot.rollout.meta.uid);
    QSet<QString> none = deeds.bad();
    if (current)
        none.insert(current->hash);
    addJournal(out, deeds, snapshot, none);
    for (const Revision &revision : snapshot.revisions)
        if (revision.number > 0 && !none.contains(revision.hash) && !failedItsAnalysis(snapshot, revision.hash)) {
            out.append(of(revision, GoodSource::ReplicaSets, GoodReason::RunBefore));
            break;
        }
    addHelm(out, helm);
    QList<KnownGood> unique;
    for (const KnownGood &good : std::as_const(out)) {
        const bool known = std::any_of(unique.cbegin(), unique.cend(), [&good](const KnownGood &u) { return u.source == good.source && u.ref() == good.ref(); });
        if (!known)
            unique.append(good);
    }
    return unique;
}

QList<KnownGood> registryTags(const RolloutSnapshot &snapshot, const QList<KnownGood> &known, const QList<JournalRecord> &records, QStringList tags, const QString &registry,
                              qsizetype most, qsizetype *left)
{
    static const QRegularExpression signature(QStringLiteral("\\Asha256-[0-9a-f]{64}(\\..+)?\\z"));
    const Deeds deeds(records, snapshot.rollout.meta.uid);
    const QSet<QString> bad = deeds.bad();
    QSet<QString> none = deeds.tagsOf(bad);
    const QString image = snapshot.rollout.images.value(0);
    none.insert(tagOf(image));
    for (const Revision &revision : snapshot.revisions)
        if (bad.contains(revision.hash) || failedItsAnalysis(snapshot, revision.hash))
            none.insert(tagOf(revision.images.value(0)));
    for (const KnownGood &good : known)
        none.insert(good.tag);
    std::sort(tags.begin(), tags.end(), [](const QString &a, const QString &b) { return isNameBefore(b, a); });
    tags.removeDuplicates();
    tags.removeIf([&none](const QString &tag) { return none.contains(tag) || signature.match(tag).hasMatch(); });
    *left = std::max<qsizetype>(0, tags.size() - most);
    QList<KnownGood> out;
    for (const QString &tag : tags.mid(0, most)) {
        KnownGood good;
        good.source = GoodSource::Registry;
        good.reason = GoodReason::InRegistry;
        good.tag = tag;
        good.by = registry;
        out.append(good);
    }
    return out;
}

const KnownGood *goodRevision(const QList<KnownGood> &known)
{
    return first(known, [](const KnownGood &good) { return good.revision > 0; });
}

const KnownGood *goodHelmRevision(const QList<KnownGood> &known)
{
    return first(known, [](const KnownGood &good) { return good.helmRevision > 0; });
}

const KnownGood *goodTag(const QList<KnownGood> &known)
{
    return first(known, [](const KnownGood &good) { return !good.tag.isEmpty() && good.source != GoodSource::Registry; });
}

QString goodSourceWord(GoodSource source)
{
    switch (source) {
    case GoodSource::Journal: return QStringLiteral("journal");
    case GoodSource::Helm: return QStringLiteral("helm");
    case GoodSource::ReplicaSets: return QStringLiteral("replicaSets");
    case GoodSource::Registry: return QStringLiteral("registry");
    }
    return {};
}

std::optional<int> rollbackSeconds(const QList<JournalRecord> &records, const QString &objectUid, const QString &provider)
{
    QMap<QString, QDateTime> began;
    QList<qint64> took;
    for (const JournalRecord &record : records) {
        if (record.objectUid != objectUid || objectUid.isEmpty())
            continue;
        if (record.type == RecordType::Intent && record.verb == QLatin1String("rollback") && record.details.value(QStringLiteral("provider")).toString() == provider)
            began.insert(record.id, record.at);
        else if (record.type == RecordType::Outcome && record.state == QLatin1String("applied") && began.contains(record.id))
            took.append(began.value(record.id).msecsTo(record.at));
    }
    if (took.isEmpty())
        return std::nullopt;
    std::sort(took.begin(), took.end());
    return int(std::max<qint64>(0, (took.at(took.size() / 2) + 999) / 1000));
}

} // namespace maestro
