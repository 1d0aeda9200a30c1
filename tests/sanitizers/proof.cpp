// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// That the run with ThreadSanitizer can fail, and not for nothing. Two threads play as window and services do, over and over: what goes through a port
// or through a posted call is silent; with the argument "race" both also touch one number, and that is reported.
#include <QCoreApplication>
#include <QThread>

#include <cstring>
#include <memory>
#include <vector>

namespace {

constexpr int rounds = 2000;
int touched = 0; ///< by both threads, and nothing keeps them apart

using Values = std::shared_ptr<const std::vector<int>>;

} // namespace

class ProofPort : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void changed(const Values &values);
};

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const bool race = argc > 1 && std::strcmp(argv[1], "race") == 0;
    QThread thread;
    ProofPort service;
    QObject window;
    int answers = 0;
    QObject::connect(&service, &ProofPort::changed, &window, [&](const Values &values) {
        answers += values->at(0) == values->at(1);
        if (answers == rounds)
            QCoreApplication::quit();
    });
    service.moveToThread(&thread);
    thread.start();
    for (int i = 0; i < rounds; ++i) {
        if (race)
            ++touched;
        auto asked = std::make_unique<std::vector<int>>(2, i);
        QMetaObject::invokeMethod(&service, [&service, race, asked = Values(std::move(asked))] {
            if (race)
                ++touched;
            Q_EMIT service.changed(std::make_shared<const std::vector<int>>(*asked));
        }, Qt::QueuedConnection);
    }
    const int code = QCoreApplication::exec();
    thread.quit();
    thread.wait();
    return code;
}

#include "proof.moc"
