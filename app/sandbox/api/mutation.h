// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/api/resourcepath.h"
#include "sandbox/http/httprequest.h"
#include "sandbox/store/objectwriter.h"

namespace maestro::sandbox {

/// POST, PUT, PATCH and DELETE on one resource path, authorization already settled.
Answer<QJsonObject> mutate(ObjectWriter &writer, const HttpRequest &request, const ResourcePath &path);

} // namespace maestro::sandbox
