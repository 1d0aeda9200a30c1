// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/line/commandline.h"
#include "cli/line/helptext.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace maestro;
using namespace Qt::StringLiterals;

class tst_cli_line : public QObject
{
    Q_OBJECT

    static QStringList split(const QString &line) { return line.split(u'|', Qt::SkipEmptyParts); }

private Q_SLOTS:
    void accepts_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("operands");
        QTest::addColumn<QString>("values");
        QTest::newRow("plain") << u"get|web"_s << u"get"_s << u"web"_s << QString();
        QTest::newRow("global first") << u"--kubeconfig|f|--context|c|-n|ns|--json|get|web"_s << u"get"_s << u"web"_s
                                      << u"context=c;json=;kubeconfig=f;namespace=ns"_s;
        QTest::newRow("global last") << u"get|web|--json|-n|ns"_s << u"get"_s << u"web"_s << u"json=;namespace=ns"_s;
        QTest::newRow("global between words") << u"journal|--json|list"_s << u"journal list"_s << QString() << u"json="_s;
        QTest::newRow("equals") << u"promote|web|--reason=--yes|--yes"_s << u"promote"_s << u"web"_s << u"reason=--yes;yes="_s;
        QTest::newRow("glued letter") << u"-nns|list"_s << u"list"_s << QString() << u"namespace=ns"_s;
        QTest::newRow("flag before its command") << u"--reason|canary unhealthy|abort|web"_s << u"abort"_s << u"web"_s << u"reason=canary unhealthy"_s;
        QTest::newRow("end of flags") << u"get|--|web"_s << u"get"_s << u"web"_s << QString();
        QTest::newRow("plan") << u"plan|rollback|web|--to-revision|3"_s << u"plan"_s << u"rollback,web"_s << u"to-revision=3"_s;
        QTest::newRow("plan by service") << u"plan|rollback|--service|web"_s << u"plan"_s << u"rollback"_s << u"service=web"_s;
        QTest::newRow("service") << u"rollback|--service|web"_s << u"rollback"_s << QString() << u"service=web"_s;
        QTest::newRow("all namespaces") << u"list|-A|-w|--wide|--deployments"_s << u"list"_s << QString() << u"all-namespaces=;deployments=;watch=;wide="_s;
        QTest::newRow("empty reason is judged later") << u"abort|web|--reason="_s << u"abort"_s << u"web"_s << u"reason="_s;
    }
    void accepts()
    {
        QFETCH(QString, line);
        const auto parsed = parseCommandLine(split(line));
        QVERIFY2(parsed.ok(), qPrintable(parsed.ok() ? QString() : parsed.error().message));
        QTEST(parsed->spec->words.join(u' '), "words");
        QTEST(parsed->operands.join(u','), "operands");
        QStringList values;
        for (auto it = parsed->values.begin(); it != parsed->values.end(); ++it)
            values.append(it.key() + u'=' + it.value());
        QTEST(values.join(u';'), "values");
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QString() << u"usage"_s;
        QTest::newRow("unknown command") << u"destroy|web"_s << u"unknownCommand"_s;
        QTest::newRow("group alone") << u"journal"_s << u"usage"_s;
        QTest::newRow("unknown in group") << u"journal|burn"_s << u"unknownCommand"_s;
        QTest::newRow("unknown flag") << u"promote|web|--no-such-flag"_s << u"unknownFlag"_s;
        QTest::newRow("abbreviated flag") << u"promote|web|--reas|x"_s << u"unknownFlag"_s;
        QTest::newRow("unknown letter") << u"list|-x"_s << u"unknownFlag"_s;
        QTest::newRow("letters in a row") << u"list|-Aw"_s << u"unknownFlag"_s;
        QTest::newRow("flag of another command") << u"get|web|--yes"_s << u"unknownFlag"_s;
        QTest::newRow("the same before the command") << u"--yes|get|web"_s << u"unknownFlag"_s;
        QTest::newRow("to-revision is for rollback") << u"promote|web|--to-revision|1"_s << u"unknownFlag"_s;
        QTest::newRow("also in a plan") << u"plan|abort|web|--to-revision|1"_s << u"unknownFlag"_s;
        QTest::newRow("missing value at the end") << u"get|web|--context"_s << u"missingValue"_s;
        QTest::newRow("flag instead of a value") << u"promote|web|--reason|--yes"_s << u"missingValue"_s;
        QTest::newRow("value for a switch") << u"list|--watch=yes"_s << u"usage"_s;
        QTest::newRow("twice") << u"list|-n|a|--namespace|b"_s << u"usage"_s;
        QTest::newRow("empty context") << u"list|--context="_s << u"badValue"_s;
        QTest::newRow("duration without unit") << u"list|--request-timeout|10"_s << u"badValue"_s;
        QTest::newRow("duration of nothing") << u"list|--request-timeout|0s"_s << u"badValue"_s;
        QTest::newRow("negative count") << u"rollback|web|--to-revision=-1"_s << u"badValue"_s;
        QTest::newRow("count too long") << u"rollback|web|--to-revision|99999999999"_s << u"badValue"_s;
        QTest::newRow("namespace with a slash") << u"list|-n|a/b"_s << u"badValue"_s;
        QTest::newRow("namespace with a newline") << u"list|-n|a\n"_s << u"badValue"_s;
        QTest::newRow("log address with a password") << u"abort|w|--log-url|https://u:p@h/"_s << u"badValue"_s;
        QTest::newRow("log address of a script") << u"abort|w|--log-url|javascript:1"_s << u"badValue"_s;
        QTest::newRow("no name") << u"get"_s << u"usage"_s;
        QTest::newRow("no name and no service") << u"rollback"_s << u"usage"_s;
        QTest::newRow("name and service") << u"rollback|web|--service|web"_s << u"usage"_s;
        QTest::newRow("too many") << u"get|a|b"_s << u"usage"_s;
        QTest::newRow("unknown verb of a plan") << u"plan|delete|web"_s << u"usage"_s;
        QTest::newRow("plan without a name") << u"plan|abort"_s << u"usage"_s;
    }
    void refuses()
    {
        QFETCH(QString, line);
        const auto parsed = parseCommandLine(split(line));
        QVERIFY(!parsed.ok());
        QTEST(parsed.error().code, "code");
        QCOMPARE(exitCode(parsed.error().kind), 2);
        QVERIFY(!parsed.error().message.isEmpty());
        QVERIFY(parsed.error().hint.contains(u"--help"));
    }

    void durations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("ms");
        QTest::newRow("ms") << u"500ms"_s << 500;
        QTest::newRow("s") << u"30s"_s << 30'000;
        QTest::newRow("m") << u"5m"_s << 300'000;
        QTest::newRow("h") << u"2h"_s << 7'200'000;
        QTest::newRow("longest") << u"500h"_s << 1'800'000'000;
        for (const char *bad : {"", "1", "s", "-1s", "1.5s", "1d", "1 s", "0s", "501h", "9999999999s", "1s\n", "١s"})
            QTest::newRow(bad) << QString::fromUtf8(bad) << -1;
    }
    void durations()
    {
        QFETCH(QString, text);
        QTEST(parseDuration(text).value_or(-1), "ms");
    }

    void targets_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("found"); // kind/name, or the code of the error
        QTest::newRow("name") << u"web"_s << u"any/web"_s;
        QTest::newRow("rollout") << u"rollout/web"_s << u"rollout/web"_s;
        QTest::newRow("group") << u"rollouts.argoproj.io/web"_s << u"rollout/web"_s;
        QTest::newRow("deployment") << u"deploy/web.v2"_s << u"deployment/web.v2"_s;
        QTest::newRow("pod") << u"pod/web"_s << u"unknownKind"_s;
        QTest::newRow("path") << u"../web"_s << u"unknownKind"_s;
        QTest::newRow("upper case") << u"Web"_s << u"badName"_s;
        QTest::newRow("newline") << u"web\n"_s << u"badName"_s;
        QTest::newRow("percent") << u"web%2f"_s << u"badName"_s;
        QTest::newRow("empty") << u"rollout/"_s << u"badName"_s;
        QTest::newRow("too long") << QString(254, u'a') << u"badName"_s;
        QTest::newRow("long enough") << QString(253, u'a') << QString(u"any/"_s + QString(253, u'a'));
    }
    void targets()
    {
        QFETCH(QString, text);
        const auto target = parseTarget(text);
        QString found;
        if (!target)
            found = target.error().code;
        else
            found = (!target->kind ? u"any/"_s : *target->kind == WorkloadKind::Rollout ? u"rollout/"_s : u"deployment/"_s) + target->name;
        QTEST(found, "found");
    }

    void helpOnEveryLevel()
    {
        QList<QStringList> levels{{}};
        for (const GroupSpec &group : commandGroups())
            levels.append({group.word});
        for (const CommandSpec &command : commandTable())
            levels.append(command.words);
        QVERIFY(levels.size() > 20);
        for (const QStringList &level : levels) {
            const auto parsed = parseCommandLine(level + QStringList{u"--help"_s});
            QVERIFY2(parsed.ok() && parsed->help, qPrintable(level.join(u' ')));
            QCOMPARE(parsed->helpWords, level);
            const QString text = helpText(level);
            QVERIFY2(text.startsWith(u"Usage: maestro"), qPrintable(text));
            QVERIFY(text.contains(u"--request-timeout"));
        }
        for (const CommandSpec &command : commandTable())
            for (const OptionSpec &option : command.options)
                QVERIFY(helpText(command.words).contains(u"--"_s + option.name));
    }

    void jsonIsSeenInAnyBrokenLine()
    {
        QVERIFY(wantsJson({u"--no-such"_s, u"--json"_s}));
        QVERIFY(!wantsJson({u"get"_s, u"--"_s, u"--json"_s}));
        QVERIFY(!wantsJson({u"get"_s}));
    }

    void tableHasNoTwins()
    {
        QSet<QString> names;
        for (const CommandSpec &command : commandTable()) {
            QVERIFY2(!names.contains(command.words.join(u' ')), qPrintable(command.words.join(u' ')));
            names.insert(command.words.join(u' '));
            QSet<QString> options;
            for (const OptionSpec &option : globalOptions() + command.options) {
                QVERIFY2(!options.contains(option.name), qPrintable(option.name));
                options.insert(option.name);
                if (!option.letter.isNull())
                    QVERIFY(!options.contains(option.letter));
                options.insert(option.letter);
                QCOMPARE(option.kind == ValueKind::Switch, option.value.isEmpty());
                options.remove(QString());
            }
        }
    }

    void bashCompletes_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("expected");
        QTest::newRow("command") << u"maestro cl"_s << u"clusters"_s;
        QTest::newRow("after a value") << u"maestro -n x --context y time"_s << u"timeline"_s;
        QTest::newRow("in a group") << u"maestro journal ver"_s << u"verify"_s;
        QTest::newRow("verb of a plan") << u"maestro plan promote-f"_s << u"promote-full"_s;
        QTest::newRow("flag of a verb") << u"maestro rollback web --to-"_s << u"--to-revision"_s;
        QTest::newRow("value is free") << u"maestro -n cl"_s << QString();
    }
    void bashCompletes()
    {
        const QString bash = QStandardPaths::findExecutable(u"bash"_s);
        QVERIFY(!bash.isEmpty());
        QTemporaryDir dir;
        QFile script(dir.filePath(u"maestro.bash"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write(bashCompletion().toUtf8());
        script.close();
        QProcess check;
        check.start(bash, {u"-n"_s, script.fileName()});
        QVERIFY(check.waitForFinished());
        QCOMPARE(check.readAllStandardError(), QByteArray());
        QCOMPARE(check.exitCode(), 0);
        QFETCH(QString, words);
        const QString call = u". \"$0\"; COMP_WORDS=(%1); COMP_CWORD=$((${#COMP_WORDS[@]}-1)); _maestro; echo -n \"${COMPREPLY[*]}\""_s.arg(words);
        QProcess run;
        run.start(bash, {u"-c"_s, call, script.fileName()});
        QVERIFY(run.waitForFinished());
        QCOMPARE(run.readAllStandardError(), QByteArray());
        QTEST(QString::fromUtf8(run.readAllStandardOutput()), "expected");
    }

    void zshCompletes()
    {
        const QString script = zshCompletion();
        QVERIFY(script.startsWith(u"#compdef maestro\n"));
        for (const CommandSpec &command : commandTable())
            QVERIFY2(script.contains(u"\"%1\""_s.arg(command.words.join(u' '))), qPrintable(command.words.join(u' ')));
        const QString zsh = QStandardPaths::findExecutable(u"zsh"_s);
        if (zsh.isEmpty())
            QSKIP("zsh is not installed: the completion was not run");
        QTemporaryDir dir;
        QFile file(dir.filePath(u"_maestro"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(script.toUtf8());
        file.close();
        // A shell on a pseudo terminal, a Tab, and what then stands on its line.
        const QString driver = uR"(zmodload zsh/zpty; zpty z 'TERM=dumb zsh -f -i'
            zpty -w z "PS1='> '; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' complete-word; print rea''dy"
            for i in {1..200}; do sleep .05; zpty -r -t z l; [[ $l == *ready* ]] && break; done
            for typed wanted in "${@:2}"; do
                zpty -w -n z "$typed"$'\t'; said=
                for i in {1..200}; do sleep .05; while zpty -r -t z l; do said+=$l; done; [[ $said == *$wanted* ]] && break; done
                [[ $said == *$wanted* ]] || print -r -- "$typed: $said"
                zpty -w -n z $'\x15'
            done)"_s;
        QProcess run;
        run.start(zsh, {u"-f"_s, u"-c"_s, driver, u"zsh"_s, dir.path(), u"maestro jour"_s, u"maestro journal "_s, u"maestro journal ve"_s, u"verify "_s,
                        u"maestro list --dep"_s, u"--deployments "_s, u"maestro --context x abort web --rea"_s, u"--reason "_s});
        QVERIFY(run.waitForFinished(60'000));
        QCOMPARE(run.readAllStandardOutput() + run.readAllStandardError(), QByteArray());
    }

    void manualNamesEverything()
    {
        const QString page = manualPage();
        QVERIFY(page.startsWith(u".TH MAESTRO 1"));
        for (const CommandSpec &command : commandTable())
            for (const OptionSpec &option : globalOptions() + command.options)
                QVERIFY2(page.contains(QString(optionLabel(option).trimmed()).replace(u'-', u"\\-"_s)), qPrintable(option.name));
        for (const VariableSpec &variable : environmentVariables())
            QVERIFY(page.contains(variable.name));
        const QString groff = QStandardPaths::findExecutable(u"groff"_s);
        if (groff.isEmpty())
            QSKIP("groff is not installed: the page was not formatted");
        QProcess check;
        check.start(groff, {u"-man"_s, u"-Tutf8"_s, u"-ww"_s, u"-z"_s});
        check.write(page.toUtf8());
        check.closeWriteChannel();
        QVERIFY(check.waitForFinished());
        QCOMPARE(QString::fromUtf8(check.readAllStandardError()), QString());
    }
};

QTEST_GUILESS_MAIN(tst_cli_line)
#include "tst_cli_line.moc"
