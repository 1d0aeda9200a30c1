// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/base/ids.h"
#include "domain/rollout/rollout.h"
#include "text/reference/cardtarget.h"
#include "theme/theme.h"

#include <QWidget>

class QLineEdit;
class QVBoxLayout;

namespace maestro {

class CardView;
class FactLabel;
class FilterBox;

/// What the cards are filled in for; an empty ref: nothing is chosen.
struct ReferenceSubject
{
    ObjectRef ref;
    WorkloadKind workload = WorkloadKind::Rollout;
    QString revision = {}; ///< as it was filled in
};

/// The commands of the runbooks as cards, grouped as the runbooks group them, filled in for the chosen rollout (ledger REF-01, REF-02).
/// Acts on nothing: a card leads to a page or a guard, or says why it does not. GUI thread.
class CardList : public QWidget
{
    Q_OBJECT
public:
    CardList(Theme *theme, QWidget *parent);

    void setSubject(const ReferenceSubject &subject);

Q_SIGNALS:
    void asked(maestro::CardTarget target);
    void copied(QString text);

private:
    void fill();
    void filter(const QString &wanted);

    Theme *m_theme;
    ReferenceSubject m_subject;
    QLineEdit *m_revision;
    QLineEdit *m_tag;
    QLineEdit *m_release;
    FilterBox *m_filter;
    FactLabel *m_found;
    QVBoxLayout *m_column;
    QList<CardView *> m_cards;
    QList<std::pair<QString, QWidget *>> m_headings; ///< by group
};

} // namespace maestro
