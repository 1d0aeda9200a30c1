// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/reference/referenceshelf.h"

#include "domain/base/weblink.h"
#include "domain/desk/deskcall.h"
#include "domain/policy/policy.h"

#include <QRegularExpression>
#include <QUrl>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

using Group = ReferenceLink::Group;
using State = ReferenceLink::State;

QString spaced(QString key)
{
    return key.replace(u'_', u' ').replace(u'-', u' ');
}

bool isMail(const QString &text)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])?\\z"_s);
    return form.match(text).hasMatch();
}

/// "+49 30 1234567" as a telephone takes it; empty: it is none.
QString dialled(const QString &text)
{
    static const QRegularExpression form(u"\\A\\+?[0-9][0-9 ()/.-]{2,38}\\z"_s);
    if (!form.match(text).hasMatch())
        return {};
    QString digits = text;
    return digits.remove(QRegularExpression(u"[^+0-9]"_s));
}

class Links
{
public:
    explicit Links(const Policy &policy)
        : m_policy(policy)
        , m_values(declaredVariables(policy.document.value(u"variables"_s).toMap()))
    {
    }

    void web(const QString &title, const QString &written, const QString &place, const QString &service = {})
    {
        ReferenceLink link{Group::Documentation, title, written, {}, State::Empty, place, m_policy.name};
        QMap<QString, QString> encoded;
        for (auto it = m_values.cbegin(); it != m_values.cend(); ++it)
            encoded.insert(it.key(), QString::fromLatin1(QUrl::toPercentEncoding(it.value())));
        if (!service.isEmpty())
            encoded.insert(u"service"_s, QString::fromLatin1(QUrl::toPercentEncoding(service)));
        QStringList missing;
        const QString address = filled(written, encoded, &missing);
        if (!missing.isEmpty() || address.contains(u'{'))
            link.state = State::Incomplete;
        else if (isMail(address))
            open(link, u"mailto:"_s + address);
        else if (isWebAddress(address))
            open(link, QString::fromLatin1(QUrl(address, QUrl::StrictMode).toEncoded()));
        else if (!address.isEmpty())
            link.state = State::Refused;
        found.append(link);
    }

    void contact(const QString &name, const QString &text, const QString &url, bool own, bool expected)
    {
        if (text.isEmpty() && !expected)
            return;
        ReferenceLink link{Group::Contacts, name, text, {}, text.isEmpty() ? State::Empty : State::Given, own ? u"contacts.yaml"_s : u"contacts"_s, m_policy.name};
        if (!url.isEmpty())
            open(link, url);
        found.append(link);
    }

    QList<ReferenceLink> found;

private:
    static void open(ReferenceLink &link, const QString &url)
    {
        link.url = url;
        link.state = State::Given;
    }

    const Policy &m_policy;
    QMap<QString, QString> m_values;
};

void addService(Links &links, const QVariantMap &service)
{
    const QString name = service.value(u"name"_s).toString();
    const QString place = u"services."_s + name;
    const QVariantMap own = service.value(u"links"_s).toMap();
    for (auto it = own.cbegin(); it != own.cend(); ++it)
        links.web(QString(name + u": "_s + spaced(it.key())), it.value().toString(), QString(place + u".links."_s + it.key()), name);
    for (const QVariant &one : service.value(u"dashboards"_s).toList()) {
        const QVariantMap board = one.toMap();
        if (board.contains(u"url"_s) || !board.contains(u"folder"_s))
            links.web(QString(name + u": "_s + board.value(u"title"_s).toString()), board.value(u"url"_s).toString(), place + u".dashboards"_s, name);
    }
}

class Paths
{
public:
    void add(const QString &title, const QString &path, const QString &place)
    {
        if (path.trimmed().isEmpty() || std::any_of(found.cbegin(), found.cend(), [&path](const ReferencePath &one) { return one.path == path; }))
            return;
        found.append({title, path, place, ReferencePath::State::Unchecked, {}});
    }

    /// An argument that can only be a path: with a folder and an ending, and no address.
    void argument(const QString &word, const QString &place)
    {
        static const QRegularExpression form(u"\\A[A-Za-z0-9_.][A-Za-z0-9_./-]*/[A-Za-z0-9_-][A-Za-z0-9_.-]*\\.[A-Za-z0-9]{1,8}\\z"_s);
        if (form.match(word).hasMatch())
            add(u"tool"_s, word, place);
    }

    QList<ReferencePath> found;
};

void addRunSheet(Paths &paths, const QVariantMap &strategy)
{
    const QString place = u"strategies."_s + strategy.value(u"name"_s).toString() + u".run_sheet"_s;
    for (const QVariant &mark : strategy.value(u"run_sheet"_s).toList()) {
        for (const QVariant &entry : mark.toMap().value(u"items"_s).toList()) {
            const QVariantMap item = entry.toMap();
            paths.add(u"apply"_s, item.value(u"apply"_s).toString(), place);
            for (const QVariant &word : item.value(u"tool"_s).toList())
                paths.argument(word.toString(), place);
        }
    }
}

} // namespace

QList<ReferenceLink> referenceLinks(const Policy &policy, const QList<Contact> &own)
{
    Links links(policy);
    for (const QVariant &one : policy.document.value(u"links"_s).toList()) {
        const QVariantMap link = one.toMap();
        links.web(link.value(u"name"_s).toString(), link.value(u"url"_s).toString(), u"links."_s + link.value(u"name"_s).toString());
    }
    for (const QVariant &one : policy.document.value(u"services"_s).toList())
        addService(links, one.toMap());
    for (const QVariant &one : policy.document.value(u"communications"_s).toList()) {
        const QString place = u"communications."_s + one.toMap().value(u"name"_s).toString() + u".values."_s;
        const QVariantMap values = one.toMap().value(u"values"_s).toMap();
        for (auto it = values.cbegin(); it != values.cend(); ++it)
            if (const QString text = it.value().toString(); isWebAddress(text) || isMail(text))
                links.web(spaced(it.key()), text, place + it.key());
    }
    const QList<Contact> book = contactBook(policy, own);
    for (const Contact &contact : book) {
        const bool person = !contact.channel;
        links.contact(contact.name, contact.chat, {}, contact.ownPart, true);
        const QString digits = dialled(contact.phone);
        links.contact(contact.name, contact.phone, digits.isEmpty() ? QString() : QString(u"tel:"_s + digits), contact.ownPart, person);
        links.contact(contact.name, contact.email, isMail(contact.email) ? QString(u"mailto:"_s + contact.email) : QString(), contact.ownPart, false);
    }
    return links.found;
}

QList<ReferencePath> referencePaths(const Policy &policy)
{
    Paths paths;
    const QVariantMap files = policy.document.value(u"files"_s).toMap();
    const QString root = files.value(u"root"_s).toString();
    paths.add(u"root"_s, root, u"files.root"_s);
    const QString before = root.isEmpty() || root.endsWith(u'/') ? root : QString(root + u'/');
    for (const QVariant &one : files.value(u"expect"_s).toList())
        paths.add(u"expected"_s, before + one.toString(), u"files.expect"_s);
    for (const QVariant &one : files.value(u"paths"_s).toList())
        paths.add(u"path"_s, one.toString(), u"files.paths"_s);
    for (const QVariant &one : policy.document.value(u"services"_s).toList()) {
        const QVariantMap service = one.toMap();
        const QString place = u"services."_s + service.value(u"name"_s).toString();
        const QVariantMap manifest = service.value(u"manifest"_s).toMap();
        for (const auto &[key, title] : {std::pair(u"file"_s, u"manifest"_s), std::pair(u"signature"_s, u"signature"_s), std::pair(u"key"_s, u"key"_s)})
            paths.add(title, manifest.value(key).toString(), place + u".manifest."_s + key);
        paths.add(u"probes"_s, service.value(u"probes"_s).toMap().value(u"suite"_s).toString(), place + u".probes.suite"_s);
        for (const QVariant &board : service.value(u"dashboards"_s).toList())
            paths.add(u"dashboards"_s, board.toMap().value(u"folder"_s).toString(), place + u".dashboards"_s);
    }
    for (const QVariant &one : policy.document.value(u"strategies"_s).toList())
        addRunSheet(paths, one.toMap());
    paths.add(u"routes"_s, policy.document.value(u"alerts"_s).toMap().value(u"routes_file"_s).toString(), u"alerts.routes_file"_s);
    return paths.found;
}

} // namespace maestro
