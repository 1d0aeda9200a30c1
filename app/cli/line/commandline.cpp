// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/commandline.h"

#include "domain/base/weblink.h"
#include "text/humanize.h"

#include <QRegularExpression>

namespace maestro {

namespace {

constexpr qint64 longestDurationMs = 500LL * 60 * 60 * 1000;
constexpr qsizetype longestValue = 4096;

Error usage(const QString &message, const QStringList &words = {}, const QString &code = QStringLiteral("usage"))
{
    const QString level = words.isEmpty() ? QString() : words.join(u' ') + u' ';
    return {ErrorKind::BadInput, code, message, CliText::tr("See `maestro %1--help`.").arg(level), {}};
}

bool matches(const QRegularExpression &expression, const QString &text)
{
    return expression.match(text).hasMatch();
}

/// Why a value is not of its kind; empty when it is.
QString complaint(const OptionSpec &option, const QString &value)
{
    static const QRegularExpression label(QStringLiteral("\\A[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\z"));
    static const QRegularExpression hash(QStringLiteral("\\A[A-Za-z0-9]{1,63}\\z"));
    static const QRegularExpression count(QStringLiteral("\\A[0-9]{1,9}\\z"));
    if (value.isEmpty() && option.name != QLatin1String("reason"))
        return CliText::tr("must not be empty");
    if (value.size() > longestValue || value.contains(QChar(QChar::Null)))
        return CliText::tr("is too long or not a text");
    switch (option.kind) {
    case ValueKind::Duration: return parseDuration(value) ? QString() : CliText::tr("must be a duration such as 500ms, 30s, 5m or 2h");
    case ValueKind::Count: return matches(count, value) ? QString() : CliText::tr("must be a whole number");
    case ValueKind::Namespace: return matches(label, value) ? QString() : CliText::tr("is not a namespace name");
    case ValueKind::Hash: return matches(hash, value) ? QString() : CliText::tr("is not a pod hash");
    case ValueKind::Url: return isWebAddress(value) ? QString() : CliText::tr("must be an http or https address without a password");
    case ValueKind::Switch:
    case ValueKind::Text:
    case ValueKind::File:
    case ValueKind::Folder: return {};
    }
    return {};
}

/// Takes the arguments apart. Options are known by the whole table until the command is known, so global flags stand anywhere.
class Parser
{
public:
    explicit Parser(QStringList arguments)
        : m_arguments(std::move(arguments))
    {
    }

    Result<CommandLine> run()
    {
        for (m_at = 0; m_at < m_arguments.size() && !m_error; ++m_at)
            take(m_arguments.at(m_at));
        if (m_error)
            return *m_error;
        finish();
        if (m_error)
            return *m_error;
        return m_line;
    }

private:
    void fail(const QString &message, const QString &code = QStringLiteral("usage"))
    {
        if (!m_error)
            m_error = usage(message, m_words, code);
    }

    void take(const QString &argument)
    {
        if (m_onlyOperands || argument == QLatin1String("-") || !argument.startsWith(u'-'))
            return takeWord(argument);
        if (argument == QLatin1String("--")) {
            m_onlyOperands = true;
            return;
        }
        if (argument.startsWith(QLatin1String("--"))) {
            const qsizetype equals = argument.indexOf(u'=');
            const QString name = argument.mid(2, equals < 0 ? -1 : equals - 2);
            const OptionSpec *option = find([&](const OptionSpec &o) { return o.name == name; });
            if (!option)
                return fail(CliText::tr("unknown flag --%1").arg(displaySafe(name)), QStringLiteral("unknownFlag"));
            return takeOption(*option, equals < 0 ? std::optional<QString>() : argument.mid(equals + 1));
        }
        const OptionSpec *option = find([&](const OptionSpec &o) { return o.letter == argument.at(1); });
        if (!option || (option->kind == ValueKind::Switch && argument.size() > 2))
            return fail(CliText::tr("unknown flag %1").arg(displaySafe(argument)), QStringLiteral("unknownFlag"));
        takeOption(*option, argument.size() > 2 ? std::optional<QString>(argument.mid(2)) : std::nullopt);
    }

    /// Global options, those of the command, and before it is known those of every command: finish() checks again.
    template<typename F> const OptionSpec *find(F wanted) const
    {
        const auto in = [&](const QList<OptionSpec> &options) {
            const auto found = std::find_if(options.begin(), options.end(), wanted);
            return found == options.end() ? nullptr : &*found;
        };
        if (const OptionSpec *option = in(globalOptions()))
            return option;
        if (m_line.spec)
            return in(m_line.spec->options);
        for (const CommandSpec &command : commandTable())
            if (const OptionSpec *option = in(command.options))
                return option;
        return nullptr;
    }

    void takeOption(const OptionSpec &option, std::optional<QString> value)
    {
        if (m_line.values.contains(option.name) && !option.repeatable)
            return fail(CliText::tr("--%1 is given twice").arg(option.name));
        if (option.kind == ValueKind::Switch) {
            if (value)
                return fail(CliText::tr("--%1 takes no value").arg(option.name));
            m_line.values.insert(option.name, {});
            return;
        }
        if (!value) {
            // A value that looks like a flag is a forgotten value; --flag=VALUE says otherwise.
            if (m_at + 1 >= m_arguments.size() || m_arguments.at(m_at + 1).startsWith(u'-'))
                return fail(CliText::tr("--%1 needs a value: --%1=%2").arg(option.name, option.value), QStringLiteral("missingValue"));
            value = m_arguments.at(++m_at);
        }
        if (const QString problem = complaint(option, *value); !problem.isEmpty())
            return fail(QStringLiteral("--%1 %2: \"%3\"").arg(option.name, problem, displaySafe(*value, 80)), QStringLiteral("badValue"));
        if (option.repeatable)
            (option.name == u"policy" ? m_line.policies : option.name == u"tick" ? m_line.ticks : option.name == u"set" ? m_line.sets : m_line.contexts).append(*value);
        m_line.values.insert(option.name, *value);
    }

    void takeWord(const QString &word)
    {
        if (m_line.spec) {
            m_line.operands.append(word);
            return;
        }
        m_words.append(word);
        bool leads = false;
        for (const CommandSpec &command : commandTable()) {
            if (command.words == m_words)
                m_line.spec = &command;
            leads = leads || command.words.mid(0, m_words.size()) == m_words;
        }
        if (leads)
            return;
        const QString unknown = displaySafe(m_words.takeLast(), 80);
        fail(CliText::tr("unknown command \"%1\"").arg(unknown), QStringLiteral("unknownCommand"));
    }

    void finish()
    {
        m_line.help = m_line.has("help");
        m_line.version = m_line.has("version");
        m_line.json = m_line.has("json");
        m_line.helpWords = m_words;
        if (m_line.help || m_line.version)
            return;
        if (!m_line.spec)
            return fail(m_words.isEmpty() ? CliText::tr("a command is missing") : CliText::tr("a command is missing after \"%1\"").arg(m_words.join(u' ')));
        checkOptions();
        checkOperands();
    }

    void checkOptions()
    {
        for (auto it = m_line.values.keyBegin(); it != m_line.values.keyEnd(); ++it)
            if (!find([&](const OptionSpec &o) { return o.name == *it; }))
                fail(CliText::tr("--%1 does not belong to \"%2\"").arg(*it, m_words.join(u' ')), QStringLiteral("unknownFlag"));
        const QList<Command> several{Command::List, Command::AnalysisRuns, Command::Clusters, Command::Doctor};
        if (m_line.contexts.size() > 1 && !several.contains(m_line.spec->command))
            fail(CliText::tr("--context is given twice"));
        const QList<Command> one{Command::PolicyEvaluate, Command::PolicyExport, Command::Bake};
        if (m_line.policies.size() > 1 && one.contains(m_line.spec->command))
            fail(CliText::tr("--policy is given twice"));
    }

    void checkOperands()
    {
        const QList<OperandSpec> &wanted = m_line.spec->operands;
        if (m_line.operands.size() > wanted.size() && (wanted.isEmpty() || !wanted.constLast().repeatable))
            return fail(CliText::tr("unexpected argument \"%1\"").arg(displaySafe(m_line.operands.at(wanted.size()), 80)));
        for (qsizetype i = 0; i < wanted.size(); ++i) {
            const bool given = i < m_line.operands.size() && !m_line.operands.at(i).isEmpty();
            if (!given && !wanted.at(i).optional)
                return fail(CliText::tr("%1 is missing").arg(wanted.at(i).name));
            if (given && !wanted.at(i).choices.isEmpty() && !wanted.at(i).choices.contains(m_line.operands.at(i)))
                return fail(CliText::tr("%1 must be one of %2, not \"%3\"")
                                .arg(wanted.at(i).name, wanted.at(i).choices.join(QStringLiteral(", ")), displaySafe(m_line.operands.at(i), 80)));
        }
        checkName();
    }

    /// One of NAME and --service names what a verb works on; --to-revision and --service belong to rollback alone.
    void checkName()
    {
        const bool plan = m_line.spec->command == Command::Plan;
        if (!plan && m_line.spec->command != Command::Operate)
            return;
        const QString name = m_line.operand(plan ? 1 : 0);
        const bool rollback = plan ? m_line.operand(0) == verbWord(Verb::Rollback) : m_line.spec->verb == Verb::Rollback;
        for (const char *only : {"to-revision", "service", "via", "to"})
            if (m_line.has(only) && !rollback)
                fail(CliText::tr("--%1 is only for rollback").arg(QLatin1String(only)), QStringLiteral("unknownFlag"));
        if (m_line.has("to") && !m_line.has("via"))
            fail(CliText::tr("--to needs --via; --to-revision names a revision without it"));
        if (m_line.has("wait") && !m_line.has("validate"))
            fail(CliText::tr("--wait needs --validate; --observe-timeout is how long the effect is waited for"));
        if (m_line.has("via") && m_line.has("to-revision"))
            fail(CliText::tr("--via takes --to, not --to-revision"));
        if (name.isEmpty() && !m_line.has("service"))
            fail(rollback ? CliText::tr("NAME or --service is missing") : CliText::tr("NAME is missing"));
        if (!name.isEmpty() && m_line.has("service"))
            fail(CliText::tr("NAME and --service exclude each other"));
    }

    QStringList m_arguments;
    qsizetype m_at = 0;
    bool m_onlyOperands = false;
    QStringList m_words;
    CommandLine m_line;
    std::optional<Error> m_error;
};

} // namespace

std::optional<int> CommandLine::number(const char *option) const
{
    return has(option) ? std::optional<int>(value(option).toInt()) : std::nullopt;
}

std::optional<int> CommandLine::milliseconds(const char *option) const
{
    return has(option) ? parseDuration(value(option)) : std::nullopt;
}

Result<CommandLine> parseCommandLine(const QStringList &arguments)
{
    return Parser(arguments).run();
}

bool wantsJson(const QStringList &arguments)
{
    for (const QString &argument : arguments) {
        if (argument == QLatin1String("--"))
            return false;
        if (argument == QLatin1String("--json"))
            return true;
    }
    return false;
}

std::optional<int> parseDuration(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A([0-9]{1,9})(ms|s|m|h)\\z"));
    const QRegularExpressionMatch match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const qint64 factor = unit == QLatin1String("ms") ? 1 : unit == QLatin1String("s") ? 1000 : unit == QLatin1String("m") ? 60'000 : 3'600'000;
    const qint64 ms = match.captured(1).toLongLong() * factor;
    return ms > 0 && ms <= longestDurationMs ? std::optional<int>(int(ms)) : std::nullopt;
}

Result<TargetName> parseTarget(const QString &text)
{
    static const QRegularExpression subdomain(QStringLiteral("\\A[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\\z"));
    static const QMap<QString, WorkloadKind> kinds{
        {QStringLiteral("rollout"), WorkloadKind::Rollout}, {QStringLiteral("rollouts"), WorkloadKind::Rollout},
        {QStringLiteral("ro"), WorkloadKind::Rollout}, {QStringLiteral("rollouts.argoproj.io"), WorkloadKind::Rollout},
        {QStringLiteral("deployment"), WorkloadKind::Deployment}, {QStringLiteral("deployments"), WorkloadKind::Deployment},
        {QStringLiteral("deploy"), WorkloadKind::Deployment}, {QStringLiteral("deployments.apps"), WorkloadKind::Deployment}};
    TargetName target;
    const qsizetype slash = text.indexOf(u'/');
    if (slash >= 0) {
        const QString kind = text.left(slash).toLower();
        if (!kinds.contains(kind))
            return usage(CliText::tr("unknown kind of object \"%1\": rollout or deployment").arg(displaySafe(kind, 80)), {}, QStringLiteral("unknownKind"));
        target.kind = kinds.value(kind);
    }
    target.name = text.mid(slash + 1);
    if (!matches(subdomain, target.name))
        return usage(CliText::tr("\"%1\" cannot be the name of an object").arg(displaySafe(target.name, 80)), {}, QStringLiteral("badName"));
    return target;
}

} // namespace maestro
