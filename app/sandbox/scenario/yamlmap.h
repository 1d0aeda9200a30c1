// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <yaml-cpp/yaml.h>

#include <optional>

namespace maestro::sandbox {

/// Collects the first fault of a file; later ones are consequences.
struct YamlFault
{
    QString file;
    std::optional<Error> error = {};

    void raise(const YAML::Node &node, const QString &field, const QString &what);
};

/// A mapping read strictly: every key must be asked for, once; types must fit. After a fault all readers give defaults.
class YamlMap
{
public:
    YamlMap(const YAML::Node &node, QString path, YamlFault &fault);

    bool has(const char *key);
    QString string(const char *key, const QString &absent);
    QString requiredString(const char *key);
    /// A lowercase RFC 1123 label.
    QString requiredName(const char *key);
    int integer(const char *key, int absent, int least, int most);
    double number(const char *key, double absent, double least, double most);
    bool boolean(const char *key, bool absent);
    /// "90s", "1h30m", "-10m"; milliseconds.
    qint64 duration(const char *key, qint64 absent, bool negativeToo = false);
    QStringList strings(const char *key);
    QJsonObject stringMap(const char *key);
    /// Items of a list; empty when absent.
    std::vector<YAML::Node> items(const char *key);
    YAML::Node node(const char *key);
    QString pathOf(const char *key) const;
    /// Index of the word in `words`; 0 when absent.
    int oneOf(const char *key, const QStringList &words, bool required);
    /// Complains about keys nobody asked for.
    void finish();

private:
    YAML::Node scalar(const char *key);

    YAML::Node m_node;
    QString m_path;
    YamlFault &m_fault;
    QStringList m_asked;
};

/// Plain YAML as JSON: for parts that are handed on as they are, at most `depth` deep. Numbers and booleans keep their type.
QJsonValue jsonOf(const YAML::Node &node, const QString &path, YamlFault &fault, int depth = 12);

} // namespace maestro::sandbox
