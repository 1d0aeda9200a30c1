// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reference/referencereader.h"

#include "services/settingsservice.h"
#include "services/validation/contactdirectory.h"

#include <QDir>
#include <QFileInfo>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

using State = ReferencePath::State;

bool isBelow(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder.endsWith(u'/') ? folder : QString(folder + u'/'));
}

/// The nearest folder above that exists, with its links followed: a link on the way leaves a checkout even where its end is missing.
QString nearestReal(QString path)
{
    while (!QFileInfo::exists(path) && !QFileInfo(path).isSymLink()) {
        const QString above = QFileInfo(path).path();
        if (above == path)
            break;
        path = above;
    }
    return QFileInfo(path).canonicalFilePath(); // empty: a link to nowhere
}

ReferencePath checked(ReferencePath one, const QString &folder, const QString &real)
{
    const QString whole = QDir::cleanPath(folder + u'/' + one.path);
    if (one.path.startsWith(u'/') || one.path.contains(QChar(u'\0')) || !isBelow(whole, folder)) {
        one.state = State::Refused;
        return one;
    }
    const QString end = nearestReal(whole);
    if (end.isEmpty() || !isBelow(end, real)) {
        one.state = State::Refused;
        return one;
    }
    const QFileInfo file(whole);
    one.state = !file.exists() ? State::Missing : file.isDir() ? State::Folder : State::File;
    if (file.exists())
        one.absolute = whole;
    return one;
}

} // namespace

QList<ReferencePath> checkedPaths(QList<ReferencePath> paths, const QString &folder)
{
    const QString clean = QDir::cleanPath(folder);
    const QString real = QFileInfo(clean).isDir() ? QFileInfo(clean).canonicalFilePath() : QString();
    for (ReferencePath &one : paths) {
        if (real.isEmpty())
            one.state = State::NoCheckout;
        else
            one = checked(one, clean, real);
    }
    return paths;
}

ReferenceCheckout checkoutOf(const Policy &policy, const CheckoutFolders &settings)
{
    ReferenceCheckout checkout{policy.name, settings.value(policy.name), u"settings"_s, referencePaths(policy)};
    if (checkout.folder.isEmpty()) {
        const QString written = policy.document.value(u"files"_s).toMap().value(u"checkout"_s).toString();
        checkout.folder = written.isEmpty() ? QString() : QDir::cleanPath(QFileInfo(policy.file).absoluteDir().absoluteFilePath(written));
        checkout.from = written.isEmpty() ? QString() : u"policy"_s;
    }
    if (!checkout.folder.isEmpty())
        checkout.paths = checkedPaths(checkout.paths, checkout.folder);
    return checkout;
}

ReferenceShelf readReferenceShelf(const QList<PolicyPtr> &policies, const QString &configFolder, const CheckoutFolders &settings, const QDateTime &now)
{
    ReferenceShelf shelf{now, {}, {}, {}};
    const Result<QList<Contact>> own = ownContacts(configFolder);
    if (!own)
        shelf.problem = own.error().message;
    for (const PolicyPtr &policy : policies) {
        shelf.links += referenceLinks(*policy, own ? *own : QList<Contact>());
        shelf.checkouts.append(checkoutOf(*policy, settings));
    }
    return shelf;
}

CheckoutFolders checkoutSettings(const QString &settingsFile)
{
    CheckoutFolders folders;
    const QVariantMap kept = SettingsService(settingsFile).value(u"checkouts"_s).toMap();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        if (QDir::isAbsolutePath(it.value().toString()))
            folders.insert(it.key(), it.value().toString());
    return folders;
}

} // namespace maestro
