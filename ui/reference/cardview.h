// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "reference/cardlist.h"

#include <QFrame>

class QPushButton;

namespace maestro {

class ThemedLabel;

/// One card: what the runbook says, what does the same here, and the way there. GUI thread.
class CardView : public QFrame
{
    Q_OBJECT
public:
    CardView(Theme *theme, QWidget *parent);

    void setCard(const ReferenceCard &card, const ReferenceSubject &subject);
    QString group() const { return m_card.group; }
    bool contains(const QString &wanted) const;

Q_SIGNALS:
    void asked(maestro::CardTarget target);
    void copied(QString text);

private:
    ReferenceCard m_card;
    CardTarget m_target;
    ThemedLabel *m_title;
    FactLabel *m_command;
    FactLabel *m_here;
    ThemedLabel *m_note;
    QPushButton *m_copy;
    QPushButton *m_copyHere;
    QPushButton *m_go;
};

} // namespace maestro
