// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/triage/triagescene.h"

#include <QCoreApplication>

namespace maestro {

struct TriageWords
{
    Q_DECLARE_TR_FUNCTIONS(Triage)
};

/// A reading under way: when it began is kept, the rest is filled in as it comes.
class ReadingBuilder
{
public:
    ReadingBuilder(std::shared_ptr<const TriageScene> scene, PlaybookCheck check, ReadingDone done);

    const TriageScene &scene() const { return *m_scene; }
    const std::shared_ptr<const TriageScene> &shared() const { return m_scene; }
    const PlaybookCheck &check() const { return m_check; }
    CheckReading &reading() { return m_reading; }

    void read(const QString &what, const QString &source, const QString &value);
    QString apiSource(const QString &path) const; ///< server and path
    /// `key` says what a tick rests on; empty: the state alone.
    void finish(ItemState state, const QString &finding, const QString &key = {});
    void unknown(const QString &why) { finish(ItemState::Unknown, why); }

private:
    std::shared_ptr<const TriageScene> m_scene;
    PlaybookCheck m_check;
    CheckReading m_reading;
    ReadingDone m_done;
    qint64 m_beganMs;
};

using BuilderPtr = std::shared_ptr<ReadingBuilder>;

/// Columns two blanks apart, first row titles.
QString columns(const QList<QStringList> &rows);
/// "app=web,tier=front", as a selector.
QString labelText(const QMap<QString, QString> &labels);
/// As a shell would take it back.
QString kubectl(const QStringList &words);

// The families of checks, one per file. Each finishes the builder.
void readWorkload(const BuilderPtr &builder);
void readPods(const BuilderPtr &builder, bool canaryOnly);
void readDescription(const BuilderPtr &builder);
void readAnalysis(const BuilderPtr &builder);
void readControllerAbort(const BuilderPtr &builder);
void readAbortNeed(const BuilderPtr &builder);
void readRolloutHistory(const BuilderPtr &builder);
void readHelmHistory(QObject *owner, const BuilderPtr &builder);
void readConfigHistory(QObject *owner, const BuilderPtr &builder);
void readChangeList(QObject *owner, const BuilderPtr &builder);
void readTraffic(QObject *owner, const BuilderPtr &builder);
void readEndpoints(QObject *owner, const BuilderPtr &builder);
void readNamespacePods(QObject *owner, const BuilderPtr &builder);
void readWorkloadLogs(QObject *owner, const BuilderPtr &builder, bool canaryOnly);
void readDependency(QObject *owner, const BuilderPtr &builder);
void readDependencyLogs(QObject *owner, const BuilderPtr &builder);
void readSelectedLogs(QObject *owner, const BuilderPtr &builder);
void readMetric(QObject *owner, const BuilderPtr &builder);
void readMetricSources(QObject *owner, const BuilderPtr &builder);
void readProbe(QObject *owner, const BuilderPtr &builder, bool header); ///< with `header` also as a request for the canary, and both compared

/// Pods of a namespace by label selector; empty: all of them.
void listPods(QObject *owner, const TriageScene &scene, const QString &ns, const QString &selector, std::function<void(const Result<QList<Pod>> &, const QString &path)> done);
/// It ran to its end, as a job's does.
bool hasEnded(const Pod &pod);
/// Pods as `kubectl get pods -o wide` shows them; "! " before each that should be ready and is not, as before lines of logs that tell errors.
QString podTable(const QList<Pod> &pods, const QDateTime &now);

} // namespace maestro
