// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/reference/referencetext.h"

#include <QCoreApplication>

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Reference)
};

} // namespace

QString linkGroupText(ReferenceLink::Group group)
{
    return group == ReferenceLink::Group::Documentation ? Words::tr("Documentation") : Words::tr("Contacts");
}

QString linkStateText(ReferenceLink::State state)
{
    switch (state) {
    case ReferenceLink::State::Given: return {};
    case ReferenceLink::State::Empty: return Words::tr("not configured");
    case ReferenceLink::State::Incomplete: return Words::tr("needs values that only an action has");
    case ReferenceLink::State::Refused: return Words::tr("no address that a browser should open");
    }
    return {};
}

QString linkStateWord(ReferenceLink::State state)
{
    switch (state) {
    case ReferenceLink::State::Given: return u"given"_s;
    case ReferenceLink::State::Empty: return u"notConfigured"_s;
    case ReferenceLink::State::Incomplete: return u"incomplete"_s;
    case ReferenceLink::State::Refused: return u"refused"_s;
    }
    return {};
}

QString pathStateText(ReferencePath::State state)
{
    switch (state) {
    case ReferencePath::State::Unchecked: return Words::tr("not looked for: no checkout is known");
    case ReferencePath::State::File: return Words::tr("file");
    case ReferencePath::State::Folder: return Words::tr("folder");
    case ReferencePath::State::Missing: return Words::tr("MISSING");
    case ReferencePath::State::Refused: return Words::tr("REFUSED: it leaves the checkout");
    case ReferencePath::State::NoCheckout: return Words::tr("unknown: the checkout is not there");
    }
    return {};
}

QString pathStateWord(ReferencePath::State state)
{
    switch (state) {
    case ReferencePath::State::Unchecked: return u"unchecked"_s;
    case ReferencePath::State::File: return u"file"_s;
    case ReferencePath::State::Folder: return u"folder"_s;
    case ReferencePath::State::Missing: return u"missing"_s;
    case ReferencePath::State::Refused: return u"refused"_s;
    case ReferencePath::State::NoCheckout: return u"noCheckout"_s;
    }
    return {};
}

QString pathTitleText(const QString &title)
{
    const std::pair<QStringView, QString> words[] = {
        {u"root", Words::tr("root")}, {u"expected", Words::tr("expected")}, {u"path", Words::tr("path")}, {u"manifest", Words::tr("manifest")}, {u"signature", Words::tr("signature")},
        {u"key", Words::tr("key")}, {u"probes", Words::tr("probe suite")}, {u"dashboards", Words::tr("dashboards")}, {u"apply", Words::tr("applied")}, {u"tool", Words::tr("tool")},
        {u"routes", Words::tr("alert routes")}};
    for (const auto &[key, word] : words)
        if (title == key)
            return word;
    return title;
}

QString checkoutText(const ReferenceCheckout &checkout)
{
    if (checkout.folder.isEmpty())
        return Words::tr("no checkout is configured");
    if (checkout.from == u"policy")
        return Words::tr("%1, named by the policy").arg(checkout.folder);
    return checkout.from == u"settings" ? Words::tr("%1, chosen in the window").arg(checkout.folder) : checkout.folder;
}

} // namespace maestro
