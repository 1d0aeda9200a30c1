// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/workloads/helmreleasedecoder.h"

#include "kube/decode/metadecoder.h"
#include "kube/workloads/gunzip.h"

#include <QCoreApplication>

namespace maestro {

namespace {

constexpr qsizetype inflatedLimit = 16 * 1024 * 1024;
const QString secretType = QStringLiteral("helm.sh/release.v1");

void readChart(JsonNode node, HelmChart &chart)
{
    node.members([&](std::string_view key, JsonNode part) {
        if (key != "metadata")
            return;
        part.members([&](std::string_view name, JsonNode value) {
            if (name == "name")
                value.read(chart.name);
            else if (name == "version")
                value.read(chart.version);
            else if (name == "appVersion")
                value.readText(chart.appVersion);
        });
    });
}

void readInfo(JsonNode node, Rollout &out)
{
    node.members([&](std::string_view key, JsonNode value) {
        if (key == "description")
            value.read(out.message);
        else if (key == "last_deployed") {
            Condition deployed;
            deployed.type = QStringLiteral("Deployed");
            deployed.status = QStringLiteral("True");
            if (value.read(deployed.lastTransitionAt))
                out.conditions = {deployed};
        }
    });
}

/// False when it is not what Helm writes. Values and manifest are passed over unread.
bool readRelease(const QByteArray &encoded, Rollout &out)
{
    const std::optional<QByteArray> json = helmReleaseJson(encoded);
    if (!json)
        return false;
    QStringList unreadable;
    JsonTrace trace {&unreadable};
    HelmChart chart;
    const bool done = readJson(*json, [&](JsonNode root) {
        root.members([&](std::string_view key, JsonNode value) {
            if (key == "chart")
                readChart(value, chart);
            else if (key == "info")
                readInfo(value, out);
        });
    }, &trace);
    if (!done || !unreadable.isEmpty() || chart.name.isEmpty())
        return false;
    out.chart = chart;
    return true;
}

/// Owner, name, status and version as Helm labels its Secrets; the Secret is called sh.helm.release.v1.NAME.vVERSION.
void becomeRelease(Rollout &out)
{
    const QMap<QString, QString> labels = out.meta.labels;
    const QStringList parts = out.meta.name.split(u'.');
    out.meta.name = labels.value(QStringLiteral("name"), parts.size() > 5 ? parts.mid(4, parts.size() - 5).join(u'.') : out.meta.name);
    out.phaseText = labels.value(QStringLiteral("status"));
    out.meta.labels = {{QStringLiteral("version"), labels.value(QStringLiteral("version"), parts.last().mid(1))}};
    out.meta.annotations.clear();
}

void fill(JsonNode root, Rollout &out)
{
    out.workload = WorkloadKind::HelmRelease;
    QString type;
    QString release;
    root.members([&](std::string_view key, JsonNode value) {
        if (key == "metadata")
            readMeta(value, out.meta);
        else if (key == "type")
            value.read(type);
        else if (key == "data")
            value.members([&](std::string_view name, JsonNode text) {
                if (name == "release")
                    text.read(release);
            });
    });
    if (type != secretType || out.meta.name.isEmpty()) {
        out.meta.name.clear(); // not ours: it counts as not an object
        return;
    }
    becomeRelease(out);
    if (!readRelease(release.toLatin1(), out))
        out.unreadable.append(QStringLiteral("/data/release"));
}

} // namespace

std::optional<QByteArray> helmReleaseJson(const QByteArray &data)
{
    QByteArray json = QByteArray::fromBase64(QByteArray::fromBase64(data));
    return json.startsWith("\x1f\x8b") ? gunzip(json, inflatedLimit) : std::optional(std::move(json));
}

QString helmReleaseQuery()
{
    return QStringLiteral("fieldSelector=type%3Dhelm.sh%2Frelease.v1&labelSelector=owner%3Dhelm%2Cstatus%21%3Dsuperseded");
}

Result<Rollout> decodeHelmRelease(QByteArrayView json)
{
    Result<Rollout> release = decodeObject<Rollout>(json, fill);
    if (!release && release.error().code == QLatin1String("badObject"))
        return Error {ErrorKind::Internal, QStringLiteral("notHelm"), QCoreApplication::translate("Kube", "not a Secret of a Helm release")};
    return release;
}

Result<DecodedList<Rollout>> decodeHelmReleaseList(QByteArrayView body)
{
    return decodeObjects<Rollout>(body, fill);
}

QList<Rollout> newestReleases(const QList<Rollout> &revisions)
{
    QHash<std::pair<QString, QString>, int> newest;
    for (const Rollout &revision : revisions) {
        int &known = newest[{revision.meta.ns, revision.meta.name}];
        known = std::max(known, revision.revision());
    }
    QList<Rollout> out;
    for (const Rollout &revision : revisions)
        if (newest.value({revision.meta.ns, revision.meta.name}) == revision.revision() && revision.phaseText != QLatin1String("uninstalled"))
            out.append(revision);
    return out;
}

} // namespace maestro
