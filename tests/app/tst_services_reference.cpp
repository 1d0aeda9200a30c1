// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/reference/referenceservice.h"
#include "support/kubetest.h"

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace maestro;
using namespace Qt::StringLiterals;

/// The reference of the window follows the policies.
class tst_services_reference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsPolicies()
    {
        const QTemporaryDir folder;
        SteadyClock clock;
        ReferenceService service(folder.path(), &clock);
        QSignalSpy read(&service, &ReferencePort::shelfRead);
        service.setPolicies({});
        QCOMPARE(read.size(), 0); // nobody looks
        service.read({{u"shop"_s, folder.path()}});
        QCOMPARE(read.size(), 1);
        auto policy = std::make_shared<Policy>();
        policy->name = u"shop"_s;
        service.setPolicies({policy});
        QCOMPARE(read.size(), 2);
        const auto shelf = read.last().first().value<ReferenceShelf>();
        QCOMPARE(shelf.checkouts.size(), 1);
        QCOMPARE(shelf.checkouts.first().folder, folder.path()); // with the folder that was chosen before
    }
};

QTEST_GUILESS_MAIN(tst_services_reference)
#include "tst_services_reference.moc"
