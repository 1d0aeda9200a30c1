// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QString>

namespace maestro::sandbox {

/// Reads a nested member; `path` is dotted ("spec.strategy.canary"), a number indexes an array. Undefined when absent.
/// Keys that hold dots themselves (labels, annotations) have their own readers below.
QJsonValue at(const QJsonValue &root, QStringView path);
QString text(const QJsonValue &root, QStringView path);
qint64 number(const QJsonValue &root, QStringView path, qint64 absent = 0);
bool flag(const QJsonValue &root, QStringView path);

/// Writes a nested member and makes the objects on the way; an undefined value removes it.
void put(QJsonObject &root, QStringView path, const QJsonValue &value);

QString label(const QJsonObject &object, const QString &key);
QString annotation(const QJsonObject &object, const QString &key);
void setLabel(QJsonObject &object, const QString &key, const QString &value);
/// An empty value removes the annotation.
void setAnnotation(QJsonObject &object, const QString &key, const QString &value);

QString nameOf(const QJsonObject &object);
QString namespaceOf(const QJsonObject &object);
QString uidOf(const QJsonObject &object);
/// Uid of the owner with controller: true; empty when there is none.
QString controllerUid(const QJsonObject &object);

QByteArray compact(const QJsonObject &object);

} // namespace maestro::sandbox
