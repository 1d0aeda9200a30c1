// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStaticText>

class QPainter;

namespace maestro {

/// Texts laid out once and painted many times: shaping a line costs far more than drawing it. Plain text only. Forgets everything
/// when it holds many; clear() when fonts change. GUI thread.
class TextLines
{
public:
    /// One line, elided at the right, centred in the height of `box`; returns the width used.
    int paintLine(QPainter &painter, const QRect &box, const QString &text, const QFont &font, int role);
    /// Wrapped, as many lines as fit, centred in height.
    void paintWrapped(QPainter &painter, const QRect &box, const QString &text, const QFont &font, int role);
    /// Of the whole text on one line.
    int widthOf(const QString &text, const QFont &font, int role);
    void clear() { m_laid.clear(); }

private:
    struct Key
    {
        QString text;
        int role;
        int width; ///< negative: without limit
        int height; ///< 0: one line

        bool operator==(const Key &) const = default;
        friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.text, key.role, key.width, key.height); }
    };
    struct Laid
    {
        QStaticText text;
        int width = 0;
    };
    Laid &laid(const Key &key, const QFont &font);

    QHash<Key, Laid> m_laid;
};

} // namespace maestro
