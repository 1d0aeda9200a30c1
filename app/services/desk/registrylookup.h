// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/desk/remotereader.h"

namespace maestro {

class SecretStore;

struct TagAnswer
{
    enum class State { There, Missing, Unknown };

    State state = State::Unknown;
    QString digest; ///< of the manifest, when there
    QString message; ///< why Unknown
};

/// The tags of one repository as the registry lists them: nothing in that order says when a tag was made, or that it ever ran.
struct TagList
{
    QStringList tags; ///< tags only; what is none is left out
    bool complete = false; ///< false: there are more, or a page could not be read
    QString problem; ///< empty: every page that was asked for came
};

/// The repository of an image without its registry: "team/app" of "ghcr.io/team/app:v1"; empty: none that may stand in a path.
QString repositoryOf(const QString &image);

/// The registry that an image names: "ghcr.io" of "ghcr.io/team/app:v1"; docker.io where it names none.
QString registryOf(const QString &image);

/// Whether that registry is the one behind `endpoint`, by the name it serves, else by its address. An address of this computer or one behind the
/// service proxy has no name of its own: it stands for whatever it forwards to.
bool isRegistryOf(const Endpoint &endpoint, const QString &image);

/// Whether a tag exists, by its manifest (OCI distribution). A bearer challenge is answered once: credentials go to the realm only where it
/// is the registry's own address; elsewhere the token is asked for without any. Calls back once, not after `owner` is destroyed.
void lookUpTag(const std::shared_ptr<RemoteReader> &registry, const QString &repository, const QString &tag, SecretStore *secrets, QObject *owner, Callback<TagAnswer> done);

/// The tags of a repository (OCI distribution, tags/list), at most ten pages; asked and answered like lookUpTag.
void listTags(const std::shared_ptr<RemoteReader> &registry, const QString &repository, SecretStore *secrets, QObject *owner, Callback<TagList> done);

/// The parameters of a bearer challenge, by name in lower case; empty: it is none.
QMap<QString, QString> bearerChallenge(const QByteArray &header);

} // namespace maestro
