// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QWidget>

#include <cxxabi.h>

#include <cstdlib>
#include <memory>
#include <typeinfo>

namespace maestro::test {

/// The class of a widget as the source names it, whether or not it is known to the meta-object system.
inline QString classOf(const QObject &object)
{
    const std::unique_ptr<char, void (*)(void *)> plain(abi::__cxa_demangle(typeid(object).name(), nullptr, nullptr, nullptr), &std::free);
    return QString::fromLatin1(plain.get()).section(QLatin1String("::"), -1);
}

/// Every class of widgets that the headers of the window declare: a new page or dialog is in it as soon as it exists.
inline QSet<QString> declaredWidgets(const QString &folder)
{
    static const QRegularExpression declared(QStringLiteral("^class (\\w+)(?: final)? ?: public (\\w+)"), QRegularExpression::MultilineOption);
    static const QRegularExpression ofQt(QStringLiteral("^Q(Widget|Frame|Dialog|MainWindow|Menu|Label|LineEdit|(Push|Tool|Abstract)Button|(Abstract)?ScrollArea|StackedWidget|(Table|List|Tree)(View|Widget)|(Plain)?TextEdit|TextBrowser|ComboBox|GroupBox)$"));
    QMap<QString, QString> bases;
    for (QDirIterator files(folder, {QStringLiteral("*.h")}, QDir::Files, QDirIterator::Subdirectories); files.hasNext();) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QString text = QString::fromUtf8(file.readAll());
        for (auto found = declared.globalMatch(text); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            bases.insert(match.captured(1), match.captured(2));
        }
    }
    QSet<QString> widgets;
    for (auto each = bases.cbegin(); each != bases.cend(); ++each) {
        QString root = each.key();
        while (bases.contains(root))
            root = bases.value(root);
        if (ofQt.match(root).hasMatch())
            widgets << each.key();
    }
    return widgets;
}

} // namespace maestro::test
