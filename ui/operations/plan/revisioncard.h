// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

namespace maestro {

/// One side of a plan: which version, and what it serves. Grows with its images so that nothing is cut off.
class RevisionCard : public QWidget
{
    Q_OBJECT
public:
    struct Content
    {
        QString caption;
        QString tag;
        QString revision;
        QStringList images;
        QList<std::pair<QString, QString>> rows;
        Token edge = Token::Stable;
    };

    RevisionCard(const Content &content, Theme *theme, QWidget *parent = nullptr);

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int imageHeight(int width) const;

    Content m_content;
    Theme *m_theme;
};

} // namespace maestro
