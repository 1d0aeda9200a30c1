// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/stanzareader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace maestro {

namespace {

constexpr qint64 pemLimit = 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Kubeconfig)
};

} // namespace

StanzaReader::StanzaReader(const KubeconfigStanza &stanza, const QString &field, QList<Error> *problems, QStringList *warnings)
    : m_stanza(stanza)
    , m_field(field)
    , m_problems(problems)
    , m_warnings(warnings)
{
}

QString StanzaReader::fieldOf(const QString &key) const
{
    return key.isEmpty() ? m_field : m_field + u'.' + key;
}

void StanzaReader::problem(const QString &key, const QString &message)
{
    const YamlNode::Ptr node = m_stanza.node->find(key);
    const YamlNode &place = node ? *node : *m_stanza.node;
    m_problems->append({ErrorKind::BadInput, QStringLiteral("contextInvalid"),
                        Words::tr("%1, line %2: %3: %4").arg(m_stanza.file, QString::number(place.line), fieldOf(key), message), {},
                        SourcePlace{m_stanza.file, place.line, place.column, fieldOf(key)}});
}

bool StanzaReader::has(const QString &key) const
{
    const YamlNode::Ptr node = m_stanza.node->find(key);
    return node && node->kind != YamlNode::Kind::Null && !(node->kind == YamlNode::Kind::Scalar && node->text.isEmpty());
}

QString StanzaReader::text(const QString &key)
{
    if (!has(key))
        return {};
    const YamlNode::Ptr node = m_stanza.node->find(key);
    if (node->kind != YamlNode::Kind::Scalar) {
        problem(key, Words::tr("has to be text"));
        return {};
    }
    if (node->plain && isAmbiguousPlain(node->text)) {
        problem(key, Words::tr("\"%1\" is not read the same by everybody; put it in quotes").arg(node->text));
        return {};
    }
    return node->text;
}

bool StanzaReader::flag(const QString &key)
{
    if (!has(key))
        return false;
    const YamlNode::Ptr node = m_stanza.node->find(key);
    const QString lower = node->text.toLower();
    const bool isFlag = node->kind == YamlNode::Kind::Scalar && node->plain
        && (node->text == lower || node->text == lower.toUpper() || node->text == lower.at(0).toUpper() + lower.mid(1));
    if (!isFlag || (lower != u"true" && lower != u"false")) {
        problem(key, Words::tr("has to be true or false without quotes"));
        return false;
    }
    return lower == u"true";
}

YamlNode::Ptr StanzaReader::group(const QString &key, YamlNode::Kind kind)
{
    const YamlNode::Ptr node = m_stanza.node->find(key);
    if (!node || node->kind == YamlNode::Kind::Null)
        return nullptr;
    if (node->kind == kind)
        return node;
    problem(key, kind == YamlNode::Kind::List ? Words::tr("has to be a list") : Words::tr("has to be a group of fields"));
    return nullptr;
}

QStringList StanzaReader::texts(const QString &key)
{
    QStringList all;
    const YamlNode::Ptr node = group(key, YamlNode::Kind::List);
    if (!node)
        return all;
    for (const YamlNode::Ptr &item : node->items) {
        const bool isText = item->kind == YamlNode::Kind::Scalar && !(item->plain && isAmbiguousPlain(item->text));
        if (!isText) {
            problem(key, Words::tr("has to be a list of texts; put each in quotes"));
            return {};
        }
        all.append(item->text);
    }
    return all;
}

QString StanzaReader::resolve(const QString &path) const
{
    return QDir::cleanPath(QFileInfo(m_stanza.file).dir().absoluteFilePath(path));
}

QString StanzaReader::path(const QString &key)
{
    const QString written = text(key);
    return written.isEmpty() ? written : resolve(written);
}

QByteArray StanzaReader::pem(const QString &key, QString *filePath)
{
    const QString dataKey = key + u"-data";
    if (has(key) && has(dataKey)) {
        problem(key, Words::tr("is given as a file and as data; keep one"));
        return {};
    }
    QByteArray bytes;
    if (has(dataKey)) {
        QByteArray encoded = text(dataKey).toUtf8();
        encoded.replace("\r", "").replace("\n", "");
        const auto decoded = QByteArray::fromBase64Encoding(encoded, QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
        if (!decoded) {
            problem(dataKey, Words::tr("is not base64"));
            return {};
        }
        bytes = *decoded;
        if (!bytes.contains("-----BEGIN ")) {
            problem(dataKey, Words::tr("holds no PEM"));
            return {};
        }
        return bytes;
    }
    const QString file = path(key);
    if (file.isEmpty())
        return {};
    const Result<QByteArray> read = readSmallFile(file, pemLimit);
    if (!read.ok()) {
        problem(key, read.error().message);
        return {};
    }
    if (!read->contains("-----BEGIN ")) {
        problem(key, Words::tr("%1 holds no PEM").arg(file));
        return {};
    }
    if (filePath)
        *filePath = file;
    return *read;
}

void StanzaReader::warnUnknown(const QStringList &known) const
{
    for (const auto &[key, value] : m_stanza.node->entries) {
        if (!known.contains(key))
            m_warnings->append(Words::tr("%1, line %2: unknown field %3").arg(m_stanza.file, QString::number(value->line), fieldOf(key)));
    }
}

StanzaReader StanzaReader::inside(const QString &key, const YamlNode::Ptr &node) const
{
    return {KubeconfigStanza{m_stanza.name, m_stanza.file, node}, fieldOf(key), m_problems, m_warnings};
}

} // namespace maestro
