// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/slo/silence.h"
#include "theme/theme.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace maestro {

class ThemedLabel;

/// What shall be silenced, for how long and why. It asks for a plan only; the guard comes after it.
class SilenceForm : public QDialog
{
    Q_OBJECT
public:
    SilenceForm(const QStringList &connections, const QString &matchers, Theme *theme, QWidget *parent);

    /// The silence as filled in, beginning at `now`; nothing while the form is not valid.
    std::optional<Silence> silence(const QDateTime &now) const;
    QString connection() const;

Q_SIGNALS:
    void planAsked();

private:
    void check();

    Theme *m_theme;
    QComboBox *m_connection;
    QLineEdit *m_matchers;
    QComboBox *m_length;
    QLineEdit *m_comment;
    ThemedLabel *m_problem;
    QPushButton *m_go;
};

} // namespace maestro
