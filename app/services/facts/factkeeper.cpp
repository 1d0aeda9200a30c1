// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/facts/factkeeper.h"

#include "domain/slo/facts.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace maestro {

namespace {

constexpr qint64 largest = 256 * 1024; ///< of the file; then what is too old goes
constexpr qint64 readAtMost = 4 * largest;
constexpr qint64 futureMs = 5'000;
constexpr int shownAtMost = 500;

bool isKept(const FactReading &reading)
{
    return !reading.since.isValid()
        && (reading.name.startsWith(QLatin1String("health:")) || reading.name.startsWith(QLatin1String("dependency:"))
            || reading.name.startsWith(QLatin1String("dependencies:")));
}

QByteArray lineOf(const FactReading &reading)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("at"), reading.at.toString(Qt::ISODateWithMs)},
                                     {QStringLiteral("name"), reading.name},
                                     {QStringLiteral("value"), reading.value ? QJsonValue(*reading.value) : QJsonValue()},
                                     {QStringLiteral("source"), reading.source.left(shownAtMost)},
                                     {QStringLiteral("text"), reading.text.left(shownAtMost)}})
               .toJson(QJsonDocument::Compact)
        + '\n';
}

QList<FactReading> readingsIn(QFile &file, const QDateTime &now)
{
    QList<FactReading> readings;
    const QDateTime oldest = now.addMSecs(-FactBook::kept.count());
    if (file.size() > readAtMost)
        file.seek(file.size() - readAtMost);
    const QList<QByteArray> lines = file.read(readAtMost).split('\n');
    for (const QByteArray &line : lines) {
        const QJsonObject object = QJsonDocument::fromJson(line).object();
        const QJsonValue value = object.value(QLatin1String("value"));
        FactReading reading;
        reading.name = object.value(QLatin1String("name")).toString();
        reading.at = QDateTime::fromString(object.value(QLatin1String("at")).toString(), Qt::ISODateWithMs);
        reading.source = object.value(QLatin1String("source")).toString();
        reading.text = object.value(QLatin1String("text")).toString();
        if (value.isDouble())
            reading.value = value.toDouble();
        if (isKept(reading) && reading.at.isValid() && reading.at >= oldest && reading.at <= now.addMSecs(futureMs))
            readings.append(reading);
    }
    std::stable_sort(readings.begin(), readings.end(), [](const FactReading &a, const FactReading &b) { return a.at < b.at; });
    return readings;
}

} // namespace

FactKeeper::FactKeeper(FactReader *reader, const Clock *clock, const QString &stateFolder, QObject *parent)
    : QObject(parent)
    , m_reader(reader)
    , m_clock(clock)
    , m_folder(stateFolder)
{
}

void FactKeeper::load(const ObjectRef &target)
{
    const QByteArray whom = (target.context + u'/' + target.ns + u'/' + target.name).toUtf8();
    const QString folder = m_folder + QStringLiteral("/facts");
    m_file = folder + u'/' + QString::fromLatin1(QCryptographicHash::hash(whom, QCryptographicHash::Sha256).toHex().left(32)) + QStringLiteral(".jsonl");
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<FactReading> known = readingsIn(file, m_clock->utcNow());
    m_book.add(known);
    if (file.size() > largest)
        shorten();
}

/// What is too old goes; what others wrote stays.
void FactKeeper::shorten() const
{
    QFile file(m_file);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const QList<FactReading> known = readingsIn(file, m_clock->utcNow());
    file.close();
    QSaveFile shorter(m_file);
    if (!shorter.open(QIODevice::WriteOnly))
        return;
    shorter.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    for (const FactReading &reading : known)
        shorter.write(lineOf(reading));
    shorter.commit();
}

void FactKeeper::store(const QList<FactReading> &readings) const
{
    QByteArray lines;
    for (const FactReading &reading : readings)
        if (isKept(reading))
            lines += lineOf(reading);
    QFile file(m_file);
    if (lines.isEmpty() || m_file.isEmpty() || !file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(lines); // one write at the end of the file: others may add to it meanwhile
    const bool isLong = file.size() > readAtMost;
    file.close();
    if (isLong)
        shorten();
}

bool FactKeeper::isDue(const HealthProbe &probe) const
{
    const auto asked = m_asked.constFind(probe.name);
    if (asked == m_asked.cend())
        return true;
    const qint64 passed = m_clock->bootMs() - asked->atMs;
    if (!asked->answer) // under way; of one that never answers the next round asks again
        return passed >= std::max<qint64>(probe.every.count(), 2 * probe.timeout.count());
    return passed >= probe.every.count() || !(asked->answer->probe == probe);
}

void FactKeeper::lookAgain(const FactReader::Question &question, ClusterAccess *access)
{
    const PolicyService *service = question.match ? question.match.serviceEntry() : nullptr;
    if (!service || !m_sheet.at.isValid())
        return;
    for (const HealthProbe &probe : service->health) {
        if (!isDue(probe))
            continue;
        m_asked[probe.name] = {m_clock->bootMs(), {}};
        m_reader->prober()->ask(probe, variablesOf(question.match, question.target), {}, access, whileAlive(this, [this](const ProbeAnswer &answer) { take(answer); }));
    }
}

void FactKeeper::take(const ProbeAnswer &answer)
{
    m_asked[answer.probe.name].answer = answer;
    for (ProbeAnswer &known : m_sheet.probes)
        if (known.probe == answer.probe)
            known = answer;
    const FactReading reading = answer.reading(healthFact(answer.probe.name));
    m_book.add(reading);
    store({reading});
}

void FactKeeper::refresh(const FactReader::Question &question, ClusterAccess *access, Callback<const FactSheet &> done)
{
    if (m_file.isEmpty() && !m_folder.isEmpty())
        load(question.target);
    FactReader::Question asked = question;
    const PolicyService *service = question.match ? question.match.serviceEntry() : nullptr;
    for (const HealthProbe &probe : service ? service->health : QList<HealthProbe>()) {
        const Asked known = m_asked.value(probe.name);
        if (!isDue(probe) && known.answer && known.answer->ok)
            asked.recent.append(*known.answer);
        else
            m_asked[probe.name] = {m_clock->bootMs(), {}};
    }
    m_reader->read(asked, access, whileAlive(this, [this, recent = asked.recent, done = std::move(done)](const FactSheet &sheet) {
        m_sheet = sheet;
        m_book.add(sheet.readings);
        QList<FactReading> news = sheet.readings;
        for (const ProbeAnswer &answer : sheet.probes)
            m_asked[answer.probe.name].answer = answer;
        news.removeIf([&recent](const FactReading &reading) {
            return std::any_of(recent.cbegin(), recent.cend(), [&reading](const ProbeAnswer &one) { return healthFact(one.probe.name) == reading.name; });
        });
        store(news);
        done(m_sheet);
    }));
}

FactHistoryPtr FactKeeper::history(const PolicyPtr &policy, const SignalScope &scope, const std::optional<QList<JournalRecord>> &records) const
{
    FactHistory history{m_book, policy, scope, records, m_clock->utcNow()};
    if (history.records) // every instant that is judged goes through them
        history.records->removeIf([&scope](const JournalRecord &record) { return record.object != scope.target; });
    return std::make_shared<const FactHistory>(std::move(history));
}

QList<JournalRecord> signalRecords(const QList<JournalRecord> &records)
{
    QList<JournalRecord> said;
    for (const JournalRecord &record : records)
        if (record.type == RecordType::Signal)
            said.append(record);
    return said;
}

} // namespace maestro
