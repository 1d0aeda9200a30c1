// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/desk/deskcall.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace maestro {

namespace {

const QRegularExpression &placeholder()
{
    static const QRegularExpression pattern(QStringLiteral("\\{\\{\\s*([A-Za-z_][A-Za-z0-9_.-]*)\\s*\\}\\}"));
    return pattern;
}

} // namespace

DeskVariables declaredVariables(const QVariantMap &section)
{
    DeskVariables out;
    for (auto it = section.cbegin(); it != section.cend(); ++it) {
        const QVariant value = it.value().typeId() == QMetaType::QVariantMap ? it.value().toMap().value(QStringLiteral("value")) : it.value();
        if (value.isValid() && !value.toMap().contains(QStringLiteral("secret")))
            out.insert(it.key(), value.toString());
    }
    return out;
}

QString filled(const QString &text, const DeskVariables &variables, QStringList *missing)
{
    QString out;
    qsizetype at = 0;
    for (auto matches = placeholder().globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        out += QStringView(text).sliced(at, match.capturedStart() - at);
        at = match.capturedEnd();
        const auto known = variables.constFind(match.captured(1));
        if (known != variables.constEnd()) {
            out += *known;
            continue;
        }
        out += match.captured();
        if (missing && !missing->contains(match.captured(1)))
            missing->append(match.captured(1));
    }
    return out + QStringView(text).sliced(at);
}

Result<QString> filledArgument(const QString &text, const DeskVariables &variables)
{
    const QString value = filled(text, variables);
    const bool control = std::any_of(value.begin(), value.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    const bool option = value.startsWith(u'-') && !text.startsWith(u'-');
    if (!control && !option)
        return value;
    return Error {ErrorKind::Refused, QStringLiteral("badArgument"),
                  control ? QStringLiteral("%1 holds control characters").arg(text) : QStringLiteral("%1 would be taken for an option").arg(text)};
}

QByteArray filledBody(const QMap<QString, QString> &body, const DeskVariables &variables)
{
    QJsonObject object;
    for (auto it = body.cbegin(); it != body.cend(); ++it)
        object.insert(it.key(), filled(it.value(), variables));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

bool isTag(const QString &text)
{
    static const QRegularExpression tag(QStringLiteral("\\A[A-Za-z0-9_][A-Za-z0-9._-]{0,127}\\z"));
    return tag.match(text).hasMatch();
}

QString tagOf(const QString &image)
{
    const QString name = image.section(u'@', 0, 0).section(u'/', -1);
    const QString tag = name.contains(u':') ? name.section(u':', 1) : QString();
    return isTag(tag) ? tag : QString();
}

DeskCall callOf(const FollowingCheck &check)
{
    DeskCall call;
    call.provider = check.item;
    call.argv = check.argv;
    call.environment = check.environment;
    call.programSha256 = check.programSha256;
    call.workingDirectory = check.workingDirectory;
    call.timeout = check.timeout;
    return call;
}

QByteArray callBytes(const DeskCall &call)
{
    QByteArray bytes;
    const auto add = [&bytes](const QByteArray &part) { bytes += QByteArray::number(part.size()) + ':' + part; };
    for (const QString &text : QStringList {call.provider, deskKindWord(call.kind), call.to, call.programSha256, call.workingDirectory, call.server, call.release,
                                            call.releaseNamespace, QString::number(call.fromRevision), call.marker, call.pin, call.caution, call.unguarded, call.toDigest, QString::number(call.timeout.count())})
        add(text.toUtf8());
    for (const QString &argument : call.argv)
        add(argument.toUtf8());
    for (auto it = call.environment.cbegin(); it != call.environment.cend(); ++it)
        add(QString(it.key() + u'=' + it.value()).toUtf8());
    for (const FollowingCheck &check : call.checks) {
        add(check.problem.toUtf8());
        add(callBytes(callOf(check)));
    }
    return bytes;
}

} // namespace maestro
