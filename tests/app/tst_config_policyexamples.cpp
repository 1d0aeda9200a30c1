// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/policy/policyloader.h"

#include <QTest>

using namespace maestro;

class TestPolicyExamples : public QObject
{
    Q_OBJECT

private slots:
    void loads_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *name : {"000-maestro-routing", "001-maestro-triage", "002-conductor-rc", "003-maestro-api-playbook", "004-aivo-delivery"})
            QTest::newRow(name) << QStringLiteral(MAESTRO_SOURCE_DIR "/tests/fixtures/policies/%1.yaml").arg(QLatin1String(name));
    }
    void loads()
    {
        QFETCH(QString, file);
        const PolicyReading reading = loadPolicy(file);
        for (const Error &problem : reading.problems)
            qWarning("%d:%d %s: %s", problem.where->line, problem.where->column, qPrintable(problem.where->field), qPrintable(problem.message));
        QVERIFY(reading.ok());
    }
};

QTEST_GUILESS_MAIN(TestPolicyExamples)
#include "tst_config_policyexamples.moc"
