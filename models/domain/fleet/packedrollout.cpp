// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/fleet/packedrollout.h"

#include <limits>
#include <vector>

namespace maestro {

namespace {

/// Numbers as groups of seven bits, texts as UTF-8 behind their length.
class Packer
{
public:
    explicit Packer(std::vector<char> &out)
        : m_out(out)
    {
        m_out.clear();
    }

    template<typename... Fields> void operator()(const Fields &...fields) { (put(fields), ...); }

    void put(quint64 number)
    {
        for (; number >= 0x80; number >>= 7)
            m_out.push_back(static_cast<char>(number | 0x80));
        m_out.push_back(static_cast<char>(number));
    }
    void put(qint64 number) { put(static_cast<quint64>(number) << 1 ^ static_cast<quint64>(number >> 63)); }
    void put(int number) { put(qint64(number)); }
    void put(bool value) { m_out.push_back(value ? 1 : 0); }
    template<typename E> requires std::is_enum_v<E> void put(E value) { m_out.push_back(static_cast<char>(value)); }
    void put(const QString &text)
    {
        const bool plain = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
        const QByteArray encoded = plain ? QByteArray() : text.toUtf8();
        const qsizetype size = plain ? text.size() : encoded.size();
        put(quint64(size));
        const size_t at = m_out.size();
        m_out.resize(at + size_t(size));
        for (qsizetype i = 0; i < size; ++i)
            m_out[at + size_t(i)] = plain ? static_cast<char>(text.at(i).unicode()) : encoded.at(i);
    }
    void put(const QByteArray &bytes)
    {
        put(quint64(bytes.size()));
        m_out.insert(m_out.end(), bytes.begin(), bytes.end());
    }
    void put(const QDateTime &time) { put(time.isValid() ? time.toMSecsSinceEpoch() : std::numeric_limits<qint64>::min()); }
    template<typename T> void put(const std::optional<T> &value)
    {
        put(value.has_value());
        if (value)
            put(*value);
    }
    template<typename T> void put(const QList<T> &list)
    {
        put(quint64(list.size()));
        for (const T &element : list)
            put(element);
    }
    void put(const QMap<QString, QString> &marks)
    {
        QList<QString> kept;
        for (auto it = marks.begin(); it != marks.end(); ++it)
            if (isPackedMark(it.key().toStdString()))
                kept << it.key() << it.value();
        put(kept);
    }
    template<typename T> requires std::is_class_v<T> void put(const T &part) { walk(*this, part); }

private:
    std::vector<char> &m_out;
};

class Unpacker
{
public:
    explicit Unpacker(const QByteArray &packed)
        : m_at(packed.constData())
    {
    }

    template<typename... Fields> void operator()(Fields &...fields) { (get(fields), ...); }

    void get(quint64 &number)
    {
        number = 0;
        for (int shift = 0;; shift += 7) {
            const auto byte = static_cast<quint8>(*m_at++);
            number |= quint64(byte & 0x7f) << shift;
            if (byte < 0x80)
                return;
        }
    }
    void get(qint64 &number)
    {
        quint64 bits = 0;
        get(bits);
        number = static_cast<qint64>(bits >> 1) ^ -static_cast<qint64>(bits & 1);
    }
    void get(int &number)
    {
        qint64 wide = 0;
        get(wide);
        number = int(wide);
    }
    void get(bool &value) { value = *m_at++ != 0; }
    template<typename E> requires std::is_enum_v<E> void get(E &value) { value = static_cast<E>(*m_at++); }
    void get(QString &text)
    {
        const QByteArrayView bytes = next();
        text = bytes.isEmpty() ? QString() : QString::fromUtf8(bytes);
    }
    void get(QByteArray &bytes) { bytes = next().toByteArray(); }
    void get(QDateTime &time)
    {
        qint64 ms = 0;
        get(ms);
        time = ms == std::numeric_limits<qint64>::min() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    }
    template<typename T> void get(std::optional<T> &value)
    {
        bool present = false;
        get(present);
        value.reset();
        if (present)
            get(value.emplace());
    }
    template<typename T> void get(QList<T> &list)
    {
        quint64 count = 0;
        get(count);
        list.resize(qsizetype(count));
        for (T &element : list)
            get(element);
    }
    void get(QMap<QString, QString> &marks)
    {
        QList<QString> kept;
        get(kept);
        for (qsizetype i = 0; i + 1 < kept.size(); i += 2)
            marks.insert(kept.at(i), kept.at(i + 1));
    }
    template<typename T> requires std::is_class_v<T> void get(T &part) { walk(*this, part); }

private:
    QByteArrayView next()
    {
        quint64 size = 0;
        get(size);
        const char *begin = m_at;
        m_at += size;
        return {begin, qsizetype(size)};
    }

    const char *m_at;
};

template<typename T, typename Part> concept IsA = std::is_same_v<std::remove_const_t<T>, Part>;

// One list of members for both directions.

template<typename Archive, IsA<PauseCondition> T> void walk(Archive &a, T &pause)
{
    a(pause.reason, pause.startTime);
}

template<typename Archive, IsA<WorkloadRef> T> void walk(Archive &a, T &workload)
{
    a(workload.apiVersion, workload.kind, workload.name);
}

template<typename Archive, IsA<HelmChart> T> void walk(Archive &a, T &chart)
{
    a(chart.name, chart.version, chart.appVersion);
}

template<typename Archive, IsA<AnalysisStatus> T> void walk(Archive &a, T &analysis)
{
    a(analysis.kind, analysis.name, analysis.phase, analysis.message);
}

template<typename Archive, IsA<RecordedWeights> T> void walk(Archive &a, T &weights)
{
    a(weights.canary, weights.stable, weights.verified);
}

template<typename Archive, IsA<CanaryStep> T> void walk(Archive &a, T &step)
{
    a(step.kind, step.key, step.weight, step.pauseSeconds, step.raw);
}

template<typename Archive, IsA<TrafficRouting> T> void walk(Archive &a, T &traffic)
{
    a(traffic.present, traffic.routers, traffic.maxWeight, traffic.dynamicStableScale, traffic.nginxStableIngresses, traffic.nginxAnnotationPrefix,
      traffic.stableService, traffic.canaryService, traffic.activeService, traffic.previewService, traffic.pingService, traffic.pongService);
}

template<typename Archive, IsA<ObjectMeta> T> void walk(Archive &a, T &meta)
{
    a(meta.generation, meta.createdAt, meta.deletedAt, meta.labels, meta.annotations);
}

template<typename Archive, IsA<Rollout> T> void walk(Archive &a, T &r)
{
    a(r.meta, r.workload, r.strategy, r.unreadable);
    a(r.specReplicas, r.specPaused, r.workloadRef, r.images, r.progressDeadlineAbort, r.rollbackWindowRevisions, r.restartAt, r.steps, r.traffic,
      r.abortScaleDownDelaySeconds, r.scaleDownDelaySeconds, r.autoPromotionEnabled, r.chart, r.updatePartition, r.hasStatus);
    a(r.phaseText, r.message, r.observedGeneration, r.workloadObservedGeneration, r.currentPodHash, r.stableHash, r.currentStepIndex, r.pauseConditions,
      r.controllerPause, r.abort, r.abortedAt, r.promoteFull, r.replicas, r.updatedReplicas, r.readyReplicas, r.availableReplicas, r.recordedWeights,
      r.analysis, r.stablePingPong, r.activeHash, r.previewHash, r.restartedAt);
}

} // namespace

bool isPackedMark(std::string_view key)
{
    static constexpr std::string_view marks[] = {"rollout.argoproj.io/revision", "deployment.kubernetes.io/revision", "rollout.argoproj.io/workload-generation",
                                                 "argocd.argoproj.io/instance", "argocd.argoproj.io/tracking-id", "kustomize.toolkit.fluxcd.io/name",
                                                 "helm.toolkit.fluxcd.io/name", "version"};
    return std::find(std::begin(marks), std::end(marks), key) != std::end(marks);
}

QByteArray packRollout(const Rollout &rollout)
{
    thread_local std::vector<char> scratch;
    Packer packer(scratch);
    walk(packer, rollout);
    return {scratch.data(), qsizetype(scratch.size())};
}

Rollout unpackRollout(const QByteArray &packed)
{
    Rollout rollout;
    if (packed.isEmpty())
        return rollout;
    Unpacker unpacker(packed);
    walk(unpacker, rollout);
    return rollout;
}

} // namespace maestro
