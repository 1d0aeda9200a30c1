// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reference/referencedialog.h"

#include "reference/linklist.h"
#include "reference/manifestlist.h"
#include "reference/pathlist.h"
#include "reference/plaintable.h"
#include "text/humanize.h"
#include "theme/factlabel.h"
#include "theme/smallparts.h"

#include <QPushButton>
#include <QTabWidget>
#include <QVBoxLayout>

namespace maestro {

ReferenceDialog::ReferenceDialog(ReferencePort *reference, SettingsPort *settings, Theme *theme, QWidget *parent)
    : QDialog(parent)
    , m_reference(reference)
    , m_settings(settings)
    , m_of(new FactLabel(tr("Filled in for"), this))
    , m_said(new FactLabel(tr("Result"), this))
    , m_tabs(new QTabWidget(this))
    , m_cards(new CardList(theme, this))
    , m_links(new LinkList(theme, this))
    , m_paths(new PathList(theme, this))
    , m_manifests(new ManifestList(reference, theme, this))
{
    setWindowTitle(tr("Reference"));
    setAccessibleName(tr("Reference"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(14), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(8));
    auto *head = new QHBoxLayout;
    head->addWidget(new ThemedLabel(tr("Reference"), theme, FontRole::PageTitle, Token::Text, this));
    head->addWidget(m_of, 1, Qt::AlignRight);
    column->addLayout(head);
    m_tabs->setAccessibleName(tr("Parts of the reference"));
    m_tabs->addTab(m_cards, tr("Co&mmands"));
    m_tabs->addTab(m_links, tr("L&inks and contacts"));
    m_tabs->addTab(m_paths, tr("&Paths"));
    m_tabs->addTab(m_manifests, tr("Ma&nifests"));
    column->addWidget(m_tabs, 1);
    auto *foot = new QHBoxLayout;
    m_said->setWordWrap(true);
    foot->addWidget(m_said, 1);
    auto *again = plainButton(tr("&Read again"), this);
    auto *leave = plainButton(tr("Close"), this);
    foot->addWidget(again);
    foot->addWidget(leave);
    column->addLayout(foot);
    resize(theme->px(940), theme->px(680));
    setSubject({});
    const auto say = [this](const QString &text) { m_said->announce(text); };
    connect(again, &QPushButton::clicked, this, &ReferenceDialog::read);
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_cards, &CardList::copied, this, [say](const QString &text) { say(tr("Copied: %1").arg(displaySafe(text, 160))); });
    connect(m_cards, &CardList::asked, this, [this](const CardTarget &target) { Q_EMIT asked(target, m_subject); });
    connect(m_links, &LinkList::said, this, say);
    connect(m_paths, &PathList::said, this, say);
    connect(m_manifests, &ManifestList::said, this, say);
    connect(m_paths, &PathList::manifestsAsked, this, [this](const QString &folder) {
        m_tabs->setCurrentWidget(m_manifests);
        m_manifests->lint(folder);
    });
    connect(m_paths, &PathList::checkoutChosen, this, [this](const QString &policy, const QString &folder) {
        QVariantMap kept = m_settings->value(QStringLiteral("checkouts")).toMap();
        kept.insert(policy, folder);
        m_settings->setValue(QStringLiteral("checkouts"), kept);
        read();
    });
    again->setEnabled(m_reference);
    if (m_reference) {
        connect(m_reference, &ReferencePort::shelfRead, m_links, &LinkList::setShelf);
        connect(m_reference, &ReferencePort::shelfRead, m_paths, &PathList::setShelf);
        read();
    }
    m_cards->setFocus(Qt::OtherFocusReason);
}

void ReferenceDialog::setSubject(const ReferenceSubject &subject)
{
    m_subject = subject;
    const ObjectRef &ref = subject.ref;
    m_of->setFact(ref.isEmpty() ? tr("no rollout is chosen: names stay to be filled in") : tr("for %1/%2 on %3").arg(displaySafe(ref.ns, 80), displaySafe(ref.name, 80), displaySafe(ref.context, 80)));
    m_cards->setSubject(subject);
}

void ReferenceDialog::read()
{
    m_reference->read(checkouts());
}

CheckoutFolders ReferenceDialog::checkouts() const
{
    CheckoutFolders folders;
    const QVariantMap kept = m_settings->value(QStringLiteral("checkouts")).toMap();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it)
        folders.insert(it.key(), it.value().toString());
    return folders;
}

} // namespace maestro
