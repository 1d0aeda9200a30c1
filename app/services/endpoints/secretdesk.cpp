// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/endpoints/secretdesk.h"

#include <QPointer>

namespace maestro {

SecretDesk::SecretDesk(SecretStore *store, QObject *parent)
    : SecretPort(parent)
    , m_store(store)
{
    connect(store, &SecretStore::entryMissing, this, &SecretPort::missing);
}

void SecretDesk::keep(const QString &name, const QString &secret)
{
    m_store->keep(name, secret.toUtf8(), [self = QPointer<SecretDesk>(this), name](const Result<Done> &written) {
        if (self)
            Q_EMIT self->kept(name, written ? QString() : written.error().message);
    });
}

} // namespace maestro
