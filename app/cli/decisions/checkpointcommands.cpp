// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands/servicefinder.h"
#include "cli/decisions/decisioncommands.h"
#include "cli/documents/documents.h"
#include "cli/output.h"
#include "services/facts/checkpointservice.h"
#include "text/decision/decisiontext.h"
#include "text/humanize.h"

namespace maestro {

namespace {

QJsonObject itemDocument(const CheckpointState &state, const QDateTime &now)
{
    QJsonArray attached;
    for (auto it = state.attached.cbegin(); it != state.attached.cend(); ++it)
        attached.append(QJsonObject {{QStringLiteral("name"), it.key()}, {QStringLiteral("sha256"), it.value()}});
    QJsonArray received;
    for (auto it = state.received.cbegin(); it != state.received.cend(); ++it)
        received.append(QJsonObject {{QStringLiteral("name"), it.key()}, {QStringLiteral("sha256"), it.value()}});
    return {{QStringLiteral("title"), state.point.title}, {QStringLiteral("phase"), textOrNull(state.point.phase)}, {QStringLiteral("at"), state.point.at},
            {QStringLiteral("items"), QJsonArray::fromStringList(state.point.items)}, {QStringLiteral("needs"), QJsonArray::fromStringList(state.point.needs)},
            {QStringLiteral("dueAt"), timeValue(state.dueAt)}, {QStringLiteral("overdue"), state.isOverdue(now)}, {QStringLiteral("choice"), textOrNull(state.choice)},
            {QStringLiteral("by"), textOrNull(state.by)}, {QStringLiteral("decidedAt"), timeValue(state.decidedAt)}, {QStringLiteral("reason"), textOrNull(state.reason)},
            {QStringLiteral("deferredTo"), timeValue(state.deferredTo)}, {QStringLiteral("attached"), attached},
            {QStringLiteral("received"), received}, {QStringLiteral("checked"), QJsonArray::fromStringList(state.checked)}};
}

/// Whose points they are.
QJsonObject releaseDocument(const CheckpointList &list)
{
    return {{QStringLiteral("namespace"), list.target.ns}, {QStringLiteral("name"), list.target.name}, {QStringLiteral("service"), list.service},
            {QStringLiteral("phase"), textOrNull(list.phase)}, {QStringLiteral("revision"), list.revision}};
}

void tell(Call *call, const CheckpointList &list, const QString &record)
{
    const QDateTime now = call->clock()->utcNow();
    QJsonObject object = document(QStringLiteral("CheckpointList"));
    object.insert(QStringLiteral("context"), list.target.context);
    const QJsonObject release = releaseDocument(list);
    for (auto it = release.constBegin(); it != release.constEnd(); ++it)
        object.insert(it.key(), it.value());
    if (!record.isEmpty())
        object.insert(QStringLiteral("record"), record);
    QJsonArray items;
    TextTable table({QStringLiteral("POINT"), QStringLiteral("PHASE"), QStringLiteral("DUE"), QStringLiteral("STATE"), QStringLiteral("CHECKLIST"), QStringLiteral("NEEDS"), QStringLiteral("REASON")});
    for (const CheckpointState &state : list.states) {
        items.append(itemDocument(state, now));
        table.add({state.point.title, state.point.phase, state.dueAt.isValid() ? utcText(state.dueAt) : CliText::tr("unknown (%1)").arg(state.point.at), checkpointText(state, now),
                   state.point.items.join(QStringLiteral("; ")), state.point.needs.join(QStringLiteral(", ")), state.reason});
    }
    object.insert(QStringLiteral("items"), items);
    call->out().answer(object);
    call->out().answer(table.isEmpty() ? CliText::tr("The policy has no go/no-go points here.\n") : table.text());
    call->finish(0);
}

/// NAME=FILE, each.
Result<QMap<QString, QString>> filesOf(const QStringList &given)
{
    QMap<QString, QString> files;
    for (const QString &one : given) {
        const qsizetype split = one.indexOf(u'=');
        if (split < 1 || one.size() > 4096)
            return Error {ErrorKind::BadInput, QStringLiteral("attachment"), CliText::tr("an attachment is NAME=FILE"), {}, {}};
        files.insert(one.left(split), one.mid(split + 1));
    }
    return files;
}

/// What was said on the line, of the points as they were read.
Result<CheckpointRequest> requestOf(Call *call, const CheckpointList &list, const QString &choice)
{
    CheckpointRequest request {list.target, list.revision, {}, choice, call->line().value("reason"), {}, {}, call->line().ticks};
    const QString title = call->line().operand(0);
    const auto found = std::find_if(list.states.cbegin(), list.states.cend(), [&title](const CheckpointState &one) { return one.point.title == title; });
    if (found == list.states.cend())
        return Error {ErrorKind::BadInput, QStringLiteral("noCheckpoint"), CliText::tr("there is no point \"%1\" in the phase of this release").arg(displaySafe(title, 80)),
                      CliText::tr("`maestro checkpoint list` shows them."), {}};
    request.point = found->point;
    if (choice == QLatin1String("defer")) {
        const auto wait = call->line().milliseconds("until");
        if (!wait)
            return Error {ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--until DURATION says how long it is put off"), {}, {}};
        request.deferredTo = call->clock()->utcNow().addMSecs(*wait);
    }
    return request;
}

Result<CheckpointService *> makeService(Call *call, ClusterAccess *access)
{
    const auto policies = call->policies();
    const auto journal = policies ? call->journal() : Result<JournalService *>(policies.error());
    const auto folders = journal ? call->folders() : Result<Paths>(journal.error());
    if (!folders)
        return folders.error();
    return new CheckpointService({[access](const QString &) { return access; }, *policies,
                                  [call](const QString &context) { return (*call->workspace())->policyConnection(context); }, *journal, call->clock(),
                                  folders->state + QStringLiteral("/evidence"), call->line().value("as")}, call);
}

/// The points of all services of the policies in force for one connection: each workload is read once, one after the other.
class AllPoints : public QObject
{
public:
    AllPoints(Call *call, ClusterAccess *access, CheckpointService *service)
        : QObject(call)
        , m_call(call)
        , m_access(access)
        , m_service(service)
    {
        connect(service, &CheckpointPort::listChanged, this, [this](const CheckpointList &list) { take(list.target, &list, {}); });
        connect(service, &CheckpointPort::readFailed, this, [this](const ObjectRef &target, const Error &error) { take(target, nullptr, error); });
    }

    void begin(const QList<PolicyPtr> &policies, const PolicyConnection &connection)
    {
        for (const PolicyPtr &policy : policies) {
            if (!policy->environments.isEmpty() && !environmentOf(*policy, connection))
                continue;
            for (const PolicyService &service : policy->services) {
                const QString kind = service.workload.kind;
                const QString ns = service.workload.ns.isEmpty() ? m_access->defaultNamespace() : service.workload.ns;
                const Wanted wanted {service.name, {m_access->context(), ns, service.workload.name}, kind == workloadWord(WorkloadKind::Deployment) ? WorkloadKind::Deployment : WorkloadKind::Rollout};
                const bool known = std::any_of(m_wanted.cbegin(), m_wanted.cend(), [&wanted](const Wanted &one) { return one.ref == wanted.ref && one.kind == wanted.kind; });
                if (!known && (kind == workloadWord(WorkloadKind::Rollout) || kind == workloadWord(WorkloadKind::Deployment)))
                    m_wanted.append(wanted);
            }
        }
        next();
    }

private:
    struct Wanted
    {
        QString service;
        ObjectRef ref;
        WorkloadKind kind;
    };

    void next()
    {
        if (m_at >= m_wanted.size())
            return tellAll();
        m_service->setKind(m_wanted.at(m_at).kind);
        m_service->open(m_wanted.at(m_at).ref);
    }

    void take(const ObjectRef &target, const CheckpointList *list, const std::optional<Error> &error)
    {
        if (m_at >= m_wanted.size() || m_wanted.at(m_at).ref != target)
            return;
        const Wanted &wanted = m_wanted.at(m_at++);
        if (list)
            m_lists.append(*list);
        else
            m_unread.append({wanted, *error});
        QTimer::singleShot(0, this, [this] { next(); });
    }

    void tellAll()
    {
        m_service->open({});
        if (m_lists.isEmpty() && !m_unread.isEmpty())
            return m_call->fail(m_unread.constFirst().second);
        const QDateTime now = m_call->clock()->utcNow();
        QJsonObject object = document(QStringLiteral("CheckpointList"));
        object.insert(QStringLiteral("context"), m_access->context());
        QJsonArray releases;
        QJsonArray items;
        TextTable table({QStringLiteral("SERVICE"), QStringLiteral("POINT"), QStringLiteral("PHASE"), QStringLiteral("DUE"), QStringLiteral("STATE"), QStringLiteral("REASON")});
        for (const CheckpointList &list : std::as_const(m_lists)) {
            const QJsonObject release = releaseDocument(list);
            releases.append(release);
            for (const CheckpointState &state : list.states) {
                QJsonObject item = itemDocument(state, now);
                for (const QString &key : {QStringLiteral("service"), QStringLiteral("namespace"), QStringLiteral("name"), QStringLiteral("revision")})
                    item.insert(key, release.value(key));
                items.append(item);
                table.add({list.service, state.point.title, state.point.phase, state.dueAt.isValid() ? utcText(state.dueAt) : CliText::tr("unknown (%1)").arg(state.point.at), checkpointText(state, now), state.reason});
            }
        }
        QJsonArray unread;
        for (const auto &[wanted, error] : std::as_const(m_unread)) {
            unread.append(QJsonObject {{QStringLiteral("service"), wanted.service}, {QStringLiteral("namespace"), wanted.ref.ns}, {QStringLiteral("name"), wanted.ref.name}, {QStringLiteral("message"), error.message}});
            m_call->out().note(CliText::tr("The points of %1 are not known: %2").arg(displaySafe(wanted.service, 80), displaySafe(error.message, 400)));
        }
        object.insert(QStringLiteral("releases"), releases);
        object.insert(QStringLiteral("items"), items);
        object.insert(QStringLiteral("unread"), unread);
        m_call->out().answer(object);
        if (!table.isEmpty())
            m_call->out().answer(table.text());
        else if (m_unread.isEmpty())
            m_call->out().answer(CliText::tr("No policy in force for this connection has a go/no-go point now.\n"));
        m_call->finish(m_unread.isEmpty() ? 0 : exitCode(m_unread.constFirst().second.kind));
    }

    Call *m_call;
    ClusterAccess *m_access;
    CheckpointService *m_service;
    QList<Wanted> m_wanted;
    qsizetype m_at = 0;
    QList<CheckpointList> m_lists;
    QList<std::pair<Wanted, Error>> m_unread;
};

void runAll(Call *call)
{
    const auto access = call->access();
    const auto policies = access ? call->policies() : Result<PolicyLibrary *>(access.error());
    const auto service = policies ? makeService(call, *access) : Result<CheckpointService *>(policies.error());
    if (!service)
        return call->fail(service.error());
    auto *all = new AllPoints(call, *access, *service);
    all->begin((*policies)->policies(), (*call->workspace())->policyConnection((*access)->context()));
}

/// Reads the points; says `choice` at one of them, unless it is empty; tells how they stand then.
void run(Call *call, const QString &choice)
{
    if (call->line().value("service").isEmpty())
        return call->fail({ErrorKind::BadInput, QStringLiteral("usage"), CliText::tr("--service NAME says whose"), {}, {}});
    const auto files = filesOf(choice.isEmpty() ? QStringList() : call->line().operands.mid(1));
    if (!files)
        return call->fail(files.error());
    serviceTarget(call, call->line().value("service"), [call, choice, files = *files](const Result<Target> &target) {
        const auto made = target ? makeService(call, target->access) : Result<CheckpointService *>(target.error());
        if (!made)
            return call->fail(made.error());
        CheckpointService *service = *made;
        service->setKind(target->name.kind);
        const auto said = std::make_shared<QString>(choice);
        const auto record = std::make_shared<QString>();
        QObject::connect(service, &CheckpointPort::readFailed, call, [call](const ObjectRef &, const Error &error) { call->fail(error); });
        QObject::connect(service, &CheckpointPort::failed, call, [call](const Error &error) { call->fail(error); });
        QObject::connect(service, &CheckpointPort::written, call, [service, record](const QString &id) {
            *record = id;
            service->takeRecords();
        });
        QObject::connect(service, &CheckpointPort::listChanged, call, [call, service, said, record, files, asks = choice.isEmpty()](const CheckpointList &list) {
            if (const QString now = std::exchange(*said, {}); !now.isEmpty()) {
                const auto request = requestOf(call, list, now);
                return request ? service->decide(*request, files) : call->fail(request.error());
            }
            if (asks || !record->isEmpty())
                tell(call, list, *record);
        });
        service->open({target->access->context(), target->ns, target->name.name});
    });
}

} // namespace

void runCheckpointList(Call *call)
{
    call->line().value("service").isEmpty() ? runAll(call) : run(call, {});
}

void runCheckpointGo(Call *call)
{
    run(call, QStringLiteral("go"));
}

void runCheckpointNoGo(Call *call)
{
    run(call, QStringLiteral("no-go"));
}

void runCheckpointDefer(Call *call)
{
    run(call, QStringLiteral("defer"));
}

} // namespace maestro
