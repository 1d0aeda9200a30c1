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
/// can be written, the decision to go on without one (EVD-04). What the policy's record asks for (`required`) is said in its field beforehand; an
/// action that goes on waits for it, a way back waits for no paper.
class RecordBox : public QWidget
{
    Q_OBJECT
public:
    /// `ticket` is the field of the incident, which stands elsewhere.
    RecordBox(const OperationPlan &plan, QLineEdit *ticket, Theme *theme, QWidget *parent = nullptr);

    QString logUrl() const; ///< a web address, or empty
    bool withoutEvidence() const;
    QString problem() const; ///< what keeps it from being confirmed, for the footer; empty: nothing

Q_SIGNALS:
    void changed();

private:
    void ask(QLineEdit *field, const QString &word);

    QStringList m_asked; ///< recordAsks of the plan
    bool m_back; ///< the action is a way back
    QLineEdit *m_ticket;
    QLineEdit *m_log;
    ThemedLabel *m_wrong;
    QCheckBox *m_without = nullptr; ///< null: evidence can be written
};

} // namespace maestro
