// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/keptobject.h"

#include "journal/redactor.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

const QString lastApplied = u"kubectl.kubernetes.io/last-applied-configuration"_s; ///< the same values once more

/// Hides what may be secret, at any depth.
class Keeper
{
public:
    Keeper(QString uid, int *hidden, KeptVariables variables)
        : m_uid(std::move(uid))
        , m_hidden(hidden)
        , m_variables(variables)
    {
    }

    QJsonObject hashOf(const QString &name, const QByteArray &value)
    {
        ++*m_hidden;
        const QByteArray keyed = m_uid.toUtf8() + '\0' + name.toUtf8() + '\0' + value;
        return {{u"sha256"_s, QString::fromLatin1(QCryptographicHash::hash(keyed, QCryptographicHash::Sha256).toHex())}, {u"bytes"_s, qint64(value.size())}};
    }

    QJsonObject hashes(const QJsonObject &data)
    {
        QJsonObject kept;
        for (auto it = data.begin(); it != data.end(); ++it)
            kept.insert(it.key(), hashOf(it.key(), it->toString().toUtf8()));
        return kept;
    }

    QJsonValue kept(const QJsonValue &value)
    {
        if (value.isString())
            return kept(value.toString());
        if (value.isArray()) {
            QJsonArray all;
            for (const QJsonValue &one : value.toArray())
                all.append(kept(one));
            return all;
        }
        if (!value.isObject())
            return value;
        QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            *it = it.key() == u"env" && it->isArray() ? variables(it->toArray()) : kept(QJsonValue(*it));
        return object;
    }

private:
    QString kept(const QString &text)
    {
        if (!looksLikeSecret(text))
            return text;
        ++*m_hidden;
        return scrubbed(text);
    }

    QJsonValue variables(const QJsonArray &all)
    {
        QJsonArray made;
        for (const QJsonValue &one : all) {
            QJsonObject variable = one.toObject();
            const QString name = variable.value(u"name"_s).toString();
            if (const QJsonValue value = variable.value(u"value"_s); value.isString() && !value.toString().isEmpty() && hides(name, value.toString()))
                variable.insert(u"value"_s, hashOf(name, value.toString().toUtf8()));
            made.append(variable);
        }
        return made;
    }

    bool hides(const QString &name, const QString &value) const
    {
        static const QRegularExpression secret(u"pass|pwd|secret|token|key|cred|auth|cookie|private|dsn"_s, QRegularExpression::CaseInsensitiveOption);
        return m_variables == KeptVariables::Hashed || secret.match(name).hasMatch() || looksLikeSecret(value);
    }

    QString m_uid;
    int *m_hidden;
    KeptVariables m_variables;
};

} // namespace

QJsonObject keptObject(QJsonObject object, int *hidden, KeptVariables variables)
{
    QJsonObject meta = object.value(u"metadata"_s).toObject();
    Keeper keeper(meta.value(u"uid"_s).toString(), hidden, variables);
    meta.remove(u"managedFields"_s);
    QJsonObject annotations = meta.value(u"annotations"_s).toObject();
    if (const QJsonValue whole = annotations.value(lastApplied); whole.isString()) {
        annotations.remove(lastApplied);
        annotations.insert(lastApplied, keeper.hashOf(lastApplied, whole.toString().toUtf8()));
        meta.insert(u"annotations"_s, annotations);
    }
    object.insert(u"metadata"_s, meta);
    for (const QString &member : {u"data"_s, u"binaryData"_s, u"stringData"_s})
        if (object.value(member).isObject() && !object.contains(u"spec"_s))
            object.insert(member, keeper.hashes(object.value(member).toObject()));
    return keeper.kept(object).toObject();
}

} // namespace maestro
