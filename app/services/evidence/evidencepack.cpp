// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/evidencepack.h"

#include "config/privatefile.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <numeric>
#include <sys/stat.h>
#include <unistd.h>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

constexpr qint64 readLimit = 256 * 1024 * 1024; ///< of a file, and of a pack
constexpr qint64 sizeLimit = readLimit - 16 * 1024 * 1024; ///< of what is written: manifest and directory come on top
constexpr qsizetype filesLimit = 10'000;
constexpr qsizetype problemsLimit = 100;
const char manifestName[] = "manifest.json";

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

Error notWritten(const QString &path, int number)
{
    return {ErrorKind::Internal, u"notWritten"_s, Words::tr("%1 cannot be written: %2").arg(path, QString::fromLocal8Bit(std::strerror(number))), Words::tr("Name another folder."), {}};
}

/// Gives a finished file or folder its name unless something has it, and makes that durable.
Result<Done> publish(const QString &temporary, const QString &target)
{
    if (::renameat2(AT_FDCWD, QFile::encodeName(temporary).constData(), AT_FDCWD, QFile::encodeName(target).constData(), RENAME_NOREPLACE) != 0) {
        if (errno == EEXIST || errno == ENOTEMPTY)
            return Error{ErrorKind::Refused, u"exists"_s, Words::tr("%1 is there already; evidence is never overwritten.").arg(target), Words::tr("Name another folder."), {}};
        return notWritten(target, errno);
    }
    const int parent = ::open(QFile::encodeName(QFileInfo(target).absolutePath()).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool durable = parent >= 0 && ::fsync(parent) == 0;
    const int number = errno;
    if (parent >= 0)
        ::close(parent);
    return durable ? Result<Done>(Done{}) : notWritten(target, number);
}

/// What the policy wants in every pack and this one does not have. A word that no kind of file is known for is looked for in their names.
QStringList notAttached(const PackContent &content)
{
    static const QHash<QString, QStringList> files{{u"grafana-snapshot"_s, {u"grafana.json"_s, u"charts/"_s}}, {u"webhook-log"_s, {u"webhooks.json"_s, u"workflow/"_s}}};
    QStringList out;
    for (const QString &word : content.wanted) {
        const QStringList begins = files.value(word);
        const QByteArray first = word.section(u'-', 0, 0).toUtf8();
        const bool there = std::any_of(content.files.cbegin(), content.files.cend(), [&](const auto &file) {
            const bool named = std::any_of(begins.cbegin(), begins.cend(), [&file](const QString &begin) { return file.first.startsWith(begin); });
            return named || (begins.isEmpty() && (file.first.contains(word) || (file.first == u"checklist.json" && file.second.contains(first))));
        });
        if (!there)
            out.append(Words::tr("%1: the policy wants it in every pack (evidence.attach), and it is not in this one").arg(word));
    }
    return out;
}

QJsonObject manifestOf(const PackContent &content, const QList<std::pair<QString, QByteArray>> &files)
{
    QJsonArray list;
    for (const auto &[name, bytes] : files)
        list.append(QJsonObject{{u"file"_s, name}, {u"size"_s, bytes.size()}, {u"sha256"_s, QString::fromLatin1(sha256(bytes))}});
    const JournalExcerpt &excerpt = content.excerpt;
    return {{u"apiVersion"_s, u"maestro/v1"_s}, {u"kind"_s, u"EvidenceManifest"_s}, {u"format"_s, u"maestro-evidence/1"_s}, {u"id"_s, content.id},
            {u"at"_s, content.at.toUTC().toString(Qt::ISODateWithMs)}, {u"writer"_s, QStringLiteral("maestro " MAESTRO_VERSION)},
            {u"chain"_s, QJsonObject{{u"journal"_s, excerpt.journal}, {u"previousHash"_s, QString::fromLatin1(excerpt.previousHash)}, {u"lastHash"_s, QString::fromLatin1(excerpt.lastHash)},
                                     {u"firstSeq"_s, excerpt.firstSeq}, {u"lastSeq"_s, excerpt.lastSeq}}},
            {u"missing"_s, QJsonArray::fromStringList(content.missing + notAttached(content))}, {u"files"_s, list}};
}

bool isPackName(const QString &name)
{
    static const QRegularExpression shape(u"\\A[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)?\\z"_s);
    return shape.match(name).hasMatch();
}

/// Regular files only, never through a link.
std::optional<QByteArray> bytesOf(const QString &path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
    struct stat info = {};
    if (fd < 0)
        return std::nullopt;
    QFile file;
    const bool fine = ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= readLimit && file.open(fd, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle);
    if (!fine) {
        ::close(fd);
        return std::nullopt;
    }
    return file.read(readLimit);
}

/// A pack to be read, wherever it is. Nothing about it is trusted.
struct PackFiles
{
    QStringList names; ///< of everything that is no folder
    std::function<std::optional<QByteArray>(const QString &name)> bytes; ///< of plain files alone
};

PackFiles filesOfFolder(const QString &folder)
{
    PackFiles pack;
    pack.bytes = [folder](const QString &name) { return bytesOf(folder + u'/' + name); };
    QDirIterator files(folder, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    while (files.hasNext() && pack.names.size() <= filesLimit) {
        const QString path = files.next();
        const bool plainFolder = files.fileInfo().isDir() && !files.fileInfo().isSymLink();
        if (!plainFolder)
            pack.names.append(path.mid(folder.size() + 1));
    }
    return pack;
}

PackFiles filesOf(const QList<std::pair<QString, QByteArray>> &files)
{
    PackFiles pack;
    QHash<QString, QByteArray> known;
    for (const auto &[name, bytes] : files) {
        pack.names.append(name);
        known.insert(name, bytes);
    }
    pack.bytes = [known](const QString &name) {
        const auto found = known.constFind(name);
        return found == known.constEnd() ? std::nullopt : std::optional(*found);
    };
    return pack;
}

void compareFiles(const PackFiles &pack, const QJsonArray &listed, PackVerification &out)
{
    QStringList known{QLatin1String(manifestName)};
    for (const QJsonValue &value : listed) {
        const QString name = value[u"file"_s].toString();
        known.append(name);
        const std::optional<QByteArray> bytes = isPackName(name) ? pack.bytes(name) : std::nullopt;
        ++out.files;
        if (!bytes)
            out.problems.append(Words::tr("%1: missing, or not a plain file").arg(name.left(120)));
        else if (bytes->size() != value[u"size"_s].toInteger(-1) || QString::fromLatin1(sha256(*bytes)) != value[u"sha256"_s].toString())
            out.problems.append(Words::tr("%1: not what was written").arg(name));
    }
    if (known.removeDuplicates() > 0)
        out.problems.append(Words::tr("the manifest names a file twice"));
    QStringList there = pack.names;
    if (there.removeDuplicates() > 0)
        out.problems.append(Words::tr("a file is there twice"));
    const QSet<QString> named(known.begin(), known.end());
    for (const QString &name : std::as_const(there)) {
        if (!named.contains(name))
            out.problems.append(Words::tr("%1: not in the manifest").arg(name.left(120)));
    }
}

} // namespace

Result<WrittenPack> writePack(const PackContent &content, const QString &parent)
{
    if (!QDir().mkpath(parent))
        return notWritten(parent, errno);
    WrittenPack written;
    written.folder = parent + u'/' + content.name;
    written.zip = written.folder + u".zip"_s;
    QList<std::pair<QString, QByteArray>> files{{u"record.jsonl"_s, content.excerpt.lines}};
    QSet<QString> taken {u"record.jsonl"_s, QLatin1String(manifestName)};
    for (auto [name, bytes] : content.files) {
        while (taken.contains(name.toLower())) // nothing takes the place of something else
            name.insert(std::max<qsizetype>(name.lastIndexOf(u'/') + 1, name.lastIndexOf(u'.')), u'-');
        taken.insert(name.toLower());
        files.append({name, bytes});
    }
    const qint64 size = std::accumulate(files.cbegin(), files.cend(), qint64(0), [](qint64 sum, const auto &file) { return sum + file.second.size(); });
    if (size > sizeLimit || files.size() >= filesLimit)
        return Error{ErrorKind::Refused, u"tooLarge"_s, Words::tr("The pack would have %1 files and %2 MiB.").arg(files.size()).arg(size / (1024 * 1024)), Words::tr("Export the actions of it one by one."), {}};
    written.manifest = manifestOf(content, files);
    const QByteArray manifest = QJsonDocument(written.manifest).toJson();
    written.manifestSha256 = sha256(manifest);
    files.append({QLatin1String(manifestName), manifest});

    QByteArray temporary = QFile::encodeName(parent + u"/.evidence.XXXXXX"_s);
    if (!::mkdtemp(temporary.data()))
        return notWritten(parent, errno);
    const QString folder = QFile::decodeName(temporary);
    const QString zip = folder + u".zip"_s;
    const auto undo = [&](const Error &error) {
        QDir(folder).removeRecursively();
        QFile::remove(zip);
        return error;
    };
    for (const auto &[name, bytes] : std::as_const(files)) {
        if (const auto done = writePrivateFile(folder + u'/' + name, bytes); !done)
            return undo(done.error());
    }
    if (const auto done = writePrivateFile(zip, zipOf(content.name, files)); !done)
        return undo(done.error());
    if (const auto done = publish(folder, written.folder); !done)
        return undo(done.error());
    if (const auto done = publish(zip, written.zip); !done)
        return undo(done.error());
    return written;
}

PackVerification verifyPack(const QString &path)
{
    PackVerification out;
    out.folder = path;
    PackFiles pack;
    if (QFileInfo(path).isDir()) {
        pack = filesOfFolder(path);
    } else {
        const auto zip = bytesOf(path);
        const auto files = zip ? filesOfZip(*zip) : Result<QList<std::pair<QString, QByteArray>>>(Error{ErrorKind::NotFound, {}, Words::tr("not there, not a plain file, or larger than 256 MiB"), {}, {}});
        if (!files) {
            out.problems.append(files.error().message);
            return out;
        }
        pack = filesOf(*files);
    }
    const std::optional<QByteArray> bytes = pack.bytes(QLatin1String(manifestName));
    const QJsonObject manifest = bytes ? QJsonDocument::fromJson(*bytes).object() : QJsonObject();
    if (manifest.value(u"kind"_s).toString() != u"EvidenceManifest") {
        out.problems.append(Words::tr("%1: missing, or no manifest").arg(QLatin1String(manifestName)));
        return out;
    }
    const QJsonArray listed = manifest.value(u"files"_s).toArray();
    if (pack.names.size() > filesLimit || listed.size() > filesLimit) {
        out.problems.append(Words::tr("more than %1 files").arg(filesLimit));
        return out;
    }
    compareFiles(pack, listed, out);
    const QJsonObject chain = manifest.value(u"chain"_s).toObject();
    if (manifest.value(u"format"_s).toString() != u"maestro-evidence/1" || chain.isEmpty()) {
        out.problems.append(Words::tr("no format that is known: its records cannot be checked"));
        return out;
    }
    const QByteArray lines = pack.bytes(u"record.jsonl"_s).value_or(QByteArray());
    const QString problem = excerptProblem(lines, chain.value(u"previousHash"_s).toString().toLatin1(), chain.value(u"lastHash"_s).toString().toLatin1());
    if (!problem.isEmpty())
        out.problems.append(u"record.jsonl: "_s + problem);
    if (out.problems.size() > problemsLimit) {
        const qsizetype more = out.problems.size() - problemsLimit;
        out.problems.resize(problemsLimit);
        out.problems.append(Words::tr("and %1 more").arg(more));
    }
    return out;
}

QStringList packsIn(const QString &path)
{
    if (!QFileInfo(path).isDir() || QFileInfo::exists(path + u'/' + QLatin1String(manifestName)))
        return {path};
    QStringList packs;
    const QStringList names = QDir(path).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    for (const QString &name : names) {
        if (QFileInfo::exists(path + u'/' + name + u'/' + QLatin1String(manifestName)))
            packs.append(path + u'/' + name);
    }
    return packs;
}

} // namespace maestro
