// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/base/error.h"

namespace maestro {

int exitCode(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::BadInput: return 2;
    case ErrorKind::Refused: return 3;
    case ErrorKind::NotPermitted: return 4;
    case ErrorKind::Unreachable: return 5;
    case ErrorKind::UnknownOutcome: return 6;
    case ErrorKind::NotFound:
    case ErrorKind::Internal: return 1;
    }
    return 1;
}

} // namespace maestro
