// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/manifest/manifestlint.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QFile>
#include <QSet>

#include <yaml-cpp/yaml.h>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int filesLimit = 500;
constexpr qint64 sizeLimit = 1024 * 1024;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Manifest)
};

/// Something that one object names and another one should be.
struct Named
{
    QString file;
    int line = 0;
    QStringList kinds; ///< any of them
    QString name;
};

QString text(const YAML::Node &node)
{
    return node && node.IsScalar() ? QString::fromStdString(node.Scalar()) : QString();
}

YAML::Node member(const YAML::Node &node, const char *key)
{
    return node && node.IsMap() ? node[key] : YAML::Node(YAML::NodeType::Undefined);
}

class Linter
{
public:
    Linter(QString file, ManifestReport &report, QList<Named> &named)
        : m_file(std::move(file))
        , m_report(report)
        , m_named(named)
    {
    }

    void whole(const QByteArray &bytes)
    {
        if (bytes.contains(char(0)))
            return say(0, Words::tr("not a text"));
        QByteArrayList part;
        const QByteArrayList lines = bytes.split('\n');
        for (qsizetype i = 0; i <= lines.size(); ++i) {
            const bool mark = i < lines.size() && lines[i].startsWith("---") && (lines[i].size() == 3 || lines[i].at(3) == ' ' || lines[i].at(3) == '\r');
            if (i < lines.size() && !mark) {
                part.append(lines[i]);
                continue;
            }
            one(part.join('\n'), int(i - part.size()));
            part.clear();
        }
    }

private:
    void one(const QByteArray &document, int before)
    {
        m_before = before;
        try {
            const YAML::Node root = YAML::Load(document.toStdString());
            if (!root || root.IsNull())
                return;
            if (!root.IsMap())
                return say(lineOf(root), Words::tr("an object of Kubernetes is a mapping"));
            object(root);
        } catch (const YAML::Exception &e) {
            say(e.mark.is_null() ? 0 : before + e.mark.line + 1, Words::tr("not YAML: %1").arg(QString::fromStdString(e.msg)));
        }
    }

    void object(const YAML::Node &root)
    {
        ManifestItem item{m_file, lineOf(root), text(member(root, "kind")), text(member(member(root, "metadata"), "name")), {}};
        if (item.kind.isEmpty() || text(member(root, "apiVersion")).isEmpty())
            say(item.line, Words::tr("kind or apiVersion is missing"));
        if (item.name.isEmpty() && text(member(member(root, "metadata"), "generateName")).isEmpty())
            say(item.line, Words::tr("metadata.name is missing"));
        if (item.kind == u"Rollout")
            item.summary = rollout(member(root, "spec"), item.line);
        else if (item.kind == u"AnalysisTemplate" || item.kind == u"ClusterAnalysisTemplate")
            item.summary = metrics(member(member(root, "spec"), "metrics"), item.line);
        m_report.items.append(item);
    }

    QString metrics(const YAML::Node &list, int line)
    {
        if (!list || !list.IsSequence() || list.size() == 0) {
            say(line, Words::tr("spec.metrics is missing: nothing would be measured"));
            return {};
        }
        QStringList names;
        for (const YAML::Node &one : list) {
            names.append(text(member(one, "name")));
            if (names.last().isEmpty())
                say(lineOf(one), Words::tr("a metric has no name"));
            const YAML::Node provider = member(one, "provider");
            if (!provider || !provider.IsMap() || provider.size() != 1)
                say(lineOf(one), Words::tr("a metric has exactly one provider"));
        }
        return names.join(u", "_s);
    }

    QString rollout(const YAML::Node &spec, int line)
    {
        const YAML::Node canary = member(member(spec, "strategy"), "canary");
        const YAML::Node blueGreen = member(member(spec, "strategy"), "blueGreen");
        const bool isCanary = canary && canary.IsDefined();
        const bool isBlueGreen = blueGreen && blueGreen.IsDefined();
        if (isCanary == isBlueGreen)
            say(line, Words::tr("spec.strategy needs either canary or blueGreen"));
        if (!member(spec, "template").IsDefined() && !member(spec, "workloadRef").IsDefined())
            say(line, Words::tr("spec.template or spec.workloadRef is missing"));
        if (isBlueGreen) {
            if (text(member(blueGreen, "activeService")).isEmpty())
                say(lineOf(blueGreen), Words::tr("blueGreen.activeService is missing"));
            service(member(blueGreen, "activeService"));
            service(member(blueGreen, "previewService"));
            templates(member(blueGreen, "prePromotionAnalysis"));
            templates(member(blueGreen, "postPromotionAnalysis"));
            return u"blueGreen"_s;
        }
        service(member(canary, "canaryService"));
        service(member(canary, "stableService"));
        templates(member(canary, "analysis"));
        const YAML::Node nginx = member(member(canary, "trafficRouting"), "nginx");
        if (const YAML::Node ingress = member(nginx, "stableIngress"); !text(ingress).isEmpty())
            m_named.append({m_file, lineOf(ingress), {u"Ingress"_s}, text(ingress)});
        return QString(u"canary: "_s + steps(member(canary, "steps")));
    }

    QString steps(const YAML::Node &list)
    {
        static const QStringList known{u"setWeight"_s, u"pause"_s, u"setCanaryScale"_s, u"analysis"_s, u"experiment"_s, u"setHeaderRoute"_s, u"setMirrorRoute"_s, u"plugin"_s, u"replicaProgressThreshold"_s};
        if (!list || !list.IsDefined())
            return Words::tr("no steps");
        if (!list.IsSequence()) {
            say(lineOf(list), Words::tr("steps must be a list"));
            return {};
        }
        QStringList words;
        int weight = -1;
        for (const YAML::Node &step : list) {
            const QString key = step.IsMap() && step.size() >= 1 ? text(step.begin()->first) : QString();
            words.append(key);
            if (key.isEmpty() || step.size() != 1) {
                say(lineOf(step), Words::tr("a step says exactly one thing"));
                continue;
            }
            if (!known.contains(key))
                say(lineOf(step), Words::tr("%1 is no step that is known").arg(key.left(60)));
            if (key == u"setWeight")
                weight = checkedWeight(step.begin()->second, weight, words.last());
            if (key == u"analysis")
                templates(step.begin()->second);
        }
        return words.join(u", "_s);
    }

    int checkedWeight(const YAML::Node &node, int former, QString &word)
    {
        bool isNumber = false;
        const int weight = text(node).toInt(&isNumber);
        if (!isNumber || weight < 0 || weight > 100) {
            say(lineOf(node), Words::tr("setWeight must be a whole number from 0 to 100"));
            return former;
        }
        if (weight < former)
            say(lineOf(node), Words::tr("the weight falls from %1 to %2").arg(former).arg(weight), true);
        word = QString::number(weight) + u" %"_s;
        return weight;
    }

    void templates(const YAML::Node &analysis)
    {
        const YAML::Node list = member(analysis, "templates");
        if (!list || !list.IsSequence())
            return;
        for (const YAML::Node &one : list) {
            const YAML::Node name = member(one, "templateName");
            if (text(name).isEmpty())
                say(lineOf(one), Words::tr("templateName is missing"));
            else
                m_named.append({m_file, lineOf(name), {text(member(one, "clusterScope")) == u"true" ? u"ClusterAnalysisTemplate"_s : u"AnalysisTemplate"_s}, text(name)});
        }
    }

    void service(const YAML::Node &node)
    {
        if (!text(node).isEmpty())
            m_named.append({m_file, lineOf(node), {u"Service"_s}, text(node)});
    }

    int lineOf(const YAML::Node &node) const { return node.Mark().is_null() ? 0 : m_before + node.Mark().line + 1; }

    void say(int line, const QString &message, bool warning = false)
    {
        m_report.findings.append({m_file, line, warning, message});
    }

    QString m_file;
    ManifestReport &m_report;
    QList<Named> &m_named;
    int m_before = 0; ///< lines above the document
};

void compareNames(ManifestReport &report, const QList<Named> &named)
{
    QSet<QString> there;
    for (const ManifestItem &item : std::as_const(report.items))
        there.insert(item.kind + u'/' + item.name);
    for (const Named &one : named) {
        const bool found = std::any_of(one.kinds.begin(), one.kinds.end(), [&](const QString &kind) { return there.contains(kind + u'/' + one.name); });
        if (!found)
            report.findings.append({one.file, one.line, true, Words::tr("%1 %2 is not in these files").arg(one.kinds.first(), one.name.left(120))});
    }
}

} // namespace

ManifestReport lintManifest(const QByteArray &text, const QString &file)
{
    ManifestReport report;
    QList<Named> named;
    report.files = 1;
    Linter(file, report, named).whole(text);
    return report;
}

Result<ManifestReport> lintManifests(const QString &folder)
{
    const QDir dir(folder);
    if (!dir.exists())
        return Error{ErrorKind::NotFound, u"noFolder"_s, Words::tr("there is no folder %1").arg(folder.left(300)), {}, {}};
    QStringList names;
    QDirIterator all(folder, {u"*.yaml"_s, u"*.yml"_s}, QDir::Files | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (all.hasNext() && names.size() < filesLimit)
        names.append(dir.relativeFilePath(all.next()));
    names.sort();
    ManifestReport report;
    QList<Named> named;
    if (all.hasNext())
        report.findings.append({{}, 0, false, Words::tr("there are more than %1 files; the rest was not read").arg(filesLimit)});
    for (const QString &name : std::as_const(names)) {
        QFile file(dir.filePath(name));
        ++report.files;
        if (!file.open(QIODevice::ReadOnly) || file.size() > sizeLimit)
            report.findings.append({name, 0, false, Words::tr("cannot be read, or is larger than 1 MiB")});
        else
            Linter(name, report, named).whole(file.read(sizeLimit));
    }
    compareNames(report, named);
    return report;
}

} // namespace maestro
