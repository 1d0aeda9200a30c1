// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTranslator>

namespace maestro {

/// The words of the command line as they are in the sources, with "(s)" by the number that is told: "1 record", "2 records". Installs
/// itself as long as it lives.
class EnglishNumbers : public QTranslator
{
public:
    EnglishNumbers();
    ~EnglishNumbers() override;

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *disambiguation, int n) const override;
};

} // namespace maestro
