// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal/receivedwebhook.h"
#include "services/evidence/evidencepack.h"
#include "services/journalservice.h"
#include "services/systemclock.h"
#include "services/triage/evidencestore.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// EVD-11: a pack has what a controller sent about each of its objects, and about no other.
class tst_services_packwebhooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofEveryObject()
    {
        QTemporaryDir dir;
        SystemClock clock;
        JournalService journal(dir.filePath(u"journal"_s), &clock);
        const QString kept = dir.filePath(u"kept"_s);
        const auto ref = [](const QString &name) { return ObjectRef{u"box"_s, u"shop"_s, name}; };
        for (const QString &name : {u"web"_s, u"api"_s}) {
            JournalRecord record;
            record.type = RecordType::Decision;
            record.id = u"decision-"_s + name;
            record.object = ref(name);
            record.verb = u"hold"_s;
            record.ticket = u"INC-7"_s;
            record.at = clock.utcNow();
            QVERIFY(journal.append(record));
        }
        for (const QString &name : {u"web"_s, u"api"_s, u"other"_s}) {
            const QByteArray body = "promote " + name.toUtf8();
            const Result<QString> hash = EvidenceStore(kept).keep(body);
            QVERIFY(hash);
            JournalRecord record = webhookRecord({ref(name), u"promote"_s, u"127.0.0.1"_s, u"text/plain"_s, *hash, body.size(), clock.utcNow()});
            record.id = u"hook-"_s + name;
            QVERIFY(journal.append(record));
        }
        const Result<PackContent> content = packContent({dir.filePath(u"journal"_s), {}, kept}, u"INC-7"_s, clock.utcNow());
        QVERIFY2(content.ok(), content ? "" : qPrintable(content.error().message));
        QStringList about;
        for (const auto &[name, bytes] : content->files)
            if (name == u"webhooks.json")
                for (const QJsonValue &one : QJsonDocument::fromJson(bytes).array())
                    about.append(one[u"name"].toString());
        QCOMPARE(about, (QStringList{u"web"_s, u"api"_s}));
    }
};

QTEST_GUILESS_MAIN(tst_services_packwebhooks)
#include "tst_services_packwebhooks.moc"
