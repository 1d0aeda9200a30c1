// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QThread>

namespace maestro {

namespace {

const QString folder = QStringLiteral(":/translations/");
const QString english = QStringLiteral("en");
const QString severalMark = QStringLiteral("(s)"); ///< in the sources, where a number of things is told

/// The English of the sources, one or several.
QString counted(const char *source, int n)
{
    QString words = QString::fromUtf8(source);
    return n >= 0 && words.contains(severalMark) ? words.replace(severalMark, n == 1 ? QString() : QStringLiteral("s")) : QString();
}

} // namespace

QStringList WindowLanguage::known()
{
    QStringList codes {english};
    for (const QString &file : QDir(folder).entryList({QStringLiteral("maestro_*.qm")}, QDir::Files, QDir::Name))
        codes.append(file.mid(8).chopped(3));
    return codes;
}

QString WindowLanguage::choose(const QString &wanted, const QString &kept, const QLocale &system)
{
    const QStringList codes = known();
    for (const QString &code : QStringList {wanted, kept} + system.uiLanguages()) {
        if (const QString language = code.section(u'-', 0, 0).section(u'_', 0, 0); codes.contains(language))
            return language;
    }
    return english;
}

WindowLanguage::WindowLanguage(const QString &code)
{
    if (code != english && load(folder + QStringLiteral("maestro_") + code + QStringLiteral(".qm")))
        (void)m_toolkit.load(QStringLiteral("qtbase_") + code, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    QCoreApplication::installTranslator(this);
}

WindowLanguage::~WindowLanguage()
{
    QCoreApplication::removeTranslator(this); // as long as it knows its thread: what QTranslator would do too late, when another one may be asking already
}

QString WindowLanguage::translate(const char *context, const char *source, const char *disambiguation, int n) const
{
    if (QThread::currentThread() != thread())
        return counted(source, n); // what services say stays English
    QString found = QTranslator::translate(context, source, disambiguation, n);
    if (found.isNull())
        found = m_toolkit.translate(context, source, disambiguation, n);
    return found.isNull() ? counted(source, n) : found;
}

} // namespace maestro
