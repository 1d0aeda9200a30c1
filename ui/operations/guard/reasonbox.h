// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"
#include "theme/theme.h"

#include <QWidget>

class QButtonGroup;
class QLineEdit;

namespace maestro {

/// Why: six templates (keys 1 to 6) that fill a line which the operator may edit.
class ReasonBox : public QWidget
{
    Q_OBJECT
public:
    ReasonBox(const OperationPlan &plan, Theme *theme, QWidget *parent = nullptr);

    QString reason() const; ///< without outer blanks
    void setReason(const QString &reason);
    void choose(int number); ///< 1 to 6, others do nothing
    bool isLongEnough() const;

Q_SIGNALS:
    void changed();

private:
    QStringList m_templates;
    int m_minimum;
    QLineEdit *m_text;
    QButtonGroup *m_group;
};

} // namespace maestro
