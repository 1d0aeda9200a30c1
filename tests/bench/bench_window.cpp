// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QApplication>
#include <QWidget>

#include <cstdio>

namespace {

/// The least a window costs: painted once, then gone, as maestro-console --exit-after-startup does.
class EmptyWindow : public QWidget
{
protected:
    void paintEvent(QPaintEvent *) override
    {
        QMetaObject::invokeMethod(qApp, [] {
            std::puts("first frame");
            std::fflush(stdout);
            QCoreApplication::quit();
        }, Qt::QueuedConnection);
    }
};

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    EmptyWindow window;
    window.resize(1440, 900);
    window.show();
    return QApplication::exec();
}
