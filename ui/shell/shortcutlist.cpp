// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/shortcutlist.h"

#include "shell/commandset.h"
#include "theme/smallparts.h"

#include <QGridLayout>
#include <QPushButton>

namespace maestro {

ShortcutList::ShortcutList(Theme *theme, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(theme->px(20), theme->px(16), theme->px(20), theme->px(16));
    grid->setHorizontalSpacing(theme->px(16));
    grid->setVerticalSpacing(theme->px(6));
    int row = 0;
    QString group;
    const auto line = [&](const QStringList &keys, const QString &label) {
        auto *caps = new QHBoxLayout;
        for (const QString &key : keys)
            caps->addWidget(new KeyCap(key, theme, this));
        caps->addStretch();
        grid->addLayout(caps, row, 0);
        grid->addWidget(new ThemedLabel(label, theme, FontRole::Body, Token::Text, this), row++, 1);
    };
    const auto heading = [&](const QString &text) {
        grid->addWidget(new ThemedLabel(text, theme, FontRole::Pill, Token::Text2, this), row++, 0, 1, 2);
    };
    for (const ShellCommand &command : allCommands()) {
        if (command.group != group) {
            group = command.group;
            heading(group);
        }
        QStringList keys;
        for (const QKeySequence &key : command.keys)
            keys << key.toString(QKeySequence::NativeText);
        line(keys, command.label);
    }
    heading(tr("In tables"));
    for (const auto &[key, label] : furtherKeys())
        line({key}, label);
    auto *close = new QPushButton(tr("Close"), this);
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    grid->addWidget(close, row, 1, Qt::AlignRight);
}

} // namespace maestro
