// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/guard/reasonbox.h"

#include "text/operationtext.h"

#include <QButtonGroup>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

namespace {

QStringList templatesFor(Verb verb)
{
    switch (verb) {
    case Verb::Abort:
    case Verb::Rollback:
        return {ReasonBox::tr("Crash-looping pods"), ReasonBox::tr("Error rate too high"), ReasonBox::tr("Latency too high"),
                ReasonBox::tr("Functional regression"), ReasonBox::tr("Customer impact reported"), ReasonBox::tr("Security finding")};
    case Verb::Pause:
        return {ReasonBox::tr("Investigating an alert"), ReasonBox::tr("Change freeze"), ReasonBox::tr("Waiting for a dependency"),
                ReasonBox::tr("Waiting for sign-off"), ReasonBox::tr("Handing over the shift"), ReasonBox::tr("Drill in progress")};
    case Verb::Scale:
        return {ReasonBox::tr("Pods are overloaded"), ReasonBox::tr("Latency too high"), ReasonBox::tr("Traffic is rising"),
                ReasonBox::tr("Service is down"), ReasonBox::tr("A zone was lost"), ReasonBox::tr("Drill in progress")};
    case Verb::SetWeight100:
    case Verb::DisableAnalysis:
        return {ReasonBox::tr("Fix must reach everybody"), ReasonBox::tr("Analysis is wrong, checked by hand"), ReasonBox::tr("Metrics are down, checked by hand"),
                ReasonBox::tr("Service is down"), ReasonBox::tr("Security finding"), ReasonBox::tr("Drill in progress")};
    case Verb::RestoreSteps:
    case Verb::RestoreAnalysis:
        return {ReasonBox::tr("Incident is over, going on"), ReasonBox::tr("Template was corrected"), ReasonBox::tr("Metrics are back"),
                ReasonBox::tr("The fix has reached everybody"), ReasonBox::tr("Turned off by mistake"), ReasonBox::tr("Drill in progress")};
    case Verb::Retry:
    case Verb::Restart:
        return {ReasonBox::tr("Cause is fixed, try again"), ReasonBox::tr("Transient failure of a dependency"), ReasonBox::tr("Configuration was changed"),
                ReasonBox::tr("Credentials were rotated"), ReasonBox::tr("Memory growth, fresh pods"), ReasonBox::tr("Drill in progress")};
    default:
        return {ReasonBox::tr("All gates pass, bake time over"), ReasonBox::tr("Go decision was taken"), ReasonBox::tr("Fix must reach everybody"),
                ReasonBox::tr("Analysis is wrong, checked by hand"), ReasonBox::tr("Incident is over, going on"), ReasonBox::tr("Drill in progress")};
    }
}

} // namespace

ReasonBox::ReasonBox(const OperationPlan &plan, Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_templates(templatesFor(plan.request.verb))
    , m_minimum(minimumReasonLength(plan))
    , m_text(new QLineEdit(this))
    , m_group(new QButtonGroup(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *grid = new QGridLayout;
    grid->setSpacing(5);
    for (int i = 0; i < m_templates.size(); ++i) {
        auto *button = new QPushButton(QStringLiteral("%1  %2").arg(i + 1).arg(m_templates.at(i)), this);
        button->setAutoDefault(false);
        button->setFont(theme->font(FontRole::Secondary));
        button->setFocusPolicy(Qt::TabFocus);
        m_group->addButton(button, i + 1);
        grid->addWidget(button, i / 3, i % 3);
    }
    column->addLayout(grid);
    m_text->setAccessibleName(tr("Reason"));
    m_text->setMaxLength(500);
    m_text->setPlaceholderText(m_minimum > 1 ? tr("Reason, at least %n characters; it goes into the journal", nullptr, m_minimum)
                                             : tr("Reason; it goes into the journal"));
    m_text->setAccessibleDescription(m_text->placeholderText());
    column->addWidget(m_text);
    connect(m_group, &QButtonGroup::idClicked, this, &ReasonBox::choose);
    connect(m_text, &QLineEdit::textChanged, this, &ReasonBox::changed);
}

QString ReasonBox::reason() const
{
    return m_text->text().simplified();
}

void ReasonBox::setReason(const QString &reason)
{
    m_text->setText(reason);
}

void ReasonBox::choose(int number)
{
    if (number >= 1 && number <= m_templates.size())
        m_text->setText(m_templates.at(number - 1));
}

bool ReasonBox::isLongEnough() const
{
    return reason().size() >= std::max(1, m_minimum);
}

} // namespace maestro
