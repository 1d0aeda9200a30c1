// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/yaml/policytext.h"

#include "config/yaml/policytraps.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>
#include <QStringDecoder>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

class TreeBuilder : public YAML::EventHandler
{
public:
    TreeBuilder(QString file, const PolicySource &source, PolicyProblems &problems)
        : m_file(std::move(file))
        , m_source(source)
        , m_problems(problems)
    {
    }

    PolicyNode::Ptr root;
    bool tooDeep = false; ///< said; what the parser says then is no news

    /// Path of what comes next.
    QString nextPath() const
    {
        if (m_open.empty())
            return {};
        const Open &parent = m_open.back();
        const QString &base = parent.node->place.field;
        if (parent.node->kind == PolicyNode::Kind::List)
            return base + u'[' + QString::number(parent.node->items.size()) + u']';
        if (!parent.haveKey)
            return base;
        return base.isEmpty() ? parent.key : base + u'.' + parent.key;
    }

    void OnDocumentStart(const YAML::Mark &) override { }
    void OnDocumentEnd() override { }
    void OnAnchor(const YAML::Mark &mark, const std::string &) override { problem(mark, Words::tr("anchors are not accepted"), Words::tr("Use like: to copy an entry.")); }
    void OnAlias(const YAML::Mark &mark, YAML::anchor_t) override
    {
        problem(mark, Words::tr("aliases are not accepted"), Words::tr("Use like: to copy an entry."));
        const auto node = make(mark, PolicyNode::Kind::Null);
        node->refused = true;
        add(node);
    }
    void OnNull(const YAML::Mark &mark, YAML::anchor_t) override
    {
        const auto node = make(mark, PolicyNode::Kind::Null);
        if (!m_source.writesNullAt(node->place)) // nothing, or a comment
            refuseEmpty(*node);
        add(node);
    }
    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, const std::string &value) override
    {
        const auto node = make(mark, PolicyNode::Kind::Scalar);
        checkTag(node->place, tag);
        node->text = QString::fromStdString(value);
        node->plain = tag != "!";
        const QChar opening = m_source.at(node->place);
        node->block = !node->plain && (opening == u'>' || opening == u'|');
        add(node);
    }
    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value) override { open(mark, tag, PolicyNode::Kind::List); }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t, YAML::EmitterStyle::value) override { open(mark, tag, PolicyNode::Kind::Map); }
    void OnMapEnd() override { close(); }

private:
    struct Open
    {
        std::shared_ptr<PolicyNode> node;
        QSet<QString> keys;
        QString key;
        SourcePlace keyPlace;
        bool haveKey = false;
        bool dropped = false;
    };

    SourcePlace placeOf(const YAML::Mark &mark) const { return {m_file, mark.line + 1, mark.column + 1, nextPath()}; }

    std::shared_ptr<PolicyNode> make(const YAML::Mark &mark, PolicyNode::Kind kind) const
    {
        auto node = std::make_shared<PolicyNode>();
        node->kind = kind;
        node->place = placeOf(mark);
        return node;
    }

    void problem(const YAML::Mark &mark, const QString &message, const QString &hint = {}) { addProblem(m_problems, placeOf(mark), message, hint); }

    void refuseEmpty(PolicyNode &node)
    {
        node.refused = true;
        SourcePlace place = node.place;
        if (!m_open.empty() && m_open.back().haveKey) {
            place = m_open.back().keyPlace;
            place.field = nextPath();
        }
        const std::optional<PolicyTrap> trap = m_source.commentTrap(place.line);
        addProblem(m_problems, trap ? SourcePlace{place.file, place.line, trap->column, place.field} : place,
                   trap ? trap->message : Words::tr("there is no value here"), trap ? trap->hint : Words::tr("Write null when it shall be unset."));
    }

    void checkTag(const SourcePlace &place, const std::string &tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!")
            addProblem(m_problems, place, Words::tr("type tags are not accepted"));
    }

    void open(const YAML::Mark &mark, const std::string &tag, PolicyNode::Kind kind)
    {
        Open opened;
        opened.node = make(mark, kind);
        checkTag(opened.node->place, tag);
        const bool inside = !m_open.empty();
        opened.dropped = inside && m_open.back().dropped;
        if (!opened.dropped && m_open.size() >= size_t(policyDepthLimit)) {
            problem(mark, Words::tr("nested deeper than %1").arg(policyDepthLimit));
            opened.dropped = true;
            tooDeep = true;
        } else if (!opened.dropped && inside && m_open.back().node->kind == PolicyNode::Kind::Map && !m_open.back().haveKey) {
            problem(mark, Words::tr("a key has to be a word"), Words::tr("A text that starts with { or [ has to be quoted."));
        }
        m_open.push_back(std::move(opened));
    }

    void close()
    {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        if (done.dropped)
            done.node = nullptr;
        add(std::move(done.node));
    }

    void add(std::shared_ptr<PolicyNode> node)
    {
        if (m_open.empty()) {
            root = std::move(node);
            return;
        }
        Open &parent = m_open.back();
        if (parent.dropped)
            return;
        if (parent.node->kind == PolicyNode::Kind::Map && !parent.haveKey) {
            takeKey(parent, std::move(node));
            return;
        }
        const bool full = ++m_count > policyNodeLimit;
        if (full && m_count == policyNodeLimit + 1)
            addProblem(m_problems, parent.node->place, Words::tr("the file has more than %1 values").arg(policyNodeLimit));
        if (!full && node && parent.node->kind == PolicyNode::Kind::List)
            parent.node->items.push_back(std::move(node));
        else if (!full && node && !parent.key.isNull())
            parent.node->entries.push_back({parent.key, parent.keyPlace, std::move(node)});
        parent.haveKey = false;
    }

    /// A refused key keeps its value out of the map.
    void takeKey(Open &parent, std::shared_ptr<PolicyNode> node)
    {
        parent.haveKey = true;
        parent.key.clear();
        if (!node || node->kind == PolicyNode::Kind::Map || node->kind == PolicyNode::Kind::List)
            return; // said when it was opened
        parent.keyPlace = node->place;
        if (node->kind == PolicyNode::Kind::Null || node->text.isEmpty())
            addProblem(m_problems, node->place, Words::tr("a key has to be a word"));
        else if (node->plain && node->text == u"<<")
            addProblem(m_problems, node->place, Words::tr("merge keys (<<) are not accepted"), Words::tr("Use like: to copy an entry."));
        else if (parent.keys.contains(node->text))
            addProblem(m_problems, withKey(node->place, node->text), Words::tr("%1 is given twice").arg(node->text));
        else {
            parent.keys.insert(node->text);
            parent.key = node->text;
            parent.keyPlace = withKey(node->place, node->text);
        }
    }

    static SourcePlace withKey(SourcePlace place, const QString &key)
    {
        place.field = place.field.isEmpty() ? key : place.field + u'.' + key;
        return place;
    }

    const QString m_file;
    const PolicySource &m_source;
    PolicyProblems &m_problems;
    std::vector<Open> m_open;
    int m_count = 0;
};

struct Descriptor
{
    int fd = -1;
    ~Descriptor()
    {
        if (fd >= 0)
            close(fd);
    }
};

Error unreadable(const QString &file, const QString &message)
{
    return {ErrorKind::BadInput, QStringLiteral("policyUnreadable"), message, {}, SourcePlace{file, 0, 0, {}}};
}

} // namespace

PolicyNode::Ptr PolicyNode::find(const QString &key) const
{
    for (const Entry &entry : entries) {
        if (entry.key == key)
            return entry.value;
    }
    return nullptr;
}

QString PolicyNode::textOf(const QString &key) const
{
    const Ptr node = find(key);
    return node && node->kind == Kind::Scalar ? node->text : QString();
}

QString PolicyNode::identity() const
{
    const QString name = textOf(QStringLiteral("name"));
    return name.isEmpty() ? textOf(QStringLiteral("id")) : name;
}

void addProblem(PolicyProblems &problems, const SourcePlace &place, const QString &message, const QString &hint)
{
    problems.append({ErrorKind::BadInput, QStringLiteral("policyInvalid"), message, hint, place});
}

Result<QByteArray> readPolicyBytes(const QString &file)
{
    if (file.startsWith(QLatin1String(":/"))) { // of the program itself
        QFile resource(file);
        return resource.open(QIODevice::ReadOnly) ? Result<QByteArray>(resource.readAll()) : unreadable(file, Words::tr("cannot be read: %1").arg(resource.errorString()));
    }
    const Descriptor opened{open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)};
    struct stat status = {};
    if (opened.fd < 0 || fstat(opened.fd, &status) != 0)
        return unreadable(file, Words::tr("cannot be read: %1").arg(QString::fromLocal8Bit(strerror(errno))));
    if (!S_ISREG(status.st_mode))
        return unreadable(file, Words::tr("is not a regular file"));
    QByteArray bytes(policySizeLimit + 1, Qt::Uninitialized);
    qint64 filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = read(opened.fd, bytes.data() + filled, size_t(bytes.size() - filled));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return unreadable(file, Words::tr("cannot be read: %1").arg(QString::fromLocal8Bit(strerror(errno))));
        if (got == 0)
            break;
        filled += got;
    }
    if (filled > policySizeLimit)
        return unreadable(file, Words::tr("is larger than %1 KiB").arg(policySizeLimit / 1024));
    bytes.truncate(filled);
    return bytes;
}

PolicyNode::Ptr readPolicyText(const QByteArray &bytes, const QString &file, PolicyProblems &problems)
{
    if (!checkPolicyBytes(bytes, file, problems))
        return nullptr;
    const PolicySource source(QString::fromUtf8(bytes));
    TreeBuilder builder(file, source, problems);
    try {
        std::istringstream stream(bytes.toStdString());
        YAML::Parser parser(stream);
        parser.HandleNextDocument(builder);
    } catch (const YAML::Exception &e) {
        if (builder.tooDeep)
            return nullptr;
        const SourcePlace place{file, e.mark.line + 1, e.mark.column + 1, builder.nextPath()};
        if (const std::optional<PolicyTrap> trap = source.syntaxTrap(place.line))
            addProblem(problems, {file, place.line, trap->column, source.withKeyAt(place.field, place.line, trap->column)}, trap->message, trap->hint);
        else
            addProblem(problems, place, Words::tr("not YAML: %1").arg(QString::fromStdString(e.msg)));
        return nullptr;
    }
    if (!builder.root)
        addProblem(problems, {file, 1, 1, {}}, Words::tr("the file is empty"));
    return builder.root;
}

} // namespace maestro
