// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/statusline.h"

#include "items/connectionmodel.h"
#include "text/humanize.h"
#include "text/language/wordslocale.h"
#include "theme/cellpaint.h"
#include "theme/glyph.h"

#include <QPainter>
#include <QUrl>

namespace maestro {

StatusLine::StatusLine(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setFixedHeight(theme->px(25));
    setAccessibleName(tr("Status"));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void StatusLine::setConnections(const QList<ConnectionStatus> &connections, qint64 nowBootMs)
{
    m_connections = connections;
    m_now = nowBootMs;
    QStringList words;
    for (const ConnectionStatus &connection : connections)
        words << displaySafe(connection.context, 60) % u' ' % dataAgeText(freshnessOf(connection, nowBootMs));
    setAccessibleDescription(words.join(QStringLiteral("; ")) % u". " % journalText() % (receiverText().isEmpty() ? QString() : QString(u". " % receiverText())));
    update();
}

void StatusLine::setJournal(qsizetype records, int open)
{
    m_records = records;
    m_open = open;
    update();
}

void StatusLine::setVerification(const JournalVerification &verification, const QDateTime &at)
{
    m_broken = verification.state == JournalState::Broken;
    m_verified = m_broken ? tr("chain broken at %1/%2").arg(verification.brokenSegment).arg(verification.brokenSeq) : tr("chain verified %1").arg(at.toUTC().toString(QStringLiteral("HH:mm")));
    update();
}

void StatusLine::setAuditSink(const AuditSinkStatus &status)
{
    m_sink = status;
    update();
}

void StatusLine::setReceiver(const ReceiverStatus &status)
{
    m_receiver = status;
    setToolTip(receiverText());
    update();
}

QString StatusLine::receiverText() const
{
    if (!m_receiver.problem.isEmpty())
        return m_receiver.url.isEmpty() ? tr("webhooks are not received: %1").arg(displaySafe(m_receiver.problem, 200)) : tr("a webhook was lost: %1").arg(displaySafe(m_receiver.problem, 200));
    if (m_receiver.url.isEmpty())
        return {};
    return m_receiver.lastAt.isValid() ? tr("webhooks at %1: %2 taken, %3 turned away, the last at %4").arg(m_receiver.url).arg(m_receiver.taken).arg(m_receiver.refused).arg(m_receiver.lastAt.toUTC().toString(QStringLiteral("HH:mm")))
                                       : tr("webhooks at %1: none taken, %2 turned away").arg(m_receiver.url).arg(m_receiver.refused);
}

void StatusLine::setTime(const QDateTime &utc)
{
    m_utc = utc.toUTC();
    update();
}

QString StatusLine::journalText() const
{
    if (m_records < 0)
        return tr("Journal: not read yet");
    QStringList parts{m_records == 1 ? tr("1 record") : tr("%n records", nullptr, int(m_records))};
    if (m_open > 0)
        parts << (m_open == 1 ? tr("1 open intent") : tr("%n open intents", nullptr, m_open));
    parts << (m_verified.isEmpty() ? tr("saved locally") : m_verified);
    if (m_sink.configured && !m_sink.problem.isEmpty())
        parts << tr("audit webhook fails, %n waiting", nullptr, int(m_sink.waiting));
    else if (m_sink.configured)
        parts << (m_sink.waiting > 0 ? tr("audit webhook: %n waiting", nullptr, int(m_sink.waiting)) : tr("audit webhook up to date"));
    if (!m_receiver.problem.isEmpty())
        parts << tr("webhook receiver fails");
    else if (!m_receiver.url.isEmpty())
        parts << (m_receiver.taken == 0 ? tr("webhooks at %1").arg(QUrl(m_receiver.url).authority()) : m_receiver.taken == 1 ? tr("1 webhook received") : tr("%1 webhooks received").arg(m_receiver.taken));
    return tr("Journal: %1").arg(parts.join(QStringLiteral(", ")));
}

void StatusLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme->color(Token::Border));
    const QFontMetrics metrics(m_theme->font(FontRole::Axis));
    const QString clock = m_utc.isValid() ? wordsLocale().toString(m_utc, u"ddd d MMM yyyy HH:mm:ss") + QStringLiteral(" UTC") : QString();
    const QString journal = journalText();
    int right = width() - m_theme->px(14) - metrics.horizontalAdvance(clock);
    paintLine(painter, QRect(right, 1, metrics.horizontalAdvance(clock) + 2, height() - 1), {clock, FontRole::Axis, Token::Text2}, *m_theme);
    right -= m_theme->px(20) + metrics.horizontalAdvance(journal);
    paintLine(painter, QRect(right, 1, metrics.horizontalAdvance(journal) + 2, height() - 1), {journal, FontRole::Axis, m_broken ? Token::Failed : m_sink.problem.isEmpty() ? Token::Text3 : Token::Warn}, *m_theme);
    int x = m_theme->px(14);
    for (const ConnectionStatus &connection : std::as_const(m_connections)) {
        const Freshness freshness = freshnessOf(connection, m_now);
        const QString name = displaySafe(connection.context, 60);
        const QString age = freshness.seconds < 0 ? tr("never read") : ageText(freshness.seconds);
        const int needed = m_theme->px(21) + metrics.horizontalAdvance(name) + metrics.horizontalAdvance(age);
        if (x + needed > right - m_theme->px(20)) {
            paintLine(painter, QRect(x, 1, m_theme->px(20), height() - 1), {QStringLiteral("…"), FontRole::Axis, Token::Text3}, *m_theme);
            break;
        }
        const double size = m_theme->px(11);
        paintGlyph(painter, QRectF(x, (height() - size) / 2.0, size, size), lookOf(connection, freshness).glyph, *m_theme);
        x += m_theme->px(16);
        x += paintLine(painter, QRect(x, 1, width(), height() - 1), {name, FontRole::Axis, Token::Text2}, *m_theme) + m_theme->px(5);
        x += paintLine(painter, QRect(x, 1, width(), height() - 1), {age, FontRole::Axis, Token::Text3}, *m_theme) + m_theme->px(16);
    }
}

} // namespace maestro
