// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/handoff.h"

#include "config/contactsfile.h"
#include "domain/validation/escalation.h"
#include "journal/redactor.h"
#include "services/triage/readingbuilder.h"
#include "text/humanize.h"
#include "text/triage/handofftext.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

constexpr qint64 readAgainSeconds = 60;

QStringList namesIn(const Policy &policy, const QString &section)
{
    QStringList names;
    for (const QVariant &entry : policy.document.value(section).toList())
        names.append(entry.toMap().value(u"name"_s).toString());
    return names;
}

/// The policy that the run began with; when that one was changed since, the one that names its service now.
PolicyPtr policyOf(const PolicyLibrary &policies, const TriageRun &run)
{
    PolicyPtr found;
    for (const PolicyPtr &policy : policies.policies()) {
        if (!run.policyHash.isEmpty() && policy->hash == run.policyHash.toLatin1())
            return policy;
        if (!found && policy->service(run.service))
            found = policy;
    }
    return found;
}

} // namespace

Result<QString> handOffChannel(const Policy &policy, const QString &to)
{
    if (!channelWebhook(policy, to).isEmpty())
        return to;
    QStringList channels;
    for (const QString &name : namesIn(policy, u"channels"_s))
        if (!channelWebhook(policy, name).isEmpty())
            channels.append(name);
    const QStringList people = namesIn(policy, u"contacts"_s) + namesIn(policy, u"roles"_s);
    const QStringList silent = namesIn(policy, u"channels"_s);
    if (to.isEmpty() || !(people.contains(to) || silent.contains(to)))
        return Error{ErrorKind::BadInput, u"noAddressee"_s, TriageWords::tr("The policy knows no contact, role or channel named \"%1\".").arg(displaySafe(to, 80)),
                     TriageWords::tr("There are: %1").arg((people + silent).join(u", "_s)), {}};
    const QString known = TriageWords::tr("Tell them yourself; `maestro triage hand-off RUN --to %1 --print` writes the message for that.").arg(displaySafe(to, 80))
        + (channels.isEmpty() ? QString() : u' ' + TriageWords::tr("Channels with a webhook: %1").arg(channels.join(u", "_s)));
    if (silent.contains(to))
        return Error{ErrorKind::BadInput, u"noChannel"_s, TriageWords::tr("The channel %1 has no webhook in the policy, so nothing can be sent to it.").arg(displaySafe(to, 80)), known, {}};
    for (const QVariant &entry : policy.document.value(u"validation"_s).toList()) {
        const QVariantMap check = entry.toMap();
        if (check.value(u"type"_s) == u"message"_s && channels.contains(check.value(u"channel"_s).toString()))
            return check.value(u"channel"_s).toString();
    }
    if (channels.size() == 1)
        return channels.first();
    return Error{ErrorKind::BadInput, u"noChannel"_s, TriageWords::tr("The policy does not say by which channel %1 is told.").arg(displaySafe(to, 80)), known, {}};
}

HandOff::HandOff(Means means, QObject *parent)
    : QObject(parent)
    , m_means(std::move(means))
{
}

Result<HandOff::Known> HandOff::known(const QString &run) const
{
    const Result<QList<TriageRun>> runs = m_means.triage->runs();
    if (!runs)
        return runs.error();
    const auto found = std::find_if(runs->cbegin(), runs->cend(), [&run](const TriageRun &one) { return one.id == run; });
    if (found == runs->cend())
        return Error{ErrorKind::NotFound, u"notFound"_s, TriageWords::tr("The Journal has no triage run \"%1\".").arg(displaySafe(run, 80)), TriageWords::tr("`maestro triage list` names them."), {}};
    const PolicyPtr policy = policyOf(*m_means.policies, *found);
    if (!policy)
        return Error{ErrorKind::BadInput, u"noPolicy"_s, TriageWords::tr("No policy names %1, so nobody knows whom to tell.").arg(displaySafe(found->service, 80)),
                     TriageWords::tr("Tell them yourself, or name the service and its contacts in a policy."), {}};
    return Known{*found, policy};
}

Result<QList<HandOverAddressee>> HandOff::addressees(const QString &run) const
{
    const Result<Known> of = known(run);
    if (!of)
        return of.error();
    const auto own = m_means.configFolder.isEmpty() ? Result<QList<Contact>>(QList<Contact>()) : loadContacts(m_means.configFolder + u"/contacts.yaml"_s);
    if (!own)
        return own.error();
    const QList<Contact> book = contactBook(*of->policy, *own);
    QList<HandOverAddressee> list;
    for (const QString &section : {u"contacts"_s, u"roles"_s, u"channels"_s})
        for (const QString &name : namesIn(*of->policy, section)) {
            if (std::any_of(list.cbegin(), list.cend(), [&name](const HandOverAddressee &one) { return one.name == name; }))
                continue;
            const Result<QString> channel = handOffChannel(*of->policy, name);
            const Contact *contact = contactNamed(book, name);
            QStringList reach = contact ? QStringList{contact->chat, contact->phone, contact->email} : QStringList();
            reach.removeAll(QString());
            list.append({name, channel ? *channel : QString(), channel ? QString() : channel.error().message, reach.join(u", "_s)});
        }
    return list;
}

HandOverDraft HandOff::made(const TriageView &view, const PolicyPtr &policy, const QString &to, const QString &channel, const QString &note) const
{
    QStringList lines = handOffText(view, to, m_means.by, note, m_means.clock->utcNow()).split(u'\n');
    std::transform(lines.begin(), lines.end(), lines.begin(), [](const QString &line) { return scrubbed(line); });
    HandOverDraft draft{view.run.id, view.run.ref, view.run.service, policy->name, policy->hash, to, channel, lines.join(u'\n'), m_readAge.at(), {}};
    for (const HandOver &before : view.run.handOvers)
        if (before.to == to && before.channel == channel)
            draft.before = before;
    return draft;
}

void HandOff::draft(const QString &run, const QString &to, const QString &note, Callback<Result<HandOverDraft>> done)
{
    const Result<Known> of = known(run);
    if (!of)
        return done(of.error());
    const Result<QString> channel = handOffChannel(*of->policy, to);
    if (!channel && channel.error().code != u"noChannel")
        return done(channel.error());
    const auto make = [this, to, note, policy = of->policy, channel = channel ? *channel : QString(), done, handOvers = of->run.handOvers] {
        m_read.run.handOvers = handOvers;
        done(made(m_read, policy, to, channel, note));
    };
    const QDateTime begun = m_means.clock->utcNow();
    const qint64 begunMs = m_means.clock->bootMs();
    if (m_read.run.id == run && !m_readAge.isOver(begun, begunMs, readAgainSeconds * 1000 - 1))
        return make();
    m_means.triage->gather(run, whileAlive(this, [this, begun, begunMs, make, done](const Result<TriageView> &view) {
        if (!view)
            return done(view.error());
        m_read = *view;
        m_readAge.begin(begun, begun, begunMs);
        make();
    }));
}

void HandOff::send(const HandOverDraft &draft, Callback<Result<Sent>> done)
{
    const QDateTime now = m_means.clock->utcNow();
    const qint64 longestMs = std::chrono::milliseconds(handOverDraftLasts).count();
    const bool old = draft.at == m_readAge.at() ? m_readAge.isOver(now, m_means.clock->bootMs(), longestMs) : isOlder(draft.at, now, longestMs);
    if (old || draft.at > now)
        return done(Error{ErrorKind::Refused, u"draftOld"_s, TriageWords::tr("What was shown is no longer the present; nothing was sent."), TriageWords::tr("Read it again, look at it, and send that."), {}});
    const PolicyPtr policy = m_means.policies->policy(draft.policy);
    if (policy && draft.channel.isEmpty())
        if (const Result<QString> none = handOffChannel(*policy, draft.to); !none)
            return done(none.error());
    const Result<QString> channel = policy ? handOffChannel(*policy, draft.to) : Result<QString>(QString());
    if (!policy || policy->hash != draft.policyHash || !channel || *channel != draft.channel)
        return done(Error{ErrorKind::Refused, u"policyChanged"_s, TriageWords::tr("The policy has changed since the message was shown; nothing was sent."), TriageWords::tr("Read it again, look at it, and send that."), {}});
    Validation subject;
    subject.id = draft.run;
    subject.target = draft.ref;
    subject.service = draft.service;
    subject.policy = draft.policy;
    m_means.sender->sendText(subject, handOverPlace(draft.to), draft.channel, draft.text, [done, draft](const EscalationSender::Told &told) { done(Sent{draft.channel, draft.text, told}); });
}

} // namespace maestro
