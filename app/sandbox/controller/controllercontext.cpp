// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/controller/controllercontext.h"

#include "sandbox/store/json.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

void ControllerContext::again(const QJsonObject &object, qint64 delayMs)
{
    queue.add({&typeOf(text(object, u"kind")), namespaceOf(object), nameOf(object)}, clock.ms() + delayMs);
}

QJsonArray ownedByController(const QJsonObject &owner)
{
    return {QJsonObject{{u"apiVersion"_s, owner.value("apiVersion"_L1)},
                        {u"kind"_s, owner.value("kind"_L1)},
                        {u"name"_s, nameOf(owner)},
                        {u"uid"_s, uidOf(owner)},
                        {u"controller"_s, true},
                        {u"blockOwnerDeletion"_s, true}}};
}

QString safeHash(const QByteArray &bytes)
{
    static const QLatin1String alphabet("bcdfghjklmnpqrstvwxz2456789");
    quint64 hash = 0xcbf29ce484222325ULL;
    for (const char c : bytes)
        hash = (hash ^ quint8(c)) * 0x100000001b3ULL;
    hash ^= hash >> 32;
    QString text;
    for (int i = 0; i < 10; ++i) {
        text.append(alphabet.at(int(hash % 27)));
        hash /= 27;
    }
    return text;
}

} // namespace maestro::sandbox
