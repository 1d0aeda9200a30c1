// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/settings.h"

#include "config/privatefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

namespace maestro {

namespace {

const QString bytesKey = QStringLiteral("$bytes");

QJsonValue encoded(const QVariant &value)
{
    if (value.typeId() == QMetaType::QByteArray)
        return QJsonObject{{bytesKey, QString::fromLatin1(value.toByteArray().toBase64())}};
    return QJsonValue::fromVariant(value);
}

QVariant decoded(const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (object.size() == 1 && object.contains(bytesKey))
        return QByteArray::fromBase64(object.value(bytesKey).toString().toLatin1());
    return value.toVariant();
}

} // namespace

Settings::Settings(QString file)
    : m_file(std::move(file))
{
    const auto content = readPrivateFile(m_file);
    if (!content) {
        m_problem = content.error();
        return;
    }
    if (!content->has_value())
        return;
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(**content, &problem);
    if (problem.error == QJsonParseError::NoError && document.isObject()) {
        m_values = document.object();
        return;
    }
    const QString aside = m_file + QStringLiteral(".broken");
    QFile::remove(aside);
    QFile::rename(m_file, aside);
    m_problem = Error{ErrorKind::BadInput, QStringLiteral("settingsFile"),
                      QCoreApplication::translate("Config", "the settings could not be read (%1) and were set aside as %2").arg(problem.errorString(), aside), {},
                      SourcePlace{m_file}};
}

QVariant Settings::value(const QString &key, const QVariant &fallback) const
{
    const auto found = m_values.constFind(key);
    return found == m_values.constEnd() ? fallback : decoded(*found);
}

Result<Done> Settings::setValue(const QString &key, const QVariant &value)
{
    const QJsonValue next = value.isValid() ? encoded(value) : QJsonValue(QJsonValue::Undefined);
    if (m_values.value(key) == next)
        return Done{};
    if (next.isUndefined())
        m_values.remove(key);
    else
        m_values.insert(key, next);
    return writePrivateFile(m_file, QJsonDocument(m_values).toJson());
}

} // namespace maestro
