// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "kube/config/kubeconfigdata.h"

#include <QList>

namespace maestro {

/// Typed reads from one stanza that collect problems instead of stopping at the first. A wrong type reads as unset.
class StanzaReader
{
public:
    /// `field` is the stanza's name in messages, e.g. "users[alice].user".
    StanzaReader(const KubeconfigStanza &stanza, const QString &field, QList<Error> *problems, QStringList *warnings);

    QString text(const QString &key);
    bool flag(const QString &key);
    QStringList texts(const QString &key);
    YamlNode::Ptr group(const QString &key, YamlNode::Kind kind);
    /// A path, absolute against the stanza's file.
    QString path(const QString &key);
    /// `key` (file) or `key`-data (base64); both is a problem. `filePath` tells the file when it came from one.
    QByteArray pem(const QString &key, QString *filePath = nullptr);
    bool has(const QString &key) const;
    void warnUnknown(const QStringList &known) const;

    void problem(const QString &key, const QString &message);
    StanzaReader inside(const QString &key, const YamlNode::Ptr &node) const;
    QString resolve(const QString &path) const;

private:
    QString fieldOf(const QString &key) const;

    KubeconfigStanza m_stanza;
    QString m_field;
    QList<Error> *m_problems;
    QStringList *m_warnings;
};

} // namespace maestro
