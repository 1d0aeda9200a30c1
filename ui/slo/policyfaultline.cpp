// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "slo/policyfaultline.h"

#include "text/policy/policyfaulttext.h"
#include "theme/theme.h"

namespace maestro {

PolicyFaultLine::PolicyFaultLine(Theme *theme, QWidget *parent)
    : FactLabel(tr("Policy problem"), parent)
    , m_theme(theme)
{
    setWordWrap(true);
    setFont(theme->font(FontRole::BodyStrong));
    connect(theme, &Theme::changed, this, &PolicyFaultLine::takeColor);
    takeColor();
    hide();
}

void PolicyFaultLine::showFaults(const PolicyFaults &faults)
{
    setFact(faults.isEmpty() ? QString() : tr("⚠ Broken policy file: %1").arg(policyFaultsText(faults)));
    setVisible(!faults.isEmpty());
}

void PolicyFaultLine::takeColor()
{
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, m_theme->color(Token::Warn));
    setPalette(ink);
}

} // namespace maestro
