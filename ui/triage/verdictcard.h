// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/glyph.h"

#include <QWidget>

namespace maestro {

class FactLabel;
class PillLabel;

/// What everything that was read speaks for: one word and one sentence on the colour of their state. GUI thread.
class VerdictCard : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictCard(Theme *theme, QWidget *parent = nullptr);

    /// An empty sentence: it is decided, nothing is suggested any more.
    void show(const StateLook &look, const QString &sentence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    StateLook m_look{Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, {}};
    PillLabel *m_pill;
    FactLabel *m_sentence;
};

} // namespace maestro
