// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/evidenceservice.h"

#include "services/evidence/packreview.h"
#include "services/grafana/grafanaservice.h"
#include "services/grafana/packsnapshot.h"
#include "services/localuser.h"

#include <QCoreApplication>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr int patienceMs = 10'000;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Evidence)
};

} // namespace

EvidenceService::EvidenceService(PackGather::Doors doors, PackSources sources, JournalService *journal, QObject *parent)
    : EvidencePort(parent)
    , m_gather(doors, this)
    , m_sources(std::move(sources))
    , m_journal(journal)
    , m_clock(doors.clock)
    , m_patience(this)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_content->missing.append(u"charts/*.png: "_s + Words::tr("no picture came from the window"));
        finish();
    });
}

void EvidenceService::exportPack(const QString &id, const QString &parent)
{
    const bool onGrafana = m_grafana && m_grafana->takeSnapshotWish(id);
    if (m_content)
        return Q_EMIT failed(id, {ErrorKind::Refused, u"underWay"_s, Words::tr("A pack is being written."), Words::tr("Wait until it is.")});
    const Result<Done> usable = m_journal->usable();
    const Result<PackContent> content = usable ? packContent(m_sources, id, m_clock->utcNow()) : Result<PackContent>(usable.error());
    if (!content)
        return Q_EMIT failed(id, content.error());
    m_content = std::make_shared<PackContent>(*content);
    addReview(*m_content);
    m_parent = parent;
    m_onGrafana = onGrafana;
    m_charts.reset();
    m_gather.gather(m_content, [this](const ChartSetPtr &charts) {
        m_charts = charts;
        if (!charts || (charts->charts.isEmpty() && charts->burn.isEmpty()))
            return finish();
        m_patience.start();
        Q_EMIT chartsRead(charts);
    });
}

void EvidenceService::addPictures(const QList<PackPicture> &pictures)
{
    if (!m_patience.isActive())
        return;
    m_patience.stop();
    QList<std::pair<QString, QString>> names = m_charts ? chartFileNames(*m_charts) : QList<std::pair<QString, QString>>();
    for (const PackPicture &picture : pictures) {
        const auto named = std::find_if(names.begin(), names.end(), [&picture](const auto &one) { return one.first == picture.metric; });
        if (named == names.end())
            continue;
        const QString name = named->second;
        names.erase(named);
        const QString table = name + u".csv"_s;
        const bool known = std::any_of(m_content->files.cbegin(), m_content->files.cend(), [&table](const auto &file) { return file.first == table; });
        if (known) // a chart without samples is missing as a table already
            m_content->files.append({name + u".png"_s, picture.png});
    }
    finish();
}

void EvidenceService::finish()
{
    if (!m_onGrafana)
        return write();
    const Result<GrafanaClient *> grafana = m_grafana->client(this);
    if (!grafana) {
        m_content->missing.append(u"grafana.json: "_s + Words::tr("%1; charts/ has what it would show").arg(grafana.error().message));
        return write();
    }
    addSnapshot(m_content, m_charts, *grafana, m_journal, m_clock, this, [this, client = QPointer<GrafanaClient>(*grafana)] {
        if (client)
            client->deleteLater();
        write();
    });
}

void EvidenceService::write()
{
    const std::shared_ptr<PackContent> content = std::exchange(m_content, nullptr);
    const Result<WrittenPack> written = writePack(*content, m_parent);
    if (!written)
        return Q_EMIT failed(content->id, written.error());
    QStringList missing = content->missing;
    if (const QString unrecorded = recordExport(m_journal, m_clock, *content, *written); !unrecorded.isEmpty())
        missing.append(Words::tr("the export is not in the Journal: %1").arg(unrecorded));
    Q_EMIT exported(content->id, written->folder, missing);
}

QString recordExport(JournalService *journal, const Clock *clock, const PackContent &content, const WrittenPack &written)
{
    const JournalRecord &first = content.excerpt.records.constFirst();
    JournalRecord record;
    record.id = content.id;
    record.at = clock->utcNow();
    record.actor = {{}, localUserName(), localHostName(), {}};
    record.server = first.server;
    record.object = first.object;
    record.objectKind = first.objectKind;
    record.objectUid = first.objectUid;
    record.verb = u"evidence"_s;
    record.state = u"exported"_s;
    record.details = {{u"file"_s, content.name}, {u"sha256"_s, QString::fromLatin1(written.manifestSha256)}};
    const auto kept = journal->append(record);
    return kept ? QString() : kept.error().message;
}

} // namespace maestro
