// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QSet>
#include <QTranslator>
#include <QXmlStreamReader>

namespace maestro::test {

/// A language whose words are 40 % longer than the English ones, and which knows the template: what is asked for and not in it could
/// never be translated.
class LongWords : public QTranslator
{
public:
    LongWords()
    {
        QFile file(QStringLiteral(MAESTRO_SOURCE_DIR "/translations/maestro_en.ts"));
        if (!file.open(QIODevice::ReadOnly))
            return;
        QXmlStreamReader xml(&file);
        QString context;
        QString source;
        while (!xml.atEnd()) {
            if (!xml.readNextStartElement())
                continue;
            if (xml.name() == u"name")
                context = xml.readElementText();
            else if (xml.name() == u"source")
                source = xml.readElementText();
            else if (xml.name() == u"translation")
                m_template.insert(context + u'|' + source);
        }
    }

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        const QString where = QString::fromUtf8(context);
        if (where == u"Language" || where.startsWith(u'Q'))
            return text;
        ++asked;
        if (!m_template.contains(where + u'|' + text))
            unknown.insert(where + QStringLiteral(": ") + text);
        QString longer = text;
        for (qsizetype more = text.size() * 2 / 5; more > 0; --more)
            longer.append(QChar(more % 6 == 0 ? u' ' : u'ä'));
        return longer.trimmed() + (text.endsWith(u' ') ? QStringLiteral(" ") : QString());
    }

    qsizetype size() const { return m_template.size(); }

    mutable int asked = 0;
    mutable QSet<QString> unknown;

private:
    QSet<QString> m_template;
};

} // namespace maestro::test
