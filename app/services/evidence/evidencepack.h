// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/policy/evidencerules.h"
#include "journal/journalexcerpt.h"

#include <QJsonObject>

namespace maestro {

/// One action, one batch, one run of triage or one incident as files (safety.md 5.9; resources/help/evidence-format.md). A value.
struct PackContent
{
    QString id;
    QString name; ///< of the folder: UTC_action_namespace_name_id8
    QDateTime at;
    JournalExcerpt excerpt;
    QList<std::pair<QString, QByteArray>> files; ///< record.jsonl is made of the excerpt and not among them
    QStringList missing; ///< what is not in it, and why
    QStringList wanted = {}; ///< `evidence.attach` of the policy: what of it is not there when it is written is missing as well

    void addJson(const QString &file, const QJsonValue &value);
};

struct PackSources
{
    QString journal; ///< directory
    QStringList evidence; ///< folders with rollbacks/*.json, in the order of looking
    QString kept; ///< folder of outputs by their SHA-256
    std::function<QStringList()> folders = {}; ///< `evidence`, asked for when a pack is made
    std::function<EvidenceRules(const QString &policy)> rules = {}; ///< what a policy wants in it; null: nothing
};

/// What the Journal and the files beside it know of an id: of an action; of a mass rollback, with its rows; of a run of triage, with what was
/// done to the object afterwards; or of a ticket, with all that names it. NotFound, journalBroken; Refused when kept evidence was changed.
Result<PackContent> packContent(const PackSources &sources, const QString &id, const QDateTime &now);

struct WrittenPack
{
    QString folder;
    QString zip;
    QJsonObject manifest;
    QByteArray manifestSha256;
};

/// Writes the folder and a ZIP of it into `parent`: each whole or not there, on disk when it returns, nothing is overwritten. Blocks.
/// Refused, exists, tooLarge (nobody could verify it); Internal, notWritten.
Result<WrittenPack> writePack(const PackContent &content, const QString &parent);

struct PackVerification
{
    QString folder;
    int files = 0;
    QStringList problems; ///< empty: it holds together

    bool valid() const { return problems.isEmpty(); }
};

/// Reads a folder or ZIP that anybody may have made: manifest, sizes, hashes, files too many or too few, and the chain of its excerpt.
/// A ZIP is read in memory, nothing of it is written.
PackVerification verifyPack(const QString &path);
/// The packs a path is or holds.
QStringList packsIn(const QString &path);

/// A ZIP without compression, entries in the order given.
QByteArray zipOf(const QString &folder, const QList<std::pair<QString, QByteArray>> &files);
/// The files of such a ZIP, to the byte: anything that zipOf() would not have written is BadInput, notOurZip.
Result<QList<std::pair<QString, QByteArray>>> filesOfZip(const QByteArray &zip);

} // namespace maestro
