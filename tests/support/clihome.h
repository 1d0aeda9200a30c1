// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/program.h"

#include <QDir>
#include <QTemporaryDir>

namespace maestro::test {

/// A folder in which the command line is at home: its state in home/, the kubeconfig kc, and policy.yaml once somebody wrote it. It goes with the object.
class CliHome
{
public:
    explicit CliHome(const QStringList &more = {})
        : m_more(more)
    {
    }

    QString path() const { return m_dir.path(); }
    QString filePath(const QString &name) const { return m_dir.filePath(name); }

    void write(const QString &name, const QByteArray &text, bool executable = false) const
    {
        QFile file(filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(text);
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | (executable ? QFile::ExeOwner : QFile::Permissions()));
    }
    QByteArray read(const QString &name) const
    {
        QFile file(filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// The state of earlier calls goes, and these files.
    void clear(const QStringList &names = {}) const
    {
        QDir(filePath(QStringLiteral("home"))).removeRecursively();
        for (const QString &name : names)
            QFile::remove(filePath(name));
    }

    static QString program() { return QStringLiteral(MAESTRO_BUILD_DIR "/bin/maestro"); }
    QStringList globals() const
    {
        const QString policy = filePath(QStringLiteral("policy.yaml"));
        return QStringList {QStringLiteral("--json"), QStringLiteral("--kubeconfig"), filePath(QStringLiteral("kc"))} + m_more
            + (QFile::exists(policy) ? QStringList {QStringLiteral("--policy"), policy} : QStringList());
    }
    QMap<QString, QString> variables() const { return {{QStringLiteral("HOME"), path()}, {QStringLiteral("MAESTRO_HOME"), filePath(QStringLiteral("home"))}}; }
    Said run(const QStringList &arguments, int timeoutMs = 90'000) const { return runProgram(program(), globals() + arguments, variables(), timeoutMs); }
    /// Started and left to itself.
    void begin(QProcess &process, const QStringList &arguments) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        const QMap<QString, QString> own = variables();
        for (auto it = own.begin(); it != own.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.start(program(), globals() + arguments);
    }

private:
    QTemporaryDir m_dir;
    QStringList m_more;
};

} // namespace maestro::test
