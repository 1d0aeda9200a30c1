// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusline.h"

#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

/// What the last line of the window says of the door for webhooks (ledger AUT-17).
class tst_ui_statusline : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void receiver()
    {
        Theme theme;
        StatusLine line(&theme);
        line.resize(1400, line.height());
        line.setJournal(3, 0);
        const auto told = [&line] {
            line.setConnections({}, 0);
            return line.accessibleDescription();
        };
        QVERIFY(line.receiverText().isEmpty() && !told().contains(u"webhook"_s)); // off: not a word
        ReceiverStatus status;
        status.url = u"http://127.0.0.1:9797/webhook"_s;
        line.setReceiver(status);
        QVERIFY2(told().contains(u"webhooks at 127.0.0.1:9797"_s) && line.toolTip().contains(u"http://127.0.0.1:9797/webhook: none taken"_s), qPrintable(told()));
        const QImage before = line.grab().toImage();
        status.taken = 2;
        status.refused = 1;
        status.lastAt = QDateTime({2026, 9, 14}, {8, 5}, Qt::UTC);
        line.setReceiver(status);
        QVERIFY2(told().contains(u"2 webhooks received"_s) && line.toolTip().contains(u"1 turned away"_s) && line.toolTip().contains(u"08:05"_s), qPrintable(line.toolTip()));
        QVERIFY(line.grab().toImage() != before);
        status.problem = u"the disk \x1b[31m is full"_s;
        line.setReceiver(status);
        QVERIFY(told().contains(u"webhook receiver fails"_s) && line.toolTip().startsWith(u"a webhook was lost"_s) && !line.toolTip().contains(QChar(0x1b)));
        status.url.clear();
        line.setReceiver(status);
        QVERIFY(line.toolTip().startsWith(u"webhooks are not received"_s));
    }
};

QTEST_MAIN(tst_ui_statusline)
#include "tst_ui_statusline.moc"
