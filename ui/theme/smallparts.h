// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/factlabel.h"
#include "theme/glyph.h"

#include <QWidget>

class QPushButton;

namespace maestro {

/// What a tool tip has to be given so that it shows the text as it is: Qt takes a text with a tag for rich, and one with other entities not.
QString plainTip(const QString &text);

/// A state as a pill: glyph and word; its accessible name is the word.
class PillLabel : public QWidget
{
    Q_OBJECT
public:
    explicit PillLabel(Theme *theme, QWidget *parent = nullptr);
    void setLook(const StateLook &look);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    StateLook m_look = {Glyph::Unknown, Token::Unknown, Token::UnknownBg, Token::UnknownSolid, {}};
};

/// The age of what is shown (accessible name `Data age`), as a framed chip; `note` says more beside it. Accessible text is
/// the age alone.
class DataAgeLabel : public FactLabel
{
    Q_OBJECT
public:
    explicit DataAgeLabel(Theme *theme, QWidget *parent = nullptr);
    void setFreshness(const Freshness &freshness, const QString &note = {});
    Freshness freshness() const { return m_freshness; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    Freshness m_freshness;
    QString m_note;
};

/// One key as on a keyboard.
class KeyCap : public QWidget
{
    Q_OBJECT
public:
    KeyCap(const QString &key, Theme *theme, QWidget *parent = nullptr);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QString m_key;
};
/// For delegates; returns the width.
int paintKeyCap(QPainter &painter, const QPoint &topLeft, const QString &key, const Theme &theme);

/// A label that follows the theme: font role and colour token.
class ThemedLabel : public QLabel
{
    Q_OBJECT
public:
    ThemedLabel(const QString &text, Theme *theme, FontRole role, Token token, QWidget *parent = nullptr);
    void setToken(Token token);

private:
    void restyle();

    Theme *m_theme;
    FontRole m_role;
    Token m_token;
};

/// One sentence in the middle of an empty page, and at most one thing to do about it.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(Theme *theme, QWidget *parent = nullptr);
    /// An empty `action` hides the button.
    void setSentence(const QString &title, const QString &sentence, const QString &action = {});

Q_SIGNALS:
    void actionChosen();

private:
    ThemedLabel *m_title;
    ThemedLabel *m_sentence;
    QPushButton *m_action;
};

} // namespace maestro
