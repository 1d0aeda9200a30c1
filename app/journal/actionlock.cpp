// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/actionlock.h"

#include "journal/journalfiles.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>

namespace maestro {

ActionLock::ActionLock(int fd)
    : m_fd(fd)
{
}

ActionLock::~ActionLock()
{
    ::close(m_fd); // the empty file stays: removing it would let two processes lock two files of one name
}

Result<std::unique_ptr<ActionLock>> ActionLock::acquire(const QString &dir, const QString &objectUid)
{
    const auto failed = [&](const QString &why) {
        return Error{ErrorKind::Refused, QStringLiteral("actionLockIo"), QStringLiteral("%1: %2").arg(dir, why),
                     QCoreApplication::translate("JournalFiles", "without this lock two consoles could act on one object at once")};
    };
    Result<Descriptor> folder = openPrivateDirectory(dir, true);
    if (!folder)
        return failed(folder.error().message);
    // A uid comes from outside: only its digest becomes a file name.
    const QByteArray name = "action-" + QCryptographicHash::hash(objectUid.toUtf8(), QCryptographicHash::Sha256).toHex().left(32) + ".lock";
    Descriptor file(::openat(folder->get(), name.constData(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (!file.valid())
        return failed(errnoText(errno));
    if (const std::optional<Error> unsafe = unsafeFile(file.get(), dir + QLatin1Char('/') + QString::fromLatin1(name)))
        return *unsafe;
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK)
            return failed(errnoText(errno));
        return Error{ErrorKind::Refused, QStringLiteral("objectBusy"),
                     QCoreApplication::translate("JournalFiles", "another console of yours is acting on this object%1").arg(holderText(file.get())),
                     QCoreApplication::translate("JournalFiles", "wait until it has finished, then look at the object again")};
    }
    return std::unique_ptr<ActionLock>(new ActionLock(file.release()));
}

} // namespace maestro
