// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/operation/operationplan.h"
#include "theme/theme.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;

namespace maestro {

class ThemedLabel;

/// What belongs to the record of an action besides the reason: where the deployment's log is (ledger EVD-02) and, where no evidence file
/// can be written, the decision to go on without one (EVD-04).
class RecordBox : public QWidget
{
    Q_OBJECT
public:
    RecordBox(const OperationPlan &plan, Theme *theme, QWidget *parent = nullptr);

    QString logUrl() const; ///< a web address, or empty
    bool withoutEvidence() const;
    QString problem() const; ///< what keeps it from being confirmed, for the footer; empty: nothing

Q_SIGNALS:
    void changed();

private:
    QLineEdit *m_log;
    ThemedLabel *m_wrong;
    QCheckBox *m_without = nullptr; ///< null: evidence can be written
};

} // namespace maestro
