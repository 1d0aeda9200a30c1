// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/config/yamltree.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QStringDecoder>

#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace maestro {

namespace {

constexpr qint64 weightLimit = 200'000;
constexpr size_t depthLimit = 64;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Kubeconfig)
};

Error yamlError(const QString &file, int line, int column, const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("yamlInvalid"), Words::tr("%1, line %2: %3").arg(file, QString::number(line), message), {},
            SourcePlace{file, line, column, {}}};
}

/// Ends the parse from inside a callback; never leaves this file.
class Refusal : public YAML::Exception
{
public:
    Refusal(const YAML::Mark &at, const QString &message)
        : YAML::Exception(at, "refused")
        , reason(message)
    {
    }
    QString reason;
};

class TreeBuilder : public YAML::EventHandler
{
public:
    YamlNode::Ptr root;

    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override { add(mark, make(mark, YamlNode::Kind::Null), anchor); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        const auto found = m_anchors.constFind(anchor);
        if (found == m_anchors.cend())
            throw Refusal(mark, Words::tr("an alias refers to something that contains it"));
        add(mark, *found, 0);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, const std::string &value) override
    {
        checkTag(mark, tag);
        auto node = make(mark, YamlNode::Kind::Scalar);
        node->text = QString::fromStdString(value);
        node->plain = tag != "!";
        static const QSet<QString> nulls{QString(), QStringLiteral("~"), QStringLiteral("null"), QStringLiteral("Null"), QStringLiteral("NULL")};
        if (node->plain && nulls.contains(node->text))
            node->kind = YamlNode::Kind::Null;
        add(mark, std::move(node), anchor);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlNode::Kind::List);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        open(mark, tag, anchor, YamlNode::Kind::Map);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open
    {
        std::shared_ptr<YamlNode> node;
        YAML::anchor_t anchor = 0;
        YAML::Mark mark;
        QSet<QString> keys;
        QString key;
        bool haveKey = false;
    };

    static std::shared_ptr<YamlNode> make(const YAML::Mark &mark, YamlNode::Kind kind)
    {
        auto node = std::make_shared<YamlNode>();
        node->kind = kind;
        node->line = mark.line + 1;
        node->column = mark.column + 1;
        return node;
    }

    static void checkTag(const YAML::Mark &mark, const std::string &tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!")
            throw Refusal(mark, Words::tr("type tags are not accepted"));
    }

    void open(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YamlNode::Kind kind)
    {
        checkTag(mark, tag);
        if (m_open.size() >= depthLimit)
            throw Refusal(mark, Words::tr("nested deeper than %1").arg(depthLimit));
        if (!m_open.empty() && m_open.back().node->kind == YamlNode::Kind::Map && !m_open.back().haveKey)
            throw Refusal(mark, Words::tr("a key has to be a word"));
        m_open.push_back({make(mark, kind), anchor, mark, {}, {}, false});
    }

    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        add(done.mark, done.node, done.anchor);
    }

    void add(const YAML::Mark &mark, YamlNode::Ptr node, YAML::anchor_t anchor)
    {
        if (anchor != 0)
            m_anchors.insert(anchor, node);
        if (m_open.empty()) {
            root = std::move(node);
            return;
        }
        Open &parent = m_open.back();
        parent.node->weight += node->weight;
        if (parent.node->weight > weightLimit)
            throw Refusal(mark, Words::tr("the document expands to too many entries"));
        if (parent.node->kind == YamlNode::Kind::List) {
            parent.node->items.push_back(std::move(node));
        } else if (parent.haveKey) {
            parent.node->entries.emplace_back(parent.key, std::move(node));
            parent.haveKey = false;
        } else {
            if (node->kind != YamlNode::Kind::Scalar)
                throw Refusal(mark, Words::tr("a key has to be a word"));
            if (node->plain && node->text == u"<<")
                throw Refusal(mark, Words::tr("merge keys (<<) are not accepted: write the fields out"));
            if (parent.keys.contains(node->text))
                throw Refusal(mark, Words::tr("the field \"%1\" is given twice").arg(node->text));
            parent.keys.insert(node->text);
            parent.key = node->text;
            parent.haveKey = true;
        }
    }

    std::vector<Open> m_open;
    QHash<YAML::anchor_t, YamlNode::Ptr> m_anchors;
};

/// The library reads only the first document and says nothing about others: look for their markers, which may start no other line.
std::optional<Error> checkOneDocument(const QByteArray &text, const QString &file)
{
    int line = 0;
    bool content = false;
    for (const QByteArray &raw : text.split('\n')) {
        ++line;
        const QByteArray trimmed = raw.trimmed();
        const auto marker = [&raw](const char *word) { return raw.startsWith(word) && (raw.size() == 3 || QByteArrayView(" \t\r").contains(raw.at(3))); };
        if (raw.startsWith('%') && !content)
            return yamlError(file, line, 1, Words::tr("YAML directives are not accepted"));
        if (content && marker("---"))
            return yamlError(file, line, 1, Words::tr("the file holds more than one document"));
        if (marker("...")) {
            content = true;
            continue;
        }
        content = content || marker("---") || (!trimmed.isEmpty() && !trimmed.startsWith('#'));
    }
    return std::nullopt;
}

} // namespace

YamlNode::Ptr YamlNode::find(const QString &key) const
{
    for (const auto &[name, node] : entries) {
        if (name == key)
            return node;
    }
    return nullptr;
}

Result<YamlNode::Ptr> readYaml(const QByteArray &text, const QString &file)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(text);
    Q_UNUSED(decoded)
    if (decoder.hasError() || text.contains('\0'))
        return yamlError(file, 1, 1, Words::tr("the file is not UTF-8 text"));
    if (const std::optional<Error> error = checkOneDocument(text, file))
        return *error;
    std::istringstream stream(text.toStdString());
    TreeBuilder builder;
    try {
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
    } catch (const Refusal &refusal) {
        return yamlError(file, refusal.mark.line + 1, refusal.mark.column + 1, refusal.reason);
    } catch (const YAML::Exception &e) {
        return yamlError(file, e.mark.line + 1, e.mark.column + 1, QString::fromStdString(e.msg));
    }
    return builder.root;
}

bool isAmbiguousPlain(const QString &text)
{
    static const QRegularExpression word(QStringLiteral("^(y|n|yes|no|on|off|true|false)$"), QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression number(
        QStringLiteral("^[-+]?(\\.inf|\\.nan|0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|[0-9][0-9_]*|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?|([0-9][0-9_]*)?\\.?[0-9_]+\\.?(e[-+]?[0-9]+)?)$"),
        QRegularExpression::CaseInsensitiveOption);
    return word.match(text).hasMatch() || number.match(text).hasMatch();
}

QJsonValue yamlToJson(const YamlNode &node)
{
    switch (node.kind) {
    case YamlNode::Kind::Null:
        return QJsonValue::Null;
    case YamlNode::Kind::Scalar: {
        if (!node.plain)
            return node.text;
        if (node.text == u"true" || node.text == u"false")
            return node.text == u"true";
        static const QRegularExpression integer(QStringLiteral("^(0|-?[1-9][0-9]{0,14})$"));
        return integer.match(node.text).hasMatch() ? QJsonValue(node.text.toLongLong()) : QJsonValue(node.text);
    }
    case YamlNode::Kind::List: {
        QJsonArray array;
        for (const YamlNode::Ptr &item : node.items)
            array.append(yamlToJson(*item));
        return array;
    }
    case YamlNode::Kind::Map:
        break;
    }
    QJsonObject object;
    for (const auto &[key, value] : node.entries)
        object.insert(key, yamlToJson(*value));
    return object;
}

} // namespace maestro
