// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace maestro {

/// Where in the operator's own input a fault is; line and column count from 1, 0 means unknown.
struct SourcePlace
{
    QString file;
    int line = 0;
    int column = 0;
    QString field = {};

    bool operator==(const SourcePlace &) const = default;
};

/// The classes of failure that callers treat differently; each has one exit code of the command line (cli.md).
enum class ErrorKind {
    BadInput, ///< flag, kubeconfig, policy or file: exit 2
    Refused, ///< guard, precondition, policy, admission, untrusted plugin, journal: exit 3
    NotPermitted, ///< 401, 403: exit 4
    Unreachable, ///< nothing came back and nothing was changed: exit 5
    UnknownOutcome, ///< a write was sent and its answer lost: exit 6
    NotFound, ///< exit 1, code notFound
    Internal, ///< anything else: exit 1
};

/// A failure as a value. `message` says what failed and where, `hint` what to do next, both in the operator's words;
/// `code` is a stable lowerCamelCase word for scripts.
struct Error
{
    ErrorKind kind = ErrorKind::Internal;
    QString code;
    QString message;
    QString hint = {};
    std::optional<SourcePlace> where = {};

    bool operator==(const Error &) const = default;
};

/// Exit code of the command line for an error without an Outcome (cli.md, "Exit codes").
int exitCode(ErrorKind kind);

} // namespace maestro
