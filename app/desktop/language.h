// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QTranslator>

namespace maestro {

/// The window's words in another language, and the names of Qt's own buttons. Only the thread it lives on hears them: what the services say
/// goes into the Journal and into documents, which are the same in every language. What is not translated is English, with "(s)" by the number.
class WindowLanguage : public QTranslator
{
    Q_OBJECT
public:
    /// Codes that --language takes, "en" first.
    static QStringList known();
    /// The first of `wanted` (flag), `kept` (setting) and the system's languages that is known, else "en".
    static QString choose(const QString &wanted, const QString &kept, const QLocale &system);

    /// Installs itself. To be destroyed before the application.
    explicit WindowLanguage(const QString &code);
    ~WindowLanguage() override;

    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
    bool isEmpty() const override { return false; }

private:
    QTranslator m_toolkit;
};

} // namespace maestro
