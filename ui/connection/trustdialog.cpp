// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/trustdialog.h"

#include "text/humanize.h"
#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPushButton>
#include <QTimer>

namespace maestro {

namespace {

constexpr int armMs = 1000; // a key or click that was meant for something else must not grant trust

} // namespace

TrustDialog::TrustDialog(const TrustQuestion &question, Theme *theme, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Run a program to sign in?"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(theme->px(620));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(theme->px(20), theme->px(18), theme->px(20), theme->px(16));
    grid->setVerticalSpacing(theme->px(8));
    auto *title = new ThemedLabel(tr("%1 wants to run a program to sign in").arg(displaySafe(question.context)), theme, FontRole::PanelTitle, Token::Text, this);
    title->setWordWrap(true);
    grid->addWidget(title, 0, 0, 1, 2);
    auto *why = new ThemedLabel(tr("The kubeconfig names this program. It would run as you, with your rights. Allow it only if you know it; the answer "
                                   "holds for exactly this file, its arguments and its content."),
                                theme, FontRole::Body, Token::Text2, this);
    why->setWordWrap(true);
    grid->addWidget(why, 1, 0, 1, 2);
    QStringList arguments;
    for (const QString &argument : question.arguments)
        arguments << displaySafe(argument, 400);
    QStringList environment;
    for (const QString &name : question.environmentNames)
        environment << displaySafe(name, 100);
    const std::pair<QString, QString> facts[] = {
        {tr("Program"), displaySafe(question.command, 1000)}, {tr("Arguments"), arguments.isEmpty() ? tr("none") : arguments.join(u'\n')},
        {tr("Sets variables"), environment.isEmpty() ? tr("none") : environment.join(QStringLiteral(", "))}, {tr("SHA-256"), question.sha256},
        {tr("User stanza"), displaySafe(question.user)}};
    int row = 2;
    for (const auto &[name, value] : facts) {
        grid->addWidget(new ThemedLabel(name, theme, FontRole::Secondary, Token::Text2, this), row, 0, Qt::AlignTop);
        auto *fact = new FactLabel(name, this);
        fact->setFont(theme->font(FontRole::Mono));
        fact->setWordWrap(true);
        fact->setFact(value);
        grid->addWidget(fact, row++, 1);
    }
    auto *buttons = new QHBoxLayout;
    auto *refuse = new QPushButton(tr("Do not run"), this);
    auto *allow = new QPushButton(tr("Allow this program"), this);
    refuse->setAutoDefault(false);
    allow->setAutoDefault(false);
    allow->setProperty("kind", QStringLiteral("sign"));
    allow->setEnabled(false);
    QTimer::singleShot(armMs, allow, [allow] { allow->setEnabled(true); });
    buttons->addStretch();
    buttons->addWidget(refuse);
    buttons->addWidget(allow);
    grid->addLayout(buttons, row, 0, 1, 2);
    grid->setColumnStretch(1, 1);
    const auto answer = [this](bool yes) {
        if (!std::exchange(m_answered, true))
            Q_EMIT answered(yes);
        close();
    };
    connect(refuse, &QPushButton::clicked, this, [answer] { answer(false); });
    connect(allow, &QPushButton::clicked, this, [answer] { answer(true); });
    connect(this, &QDialog::finished, this, [this] {
        if (!std::exchange(m_answered, true))
            Q_EMIT answered(false);
    });
    refuse->setFocus();
}

} // namespace maestro
