// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/store/status.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace maestro::sandbox {

/// A parsed labelSelector and fieldSelector.
class Selector
{
public:
    static Answer<Selector> parse(const QString &labels, const QString &fields);

    bool matches(const QJsonObject &object) const;
    bool isEmpty() const { return m_labels.isEmpty() && m_fields.isEmpty(); }
    /// Value of metadata.name= in the field selector; empty when there is none.
    QString singleName() const;

private:
    enum class Op { In, NotIn, Exists, NotExists };
    struct Term
    {
        QString key;
        Op op;
        QStringList values;
    };
    static std::optional<Term> labelTerm(const QString &text);

    QList<Term> m_labels;
    QList<Term> m_fields;
};

} // namespace maestro::sandbox
