// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalstore.h"

#include "journal/journalwriter.h"
#include "journal/redactor.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace maestro {

namespace {

QStringList noticesOf(int folder, const QString &path)
{
    if (!onNetworkFileSystem(folder))
        return {};
    return {QCoreApplication::translate("JournalFiles", "%1 is on a network file system: do not write to it from two hosts").arg(path)};
}

} // namespace

struct JournalStore::Private
{
    QString dir;
    Descriptor dirFd;
    JournalWriter writer;
    QStringList notices;

    Private(QString path, Descriptor fd, const Clock *clock)
        : dir(path)
        , dirFd(std::move(fd))
        , writer(path, dirFd.get(), clock)
    {
    }
    Result<SegmentLock> lock() const { return SegmentLock::exclusive(dirFd.get(), dir); }
};

JournalStore::JournalStore(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

JournalStore::~JournalStore() = default;

Result<std::unique_ptr<JournalStore>> JournalStore::open(const QString &dir, const Clock *clock, const std::shared_ptr<const JournalScan> &read)
{
    const QString path = QDir::cleanPath(QFileInfo(dir).absoluteFilePath());
    Result<Descriptor> folder = openPrivateDirectory(path, true);
    if (!folder)
        return folder.error();
    // A file size limit must come back as an error, not as the end of the process.
    ::signal(SIGXFSZ, SIG_IGN);
    auto data = std::make_unique<Private>(path, std::move(folder.value()), clock);
    data->notices = noticesOf(data->dirFd.get(), path);
    {
        const Result<SegmentLock> lock = data->lock();
        if (read)
            data->writer.adopt(*read);
        if (const std::optional<Error> error = data->writer.refresh())
            return *error;
        const bool torn = data->writer.scan().usable() && !data->writer.scan().tail.isEmpty();
        if (torn) {
            const std::optional<Error> failed = lock ? data->writer.recover({}) : std::optional(lock.error());
            data->notices.append(failed ? failed->message : QCoreApplication::translate("JournalFiles", "the last write was interrupted; what it left was set aside"));
        }
    }
    return std::unique_ptr<JournalStore>(new JournalStore(std::move(data)));
}

Result<JournalPlace> JournalStore::append(JournalRecord record, bool reserve)
{
    const Result<SegmentLock> lock = d->lock();
    if (!lock)
        return lock.error();
    return d->writer.append(redacted(std::move(record)), reserve);
}

Result<JournalPlace> JournalStore::appendUnless(const std::function<bool(const QList<JournalRecord> &)> &there, JournalRecord record)
{
    const Result<SegmentLock> lock = d->lock();
    if (!lock)
        return lock.error();
    if (const std::optional<Error> error = d->writer.refresh())
        return *error;
    if (there(d->writer.scan().records))
        return JournalPlace{};
    return d->writer.append(redacted(std::move(record)), false);
}

Result<Done> JournalStore::begin(const Actor &actor)
{
    const Result<SegmentLock> lock = d->lock();
    if (!lock)
        return lock.error();
    if (const std::optional<Error> error = d->writer.begin(actor))
        return *error;
    return Done{};
}

Result<QList<JournalRecord>> JournalStore::read() const
{
    const SegmentLock lock = SegmentLock::shared(d->dirFd.get());
    if (const std::optional<Error> error = d->writer.refresh())
        return *error;
    return d->writer.scan().records;
}

JournalVerification JournalStore::verify() const
{
    return verifyJournal(d->dir);
}

Result<JournalPlace> JournalStore::acknowledgeBroken(const Actor &actor, const QString &reason)
{
    const Result<SegmentLock> lock = d->lock();
    if (!lock)
        return lock.error();
    JournalRecord alarm;
    alarm.type = RecordType::TamperAlarm;
    alarm.actor = actor;
    alarm.reason = reason;
    return d->writer.startNewChain(redacted(std::move(alarm)));
}

Result<Done> JournalStore::exportTo(const QString &file) const
{
    const SegmentLock lock = SegmentLock::shared(d->dirFd.get());
    const Result<QByteArray> lines = completeLines(d->dir);
    if (!lines)
        return lines.error();
    const JournalVerification state = verificationOf(scanDirectory(d->dir));
    const QByteArray words = state.state == JournalState::Broken ? "broken" : state.state == JournalState::Valid ? "valid" : "valid with recovered tail";
    const QByteArray header = "# Maestro Console journal, format maestro-journal/1\n# " + QByteArray::number(state.records) + " records, " + words
        + ", head " + state.head.toLatin1() + "\n# Every line is a record, a tab and its hash; lines like these do not belong to the chain.\n";

    const Descriptor out(::open(QFile::encodeName(file).constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!out.valid() && errno == EEXIST)
        return Error{ErrorKind::BadInput, QStringLiteral("fileExists"), QCoreApplication::translate("JournalFiles", "%1 exists already").arg(file),
                     QCoreApplication::translate("JournalFiles", "Name a file that does not exist yet.")};
    if (!out.valid()) // the file that was named is what is wrong, not the journal
        return Error{ErrorKind::BadInput, QStringLiteral("fileUnwritable"), writeError(errno, file, QCoreApplication::translate("JournalFiles", "create")).message,
                     QCoreApplication::translate("JournalFiles", "Name a file in a folder that can be written.")};
    int error = writeAll(out.get(), header + *lines);
    if (error == 0 && ::fsync(out.get()) != 0)
        error = errno;
    if (error == 0)
        return Done{};
    ::unlink(QFile::encodeName(file).constData());
    return writeError(error, file, QCoreApplication::translate("JournalFiles", "write"));
}

QString JournalStore::directory() const
{
    return d->dir;
}

void JournalStore::setSegmentLimit(qint64 bytes)
{
    d->writer.setSegmentLimit(bytes);
}

QStringList JournalStore::notices() const
{
    return d->notices;
}

QStringList placeNotices(const QString &dir)
{
    const Descriptor folder(::open(QFile::encodeName(dir).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return folder.valid() ? noticesOf(folder.get(), QDir::cleanPath(dir)) : QStringList();
}

std::shared_ptr<const JournalScan> readJournal(const QString &dir)
{
    // Without the lock (a stopped writer holds it) a record being written may look torn, never broken.
    const Descriptor folder(::open(QFile::encodeName(dir).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder.valid() && errno != ENOENT) {
        JournalScan unread;
        unread.broken = true;
        unread.problem = QCoreApplication::translate("JournalFiles", "%1: cannot open: %2").arg(dir, errnoText(errno));
        return std::make_shared<const JournalScan>(unread);
    }
    const SegmentLock lock = SegmentLock::shared(folder.get());
    return std::make_shared<const JournalScan>(scanDirectory(QDir::cleanPath(dir)));
}

JournalVerification verifyJournal(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && ::access(QFile::encodeName(path).constData(), F_OK) != 0 && errno == ENOENT) {
        JournalVerification none;
        none.head = QString::fromLatin1(zeroHash());
        none.message = QCoreApplication::translate("JournalFiles", "there is no journal yet");
        return none;
    }
    if (info.exists() && !info.isDir())
        return verificationOf(scanExport(path));
    return verificationOf(*readJournal(path));
}

} // namespace maestro
