// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/manifest/yamltext.h"

#include <QRegularExpression>

namespace maestro {

namespace {

bool isMap(const QVariant &value)
{
    return value.typeId() == QMetaType::QVariantMap;
}

bool isList(const QVariant &value)
{
    return value.typeId() == QMetaType::QVariantList;
}

bool isFlat(const QVariant &value)
{
    return !isMap(value) && !isList(value);
}

/// Not to be printed as it is: control and format characters (bidi, zero width), other line ends, halves of pairs.
bool isUnsafe(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph: return true;
    default: return c == QChar(0xfeff);
    }
}

QString quoted(const QString &text)
{
    QString out = QStringLiteral("\"");
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            out += QStringView(text).sliced(i++, 2);
        else if (c == u'"' || c == u'\\')
            out += QStringLiteral("\\%1").arg(c);
        else if (c == u'\n')
            out += QStringLiteral("\\n");
        else if (c == u'\t')
            out += QStringLiteral("\\t");
        else if (isUnsafe(c) || c.isSurrogate())
            out += QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0'));
        else
            out += c;
    }
    return out + u'"';
}

/// Words that some reader takes for a truth, a number or nothing are quoted.
QString keyText(const QString &key)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z_][A-Za-z0-9_./-]*\\z"));
    static const QRegularExpression meant(QStringLiteral("^(y|n|yes|no|on|off|true|false|null)\\z"), QRegularExpression::CaseInsensitiveOption);
    return plain.match(key).hasMatch() && !meant.match(key).hasMatch() ? key : quoted(key);
}

QStringList keysOf(const QVariantMap &map)
{
    QStringList keys = map.keys();
    for (const QString &first : {QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("alert")}) {
        if (keys.removeOne(first))
            keys.prepend(first);
    }
    return keys;
}

void write(QString &out, const QVariant &value, int depth);

void writeMap(QString &out, const QVariantMap &map, int depth, bool listed)
{
    for (const QString &key : keysOf(map)) {
        if (!std::exchange(listed, false))
            out += QString(depth * 2, u' ');
        out += keyText(key) + u':';
        write(out, map.value(key), depth + 1);
    }
}

bool fitsInLine(const QVariant &value)
{
    const QVariantList list = value.toList();
    return isMap(value) ? value.toMap().isEmpty() : std::all_of(list.cbegin(), list.cend(), isFlat);
}

void write(QString &out, const QVariant &value, int depth)
{
    if (isFlat(value) || fitsInLine(value)) {
        out += u' ' + yamlFlow(value) + u'\n';
        return;
    }
    out += u'\n';
    if (isMap(value))
        return writeMap(out, value.toMap(), depth, false);
    for (const QVariant &item : value.toList()) {
        out += QString(depth * 2, u' ') + u'-';
        if (!isMap(item) || item.toMap().isEmpty()) {
            write(out, item, depth + 1);
            continue;
        }
        out += u' ';
        writeMap(out, item.toMap(), depth + 1, true);
    }
}

} // namespace

QString yamlFlow(const QVariant &value)
{
    if (!value.isValid() || value.typeId() == QMetaType::Nullptr)
        return QStringLiteral("null");
    QStringList parts;
    if (isList(value)) {
        for (const QVariant &item : value.toList())
            parts.append(yamlFlow(item));
        return u'[' + parts.join(QStringLiteral(", ")) + u']';
    }
    if (isMap(value)) {
        const QVariantMap map = value.toMap();
        for (const QString &key : keysOf(map))
            parts.append(quoted(key) + QStringLiteral(": ") + yamlFlow(map.value(key)));
        return u'{' + parts.join(QStringLiteral(", ")) + u'}';
    }
    return value.typeId() == QMetaType::QString ? quoted(value.toString()) : value.toString();
}

QString yamlText(const QVariantMap &map)
{
    if (map.isEmpty())
        return QStringLiteral("{}\n");
    QString out;
    writeMap(out, map, 0, false);
    return out;
}

} // namespace maestro
