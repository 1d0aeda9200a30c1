// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ports/referenceport.h"
#include "ports/settingsport.h"
#include "reference/cardlist.h"

#include <QDialog>

class QTabWidget;

namespace maestro {

class LinkList;
class ManifestList;
class PathList;

/// The reference: commands of the runbooks, links, paths of the repository and manifests. Not modal; it leads to pages and guards and never
/// acts. Folders of checkouts are kept in the settings. GUI thread.
class ReferenceDialog : public QDialog
{
    Q_OBJECT
public:
    /// `reference` may be null: then there are only the cards.
    ReferenceDialog(ReferencePort *reference, SettingsPort *settings, Theme *theme, QWidget *parent);

    void setSubject(const ReferenceSubject &subject);

Q_SIGNALS:
    void asked(maestro::CardTarget target, maestro::ReferenceSubject subject);

private:
    void read();
    CheckoutFolders checkouts() const;

    ReferencePort *m_reference;
    SettingsPort *m_settings;
    ReferenceSubject m_subject;
    FactLabel *m_of;
    FactLabel *m_said;
    QTabWidget *m_tabs;
    CardList *m_cards;
    LinkList *m_links;
    PathList *m_paths;
    ManifestList *m_manifests;
};

} // namespace maestro
