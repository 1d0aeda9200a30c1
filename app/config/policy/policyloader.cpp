// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"

#include "config/policy/policybuilder.h"
#include "config/policy/policychecker.h"
#include "config/yaml/policymerge.h"
#include "config/yaml/policytext.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Policy)
};

using NodePtr = PolicyNode::Ptr;

/// Reads files depth first; one that is reached twice is read once.
class FileReader
{
public:
    explicit FileReader(PolicyReading &reading)
        : m_reading(reading)
    {
    }

    NodePtr read(const QString &file, const SourcePlace &wantedAt)
    {
        const QString canonical = QFileInfo(file).canonicalFilePath();
        if (m_chain.contains(canonical)) {
            addProblem(m_reading.problems, wantedAt, Words::tr("extends leads back to %1").arg(file));
            return nullptr;
        }
        if (const auto known = m_known.constFind(canonical); known != m_known.cend() && !canonical.isEmpty())
            return *known;
        if (m_reading.files.size() >= policyFileLimit) {
            addProblem(m_reading.problems, wantedAt, Words::tr("more than %1 files").arg(policyFileLimit));
            return nullptr;
        }
        const Result<QByteArray> bytes = readPolicyBytes(file);
        if (!bytes) {
            addProblem(m_reading.problems, wantedAt.file.isEmpty() ? SourcePlace{file, 0, 0, {}} : wantedAt,
                       QStringLiteral("%1 %2").arg(file, bytes.error().message));
            return nullptr;
        }
        m_reading.files.append(file);
        m_hash.addData(*bytes);
        const PolicyNode::Ptr own = readPolicyText(*bytes, file, m_reading.problems);
        if (own)
            checkPolicyShape(own, m_reading.problems);
        m_chain.append(canonical);
        const PolicyNode::Ptr whole = own && own->kind == PolicyNode::Kind::Map ? withBases(own, file) : nullptr;
        m_chain.removeLast();
        m_known.insert(canonical, whole);
        return whole;
    }

    QByteArray hash() const { return m_hash.result().toHex(); }

private:
    PolicyNode::Ptr withBases(const PolicyNode::Ptr &own, const QString &file)
    {
        const PolicyNode::Ptr extends = own->find(QStringLiteral("extends"));
        if (!extends)
            return own;
        PolicyNode::Ptr base;
        const auto names = extends->kind == PolicyNode::Kind::List ? extends->items : std::vector<PolicyNode::Ptr>{extends};
        for (const PolicyNode::Ptr &name : names) {
            if (name->kind != PolicyNode::Kind::Scalar)
                continue;
            const QString path = QDir::isAbsolutePath(name->text) ? name->text : QDir::cleanPath(QFileInfo(file).path() + u'/' + name->text);
            if (const PolicyNode::Ptr next = read(path, name->place))
                base = base ? mergePolicy(base, next) : next;
        }
        const PolicyNode::Ptr rest = withoutKey(own, QStringLiteral("extends"));
        return base ? mergePolicy(base, rest) : rest;
    }

    PolicyReading &m_reading;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QStringList m_chain;
    QHash<QString, PolicyNode::Ptr> m_known;
};

void sortProblems(PolicyReading &reading)
{
    std::stable_sort(reading.problems.begin(), reading.problems.end(), [&reading](const Error &a, const Error &b) {
        const auto rank = [&reading](const Error &e) { return std::tuple(reading.files.indexOf(e.where->file), e.where->line, e.where->column); };
        return rank(a) < rank(b);
    });
    const auto end = std::unique(reading.problems.begin(), reading.problems.end());
    reading.problems.erase(end, reading.problems.end());
}

} // namespace

PolicyReading loadPolicy(const QString &file)
{
    PolicyReading reading;
    reading.file = file;
    FileReader reader(reading);
    const PolicyNode::Ptr read = reader.read(file, {});
    reading.hash = reader.hash();
    if (read) {
        const PolicyNode::Ptr whole = resolveLikes(read, reading.problems);
        checkPolicyWhole(whole, reading.problems);
        Policy policy = buildPolicy(whole, reading.problems);
        policy.file = file;
        policy.hash = reading.hash;
        if (reading.problems.isEmpty())
            reading.policy = std::make_shared<const Policy>(std::move(policy));
    }
    sortProblems(reading);
    return reading;
}

} // namespace maestro
