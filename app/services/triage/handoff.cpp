// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/triage/handoff.h"

#include "domain/validation/escalation.h"
#include "journal/redactor.h"
#include "services/triage/readingbuilder.h"
#include "text/humanize.h"
#include "text/triage/handofftext.h"

namespace maestro {

namespace {

using namespace Qt::StringLiterals;

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
    const QString known = TriageWords::tr("There are: %1").arg((channels + people).join(u", "_s));
    if (to.isEmpty() || !people.contains(to))
        return Error{ErrorKind::BadInput, u"noAddressee"_s, TriageWords::tr("The policy knows no contact, role or channel with a webhook named \"%1\".").arg(displaySafe(to, 80)), known, {}};
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

void HandOff::send(const QString &run, const QString &to, const QString &note, Callback<Result<Sent>> done)
{
    const Result<QList<TriageRun>> runs = m_means.triage->runs();
    if (!runs)
        return done(runs.error());
    const auto known = std::find_if(runs->cbegin(), runs->cend(), [&run](const TriageRun &one) { return one.id == run; });
    const PolicyPtr policy = known == runs->cend() ? nullptr : policyOf(*m_means.policies, *known);
    if (known != runs->cend() && !policy)
        return done(Error{ErrorKind::BadInput, u"noPolicy"_s, TriageWords::tr("No policy names %1, so nobody knows whom to tell.").arg(displaySafe(known->service, 80)), {}, {}});
    const Result<QString> channel = policy ? handOffChannel(*policy, to) : Result<QString>(QString());
    if (!channel)
        return done(channel.error());
    m_means.triage->gather(run, whileAlive(this, [this, to, note, policy, channel = *channel, done](const Result<TriageView> &view) {
        if (!view)
            return done(view.error());
        Validation subject;
        subject.id = view->run.id;
        subject.target = view->run.ref;
        subject.service = view->run.service;
        subject.policy = policy->name;
        QStringList lines = handOffText(*view, to, m_means.by, note, m_means.clock->utcNow()).split(u'\n');
        std::transform(lines.begin(), lines.end(), lines.begin(), [](const QString &line) { return scrubbed(line); });
        const QString text = lines.join(u'\n');
        m_means.sender->sendText(subject, u"hand-off/"_s + to, channel, text, [done, channel, text](const EscalationSender::Told &told) { done(Sent{channel, text, told}); });
    }));
}

} // namespace maestro
