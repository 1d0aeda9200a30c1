// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/suite/suiteport.h"

#include <QJsonObject>

namespace maestro {

/// `{kind:"SuiteRun", id, suite, service, context, namespace, name, revision, hash, step, by, begunAt, endedAt, state, seconds, items:[{id, state, attempt, begunAt, endedAt, seconds, code, note, output}]}`; `output` is the hash of what it said, kept as evidence.
QJsonObject suiteRunDocument(const SuiteRun &run);
QString suiteRunTable(const SuiteRun &run, const QDateTime &now);
/// `{kind:"SuiteList", service, context, namespace, name, revision, hash, step, items:[{name, state, ofThis, eachStep, checks:[{id, command|null, request|null}], run:SuiteRun|null}]}`.
QJsonObject suiteListDocument(const SuiteBoard &board);
QString suiteListTable(const SuiteBoard &board, const QDateTime &now);

} // namespace maestro
