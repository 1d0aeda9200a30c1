// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/contactsfile.h"

#include "config/privatefile.h"
#include "config/yaml/onedocument.h"

#include <QCoreApplication>
#include <QSet>

#include <yaml-cpp/yaml.h>

namespace maestro {

namespace {

constexpr qsizetype sizeLimit = 256 * 1024;
constexpr qsizetype contactsAtMost = 1000;

/// Keeps the first problem.
struct Reader
{
    QString file;
    std::optional<Error> error;

    void fail(const YAML::Mark &mark, const QString &field, const QString &message)
    {
        const bool known = !mark.is_null();
        if (!error)
            error = Error{ErrorKind::BadInput, QStringLiteral("contactsFile"), message, {}, SourcePlace{file, known ? mark.line + 1 : 0, known ? mark.column + 1 : 0, field}};
    }

    Contact contact(const YAML::Node &node, const QString &field)
    {
        Contact made;
        if (!node.IsMap()) {
            fail(node.Mark(), field, QCoreApplication::translate("Config", "%1 must be a map").arg(field));
            return made;
        }
        QSet<QString> seen;
        for (const auto &pair : node) {
            const QString key = pair.first.IsScalar() ? QString::fromStdString(pair.first.Scalar()) : QString();
            QString *part = key == u"name" ? &made.name : key == u"chat" ? &made.chat : key == u"phone" ? &made.phone : key == u"email" ? &made.email : nullptr;
            if (!part)
                fail(pair.first.Mark(), field + u'.' + key, QCoreApplication::translate("Config", "%1 is not known here").arg(key));
            else if (seen.contains(key))
                fail(pair.first.Mark(), field + u'.' + key, QCoreApplication::translate("Config", "%1 is written twice").arg(key));
            else if (!pair.second.IsScalar() && !pair.second.IsNull())
                fail(pair.second.Mark(), field + u'.' + key, QCoreApplication::translate("Config", "%1 must be a text").arg(field + u'.' + key));
            else if (pair.second.IsScalar())
                *part = QString::fromStdString(pair.second.Scalar()).simplified();
            seen.insert(key);
        }
        if (made.name.isEmpty())
            fail(node.Mark(), field + QStringLiteral(".name"), QCoreApplication::translate("Config", "%1 has no name").arg(field));
        return made;
    }

    QList<Contact> contacts(const YAML::Node &root)
    {
        QList<Contact> found;
        if (!root.IsMap() || root.size() != 1 || !root["contacts"] || !root["contacts"].IsSequence()) {
            fail(root.Mark(), {}, QCoreApplication::translate("Config", "the file must hold one list, contacts"));
            return found;
        }
        for (const auto &node : root["contacts"]) {
            const QString field = QStringLiteral("contacts[%1]").arg(found.size());
            const Contact made = contact(node, field);
            if (contactNamed(found, made.name))
                fail(node.Mark(), field + QStringLiteral(".name"), QCoreApplication::translate("Config", "%1 is the name of two contacts").arg(made.name));
            if (found.size() == contactsAtMost)
                fail(node.Mark(), field, QCoreApplication::translate("Config", "there are more than %1 contacts").arg(contactsAtMost));
            if (error)
                break;
            found.append(made);
        }
        return found;
    }
};

} // namespace

Result<QList<Contact>> loadContacts(const QString &file)
{
    const auto content = readPrivateFile(file);
    if (!content)
        return content.error();
    if (!content->has_value())
        return QList<Contact>();
    if (const int line = secondDocument(**content)) {
        const QString message = QCoreApplication::translate("Config", "the file holds more than one document");
        return Error{ErrorKind::BadInput, QStringLiteral("contactsFile"), message, {}, SourcePlace{file, line, 1, {}}};
    }
    Reader reader{file, {}};
    QList<Contact> found;
    if ((*content)->size() > sizeLimit)
        reader.fail(YAML::Mark::null_mark(), {}, QCoreApplication::translate("Config", "the file is larger than 256 KiB"));
    try {
        if (!reader.error && hasContent(**content))
            found = reader.contacts(YAML::Load((*content)->toStdString()));
    } catch (const YAML::Exception &e) {
        reader.fail(e.mark, {}, QCoreApplication::translate("Config", "not YAML: %1").arg(QString::fromStdString(e.msg)));
    }
    return reader.error ? Result<QList<Contact>>(*reader.error) : found;
}

} // namespace maestro
