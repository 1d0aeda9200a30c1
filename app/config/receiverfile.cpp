// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/receiverfile.h"

#include "config/privatefile.h"
#include "config/yaml/onedocument.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <arpa/inet.h>

#include <yaml-cpp/yaml.h>

namespace maestro {

namespace {

constexpr qsizetype sizeLimit = 64 * 1024;

/// Keeps the first problem.
struct Reader
{
    QString file;
    std::optional<Error> error;

    void fail(const YAML::Mark &mark, const QString &field, const QString &message)
    {
        const bool known = !mark.is_null();
        if (!error)
            error = Error{ErrorKind::BadInput, QStringLiteral("receiverFile"), message, {}, SourcePlace{file, known ? mark.line + 1 : 0, known ? mark.column + 1 : 0, field}};
    }

    /// PORT, ADDRESS:PORT or [ADDRESS]:PORT; an address, no name: which one a name means may change.
    void listen(const YAML::Node &node, const QString &text, ReceiverSettings &into)
    {
        static const QRegularExpression form(QStringLiteral("^(?:(?:\\[([0-9a-fA-F:.]+)\\]|([0-9.]+)):)?([0-9]{1,5})\\z"));
        const auto match = form.match(text);
        const QString address = match.captured(1) + match.captured(2);
        const int port = match.captured(3).toInt();
        in6_addr read = {};
        const bool known = address.isEmpty() || inet_pton(match.captured(1).isEmpty() ? AF_INET : AF_INET6, address.toLatin1().constData(), &read) == 1;
        if (!match.hasMatch() || port < 1 || port > 65535 || !known)
            return fail(node.Mark(), QStringLiteral("receiver.listen"), QCoreApplication::translate("Config", "receiver.listen is PORT, ADDRESS:PORT or [ADDRESS]:PORT, with an address and no name"));
        into.address = address.isEmpty() ? QStringLiteral("127.0.0.1") : address;
        into.port = quint16(port);
    }

    ReceiverSettings receiver(const YAML::Node &root)
    {
        ReceiverSettings made;
        if (!root.IsMap() || root.size() != 1 || !root["receiver"] || !root["receiver"].IsMap()) {
            fail(root.Mark(), {}, QCoreApplication::translate("Config", "the file must hold one map, receiver"));
            return made;
        }
        static const QRegularExpression reference(QStringLiteral("^(?:keychain|env|file):.+\\z"));
        const YAML::Node node = root["receiver"];
        QSet<QString> seen;
        for (const auto &pair : node) {
            const QString key = pair.first.IsScalar() ? QString::fromStdString(pair.first.Scalar()) : QString();
            const QString field = QStringLiteral("receiver.") + key;
            if (key != u"listen" && key != u"secret" && key != u"context")
                fail(pair.first.Mark(), field, QCoreApplication::translate("Config", "%1 is not known here").arg(key));
            else if (seen.contains(key))
                fail(pair.first.Mark(), field, QCoreApplication::translate("Config", "%1 is written twice").arg(key));
            else if (!pair.second.IsScalar())
                fail(pair.second.Mark(), field, QCoreApplication::translate("Config", "%1 must be a text").arg(field));
            else {
                const QString text = QString::fromStdString(pair.second.Scalar());
                if (key == u"listen")
                    listen(pair.second, text, made);
                else if (key == u"context")
                    made.context = text;
                else if (!reference.match(text).hasMatch())
                    fail(pair.second.Mark(), field, QCoreApplication::translate("Config", "%1 is a reference: keychain:NAME, env:VARIABLE or file:PATH").arg(field));
                else
                    made.secret = text;
            }
            seen.insert(key);
        }
        for (const QString &needed : {QStringLiteral("listen"), QStringLiteral("secret"), QStringLiteral("context")})
            if (!seen.contains(needed))
                fail(node.Mark(), QStringLiteral("receiver.") + needed, QCoreApplication::translate("Config", "%1 is missing").arg(QStringLiteral("receiver.") + needed));
        return made;
    }
};

} // namespace

Result<std::optional<ReceiverSettings>> loadReceiver(const QString &file)
{
    const auto content = readPrivateFile(file);
    if (!content)
        return content.error();
    if (!content->has_value() || !hasContent(**content))
        return std::optional<ReceiverSettings>();
    Reader reader{file, {}};
    ReceiverSettings found;
    if ((*content)->size() > sizeLimit)
        reader.fail(YAML::Mark::null_mark(), {}, QCoreApplication::translate("Config", "the file is larger than 64 KiB"));
    else if (const int line = secondDocument(**content))
        return Error{ErrorKind::BadInput, QStringLiteral("receiverFile"), QCoreApplication::translate("Config", "the file holds more than one document"), {}, SourcePlace{file, line, 1, {}}};
    try {
        if (!reader.error)
            found = reader.receiver(YAML::Load((*content)->toStdString()));
    } catch (const YAML::Exception &e) {
        reader.fail(e.mark, {}, QCoreApplication::translate("Config", "not YAML: %1").arg(QString::fromStdString(e.msg)));
    }
    if (reader.error)
        return *reader.error;
    return std::optional(found);
}

} // namespace maestro
