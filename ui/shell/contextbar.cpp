// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/contextbar.h"

#include "items/connectionmodel.h"
#include "text/humanize.h"
#include "theme/bandwidget.h"
#include "theme/cellpaint.h"
#include "theme/icons.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace maestro {

namespace {

QString shortUser(const QString &user)
{
    const QString name = user.section(u'@', 0, 0);
    return name.contains(u':') ? name.section(u':', -1) : name;
}

class IdentityWidget : public QWidget
{
public:
    IdentityWidget(Theme *theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    void setIdentity(const QString &user, const QString &below)
    {
        m_user = displaySafe(user, 80);
        m_below = displaySafe(below, 80);
        setAccessibleName(QCoreApplication::translate("ContextBar", "Identity"));
        setAccessibleDescription(m_user % u", " % m_below);
        setToolTip(accessibleDescription());
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const int words = qMax(QFontMetrics(m_theme->font(FontRole::Pill)).horizontalAdvance(shortUser(m_user)), QFontMetrics(m_theme->font(FontRole::Axis)).horizontalAdvance(m_below));
        return {m_theme->px(34) + qMin(words, m_theme->px(190)), m_theme->px(32)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const double size = m_theme->px(24);
        paintAvatar(painter, QRectF(0, (height() - size) / 2, size, size), m_user, *m_theme);
        const QRect words = rect().adjusted(m_theme->px(32), 0, 0, 0);
        paintLine(painter, QRect(words.left(), words.center().y() - m_theme->px(15), words.width(), m_theme->px(15)), {shortUser(m_user), FontRole::Pill, Token::Text}, *m_theme);
        paintLine(painter, QRect(words.left(), words.center().y(), words.width(), m_theme->px(15)), {m_below, FontRole::Axis, Token::Text3}, *m_theme);
    }

private:
    Theme *m_theme;
    QString m_user;
    QString m_below;
};

class FindButton : public QPushButton
{
public:
    FindButton(Theme *theme, QWidget *parent)
        : QPushButton(parent)
        , m_theme(theme)
    {
        setAccessibleName(QCoreApplication::translate("ContextBar", "Find or run"));
    }

    QSize sizeHint() const override { return {m_theme->px(330), m_theme->px(28)}; }
    QSize minimumSizeHint() const override { return {m_theme->px(160), m_theme->px(28)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme->color(hasFocus() ? Token::Accent : Token::Border), hasFocus() ? 2 : 1));
        painter.setBrush(m_theme->color(underMouse() ? Token::Hover : Token::Window));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 6, 6);
        const double size = m_theme->px(14);
        paintIcon(painter, QRectF(m_theme->px(10), (height() - size) / 2, size, size), Icon::Search, m_theme->color(Token::Text2));
        paintLine(painter, rect().adjusted(m_theme->px(32), 0, -m_theme->px(70), 0), {QCoreApplication::translate("ContextBar", "Find a rollout or run a command"), FontRole::Body, Token::Text3}, *m_theme);
        const int top = (height() - m_theme->px(17)) / 2;
        paintKeyCap(painter, QPoint(width() - m_theme->px(60), top), QStringLiteral("Ctrl"), *m_theme);
        paintKeyCap(painter, QPoint(width() - m_theme->px(25), top), QStringLiteral("K"), *m_theme);
    }

private:
    Theme *m_theme;
};

} // namespace

/// A framed value with its kind as icon or environment badge; opens a menu.
class SelectorButton : public QPushButton
{
public:
    SelectorButton(Icon icon, const QString &name, Theme *theme, QWidget *parent)
        : QPushButton(parent)
        , m_theme(theme)
        , m_icon(icon)
    {
        setAccessibleName(name);
        setMenu(new QMenu(this));
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }

    void setValue(const QString &text, const QString &environment)
    {
        m_value = displaySafe(text, 60);
        m_environment = environment;
        setAccessibleDescription(environment.isEmpty() ? m_value : QString(m_value % u", " % environmentWord(environment)));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        return {QFontMetrics(m_theme->font(FontRole::BodyStrong)).horizontalAdvance(m_value) + m_theme->px(m_environment.isEmpty() ? 62 : 104), m_theme->px(28)};
    }
    QSize minimumSizeHint() const override { return {m_theme->px(110), m_theme->px(28)}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme->color(hasFocus() ? Token::Accent : Token::Border), hasFocus() ? 2 : 1));
        painter.setBrush(m_theme->color(underMouse() ? Token::Hover : Token::Surface));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
        int x = m_theme->px(9);
        if (m_environment.isEmpty()) {
            const double size = m_theme->px(15);
            paintIcon(painter, QRectF(x, (height() - size) / 2, size, size), m_icon, m_theme->color(Token::Text2));
            x += m_theme->px(22);
        } else {
            x += paintEnvironmentBadge(painter, QPoint(x, (height() - m_theme->px(16)) / 2), m_environment, *m_theme) + m_theme->px(7);
        }
        paintLine(painter, QRect(x, 0, width() - x - m_theme->px(24), height()), {m_value, FontRole::BodyStrong, Token::Text}, *m_theme);
        const double arrow = m_theme->px(12);
        paintIcon(painter, QRectF(width() - m_theme->px(21), (height() - arrow) / 2, arrow, arrow), Icon::ChevronDown, m_theme->color(Token::Text3));
    }

private:
    Theme *m_theme;
    Icon m_icon;
    QString m_value;
    QString m_environment;
};

ContextBar::ContextBar(Theme *theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_contexts(new SelectorButton(Icon::Server, tr("Context"), theme, this))
    , m_scopes(new SelectorButton(Icon::Namespace, tr("Namespace"), theme, this))
    , m_find(new FindButton(theme, this))
    , m_age(new DataAgeLabel(theme, this))
    , m_bell(new QPushButton(this))
    , m_identity(new IdentityWidget(theme, this))
{
    setFixedHeight(theme->px(46));
    m_bell->setProperty("kind", QStringLiteral("ghost"));
    m_bell->setIcon(themedIcon(Icon::Bell, *theme));
    m_bell->setAccessibleName(tr("Notices"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme->px(14), 0, theme->px(14), 0);
    row->setSpacing(theme->px(6));
    row->addWidget(m_contexts);
    row->addWidget(new ThemedLabel(QStringLiteral("/"), theme, FontRole::Body, Token::Text3, this));
    row->addWidget(m_scopes);
    row->addSpacing(theme->px(14));
    row->addWidget(m_find);
    row->addStretch(1);
    row->addWidget(m_age);
    row->addWidget(m_bell);
    row->addWidget(m_identity);
    connect(m_find, &QPushButton::clicked, this, &ContextBar::paletteAsked);
    connect(m_bell, &QPushButton::clicked, this, &ContextBar::noticesAsked);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    fillMenus();
}

void ContextBar::setScope(const QString &context, const QString &ns)
{
    m_context = context;
    m_ns = ns;
    fillMenus();
}

void ContextBar::setFleet(const FleetSnapshot &fleet, const QStringList &notices)
{
    QStringList contexts;
    for (const ConnectionStatus &connection : std::as_const(m_connections))
        contexts << connection.context << connection.environment;
    QSet<QString> namespaces;
    QStringList now;
    for (const ConnectionStatus &connection : fleet.connections)
        now << connection.context << connection.environment;
    QString last;
    for (const FleetRowPtr &row : fleet.rows) {
        if (row->ref.ns != last && (m_context.isEmpty() || row->ref.context == m_context)) {
            last = row->ref.ns;
            namespaces.insert(last);
        }
    }
    QStringList sorted(namespaces.begin(), namespaces.end());
    sorted.sort();
    m_connections = fleet.connections;
    if (now != contexts || sorted != m_namespaces) {
        m_namespaces = sorted;
        fillMenus();
    }
    m_bell->setText(notices.isEmpty() ? QString() : QString::number(notices.size()));
    m_bell->setToolTip(notices.isEmpty() ? tr("No notices") : notices.join(u'\n'));
    m_bell->setAccessibleDescription(notices.size() == 1 ? tr("1 notice") : tr("%n notices", nullptr, int(notices.size())));
    for (const ConnectionStatus &connection : std::as_const(m_connections)) {
        if (m_context.isEmpty() ? connection.current : connection.context == m_context)
            static_cast<IdentityWidget *>(m_identity)->setIdentity(connection.user.isEmpty() ? connection.configuredUser : connection.user,
                                                                    connection.user.isEmpty() ? tr("not confirmed") : connection.context);
    }
}

void ContextBar::setAges(const QList<ConnectionStatus> &connections, qint64 nowBootMs)
{
    Freshness worst{FreshnessState::Live, -1};
    QString which;
    int live = 0;
    for (const ConnectionStatus &connection : connections) {
        const Freshness freshness = freshnessOf(connection, nowBootMs);
        live += freshness.state == FreshnessState::Live;
        if (which.isEmpty() || freshness.state > worst.state || (freshness.state == worst.state && freshness.seconds > worst.seconds)) {
            worst = freshness;
            which = connection.context;
        }
    }
    const auto waiting = std::count_if(connections.begin(), connections.end(), [](const ConnectionStatus &c) { return c.phase == ConnectionPhase::Connecting && !c.listed; });
    if (connections.isEmpty())
        m_age->setFreshness({}, tr("no cluster"));
    else if (waiting > 0)
        m_age->setFreshness({}, waiting == 1 ? tr("connecting to 1 cluster") : tr("connecting to %1 clusters").arg(waiting));
    else if (worst.state == FreshnessState::Live)
        m_age->setFreshness(worst, connections.size() == 1 ? ageText(worst.seconds) : tr("%1 clusters, oldest %2").arg(connections.size()).arg(ageText(worst.seconds)));
    else
        m_age->setFreshness(worst, live > 0 ? tr("%1; %2 live").arg(displaySafe(which, 40)).arg(live) : displaySafe(which, 40));
}

void ContextBar::setAgeName(const QString &name)
{
    m_age->setAccessibleName(name);
}

void ContextBar::fillMenus()
{
    QString environment;
    m_contexts->menu()->clear();
    m_contexts->menu()->addAction(tr("All clusters (%1)").arg(m_connections.size()), this, [this] { Q_EMIT scopeChosen({}, m_ns); });
    for (const ConnectionStatus &connection : std::as_const(m_connections)) {
        const QString context = connection.context;
        if (context == m_context)
            environment = connection.environment;
        QString label = displaySafe(context);
        label.replace(u'&', QStringLiteral("&&"));
        m_contexts->menu()->addAction(connection.environment.isEmpty() ? label : QString(label % u"  " % environmentWord(connection.environment)), this,
                                      [this, context] { Q_EMIT scopeChosen(context, m_ns); });
    }
    m_contexts->setValue(m_context.isEmpty() ? tr("All clusters (%1)").arg(m_connections.size()) : m_context, environment);
    m_scopes->menu()->clear();
    m_scopes->menu()->addAction(tr("All namespaces"), this, [this] { Q_EMIT scopeChosen(m_context, {}); });
    for (const QString &ns : std::as_const(m_namespaces))
        m_scopes->menu()->addAction(displaySafe(ns), this, [this, ns] { Q_EMIT scopeChosen(m_context, ns); });
    m_scopes->setValue(m_ns.isEmpty() ? tr("All namespaces") : m_ns, {});
}

void ContextBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->color(Token::Border));
}

bool sameBars(const FleetSnapshot &a, const FleetSnapshot &b)
{
    const auto sameConnection = [](const ConnectionStatus &was, ConnectionStatus now) {
        const bool bothHeard = was.heardAtBootMs >= 0 && now.heardAtBootMs >= 0;
        if (bothHeard)
            now.heardAtBootMs = was.heardAtBootMs;
        return was == now;
    };
    const auto samePlace = [](const FleetRowPtr &was, const FleetRowPtr &now) { return was == now || (was->ref.ns == now->ref.ns && was->ref.context == now->ref.context); };
    return std::equal(a.connections.begin(), a.connections.end(), b.connections.begin(), b.connections.end(), sameConnection)
        && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), samePlace);
}

} // namespace maestro
