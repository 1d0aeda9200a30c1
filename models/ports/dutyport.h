// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/error.h"
#include "domain/journal/duty.h"

#include <QObject>

namespace maestro {

/// The door to what people promise and learn: obligations with a due time, and lessons on actions. Both are notes in the Journal and
/// change nothing else; they are read through JournalPort. Each call is answered once, on the receiver's thread.
class DutyPort : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void open(const maestro::DutyRequest &request) = 0;
    virtual void close(const QString &id, const QString &how) = 0;
    virtual void learn(const maestro::LessonRequest &request) = 0;

Q_SIGNALS:
    void written(QString id);
    void failed(maestro::Error error);
};

} // namespace maestro
