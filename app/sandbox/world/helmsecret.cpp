// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/world/helmsecret.h"

#include "sandbox/store/json.h"

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

namespace {

QByteArray gzip(const QByteArray &text)
{
    constexpr int withGzipHeader = 16 + MAX_WBITS;
    z_stream stream = {};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, withGzipHeader, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib does not start");
    QByteArray in = text;
    QByteArray out(qsizetype(deflateBound(&stream, uLong(text.size()))) + 32, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(in.data());
    stream.avail_in = uInt(in.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

} // namespace

QString helmSecretName(const HelmReleasePlan &release)
{
    return u"sh.helm.release.v1.%1.v%2"_s.arg(release.name).arg(release.revision);
}

QJsonObject helmSecret(const HelmReleasePlan &release)
{
    const QJsonObject chart{{u"name"_s, release.chart}, {u"version"_s, release.version}, {u"appVersion"_s, release.appVersion}};
    const QJsonObject document{
        {u"name"_s, release.name},
        {u"namespace"_s, release.ns},
        {u"version"_s, release.revision},
        {u"info"_s, QJsonObject{{u"status"_s, release.status}, {u"description"_s, release.status == u"failed" ? u"Upgrade failed: timed out"_s : u"Upgrade complete"_s},
                                {u"last_deployed"_s, u"2026-01-01T00:00:00.123456789Z"_s}}},
        {u"config"_s, QJsonObject{{u"password"_s, u"sandbox-helm-password"_s}}},
        {u"manifest"_s, u"---\n# nothing\n"_s},
        {u"chart"_s, QJsonObject{{u"metadata"_s, chart}, {u"values"_s, QJsonObject{{u"replicas"_s, 1}}}}}};
    const QByteArray stored = gzip(compact(document)).toBase64().toBase64();
    const QJsonObject labels{{u"owner"_s, u"helm"_s}, {u"name"_s, release.name}, {u"status"_s, release.status}, {u"version"_s, QString::number(release.revision)}};
    return {{u"metadata"_s, QJsonObject{{u"labels"_s, labels}}},
            {u"type"_s, u"helm.sh/release.v1"_s},
            {u"data"_s, QJsonObject{{u"release"_s, QString::fromLatin1(stored)}}}};
}

} // namespace maestro::sandbox
