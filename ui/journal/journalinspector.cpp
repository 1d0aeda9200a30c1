// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalinspector.h"

#include "journal/journaldelegate.h"
#include "text/humanize.h"
#include "text/language/wordslocale.h"
#include "theme/bandwidget.h"
#include "theme/cellpaint.h"
#include "theme/icons.h"
#include "theme/smallparts.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace maestro {

/// The records of one action as steps with their distance in time: intent, sent, outcome.
class StageRow : public QWidget
{
public:
    StageRow(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedHeight(theme->px(62));
        connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    void setEntry(const JournalEntry &entry)
    {
        m_entry = entry;
        QStringList words;
        for (const JournalRecord &record : m_entry.records)
            words << recordTypeWord(record.type) % u' ' % distance(record);
        setAccessibleName(words.join(QStringLiteral(", ")));
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const qsizetype count = qMin<qsizetype>(5, m_entry.records.size());
        if (count == 0)
            return;
        const int step = width() / int(count + m_entry.open);
        for (qsizetype i = 0; i < count + m_entry.open; ++i) {
            const QRect box(int(i) * step, 0, step, height());
            const bool missing = i == count;
            const double size = m_theme->px(14);
            paintGlyph(painter, QRectF(box.center().x() - size / 2, m_theme->px(6), size, size), missing ? Glyph::Idle : glyphOf(m_entry.records.at(i)), *m_theme);
            const auto centred = [&](const QString &text, FontRole role, Token token, int top) {
                painter.setFont(m_theme->font(role));
                painter.setPen(m_theme->color(token));
                painter.drawText(QRect(box.left(), m_theme->px(top), box.width(), m_theme->px(16)), Qt::AlignCenter, text);
            };
            centred(missing ? QCoreApplication::translate("Journal", "no outcome") : label(m_entry.records.at(i)), FontRole::Pill, Token::Text, 24);
            centred(missing ? QString() : distance(m_entry.records.at(i)), FontRole::Secondary, Token::Text3, 41);
        }
    }

private:
    static bool tellsState(const JournalRecord &record) { return !record.state.isEmpty() && record.state != QLatin1String("open"); }
    static Glyph glyphOf(const JournalRecord &record) { return tellsState(record) ? lookOfState(record.state).glyph : Glyph::Healthy; }
    static QString label(const JournalRecord &record)
    {
        QString word = tellsState(record) ? displaySafe(record.state, 20) : recordTypeWord(record.type);
        if (!word.isEmpty())
            word[0] = word.at(0).toUpper();
        return word;
    }
    QString distance(const JournalRecord &record) const
    {
        const double seconds = double(m_entry.first().at.msecsTo(record.at)) / 1000.0;
        return seconds <= 0 ? record.at.toUTC().toString(QStringLiteral("HH:mm:ss")) : u"+" % ageText(seconds);
    }

    Theme *m_theme;
    JournalEntry m_entry;
};

JournalInspector::JournalInspector(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_badge(new EnvironmentBadge(theme, this))
    , m_place(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_title(new ThemedLabel({}, theme, FontRole::PanelTitle, Token::Text, this))
    , m_who(new ThemedLabel({}, theme, FontRole::Secondary, Token::Text2, this))
    , m_stages(new StageRow(theme, this))
    , m_reason(new ThemedLabel({}, theme, FontRole::Body, Token::Text, this))
    , m_record(new QPlainTextEdit(this))
    , m_copy(new QPushButton(themedIcon(Icon::Copy, *theme), tr("Copy record"), this))
{
    setFixedWidth(theme->px(384));
    setAccessibleName(tr("Record"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme->px(16), theme->px(12), theme->px(16), theme->px(12));
    column->setSpacing(theme->px(6));
    auto *top = new QHBoxLayout;
    top->addWidget(m_badge);
    top->addWidget(m_place, 1);
    column->addLayout(top);
    m_title->setWordWrap(true);
    m_who->setWordWrap(true);
    m_reason->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_who);
    column->addWidget(m_stages);
    column->addWidget(new ThemedLabel(tr("Reason"), theme, FontRole::Pill, Token::Text, this));
    column->addWidget(m_reason);
    auto *head = new QHBoxLayout;
    head->addWidget(new ThemedLabel(tr("Records of this action"), theme, FontRole::Pill, Token::Text, this));
    head->addStretch();
    head->addWidget(m_copy);
    column->addLayout(head);
    m_record->setReadOnly(true);
    m_record->setAccessibleName(tr("Records of this action"));
    m_record->setFont(theme->font(FontRole::Mono));
    m_record->setTabChangesFocus(true);
    column->addWidget(m_record, 1);
    auto *bottom = new QHBoxLayout;
    auto *save = new QPushButton(themedIcon(Icon::Export, *theme, Token::OnAccent), tr("Export Journal…"), this);
    save->setAccessibleName(tr("Export Journal"));
    save->setProperty("kind", QStringLiteral("primary"));
    m_pack = new QPushButton(themedIcon(Icon::Export, *theme), tr("Evidence pack…"), this);
    m_pack->setAccessibleName(tr("Export evidence pack"));
    m_pack->setAccessibleDescription(tr("What is known of this action as a folder and ZIP that anyone can check."));
    m_pack->setVisible(false);
    m_onGrafana = new QCheckBox(tr("its charts also as a snapshot on Grafana"), this);
    m_onGrafana->setAccessibleName(tr("Charts of the pack as a snapshot on Grafana"));
    m_onGrafana->hide();
    column->addWidget(m_onGrafana);
    bottom->addWidget(m_pack);
    bottom->addStretch();
    bottom->addWidget(save);
    column->addLayout(bottom);
    connect(save, &QPushButton::clicked, this, &JournalInspector::exportAsked);
    connect(m_pack, &QPushButton::clicked, this, [this] { Q_EMIT packAsked(m_id); });
    connect(m_copy, &QPushButton::clicked, this, &JournalInspector::copyText);
    connect(theme, &Theme::changed, this, [this] {
        m_record->setFont(m_theme->font(FontRole::Mono));
        update();
    });
}

void JournalInspector::show(const JournalEntry *entry, const QString &environment)
{
    if (!entry || entry->isSection())
        return;
    const JournalRecord &record = entry->first();
    m_id = record.id;
    m_badge->setEnvironment(environment);
    m_badge->setFixedSize(m_badge->sizeHint());
    m_badge->setVisible(!environment.isEmpty());
    m_place->setText(tr("record %1/%2").arg(record.segment).arg(record.seq));
    m_title->setText(record.object.isEmpty() ? journalActionText(*entry) : tr("%1 %2/%3").arg(journalActionText(*entry), displaySafe(record.object.ns), displaySafe(record.object.name)));
    m_who->setText(tr("%1 UTC by %2").arg(wordsLocale().toString(record.at.toUTC(), u"ddd d MMM yyyy HH:mm:ss"), journalWho(*entry)));
    m_stages->setEntry(*entry);
    m_reason->setText(record.reason.isEmpty() ? tr("none given") : displaySafe(record.reason, 2000));
    m_record->setPlainText(journalDetails(*entry));
}

void JournalInspector::offerPacks(bool offered)
{
    m_pack->setVisible(offered);
}

void JournalInspector::offerGrafana(const QString &source)
{
    m_onGrafana->setVisible(!source.isEmpty() && !m_pack->isHidden());
    m_onGrafana->setToolTip(plainTip(tr("%1; whoever has the address sees it, for 90 days").arg(displaySafe(source, 120))));
}

bool JournalInspector::onGrafana() const
{
    return !m_onGrafana->isHidden() && m_onGrafana->isChecked();
}

void JournalInspector::setPacking(bool busy)
{
    m_onGrafana->setEnabled(!busy);
    m_pack->setEnabled(!busy);
}

void JournalInspector::copyText()
{
    QGuiApplication::clipboard()->setText(m_record->toPlainText());
}

void JournalInspector::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), m_theme->color(Token::Border));
}

} // namespace maestro
