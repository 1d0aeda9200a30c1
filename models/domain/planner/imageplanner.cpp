// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/planner/imageplanner.h"

#include "domain/desk/deskcall.h"
#include "domain/planner/guards.h"

#include <QCryptographicHash>
#include <QRegularExpression>

namespace maestro {

namespace {

/// No more than that it can be told from a typing mistake; the registry has the last word.
bool isImage(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9._/:@-]{0,511}\\z"));
    return form.match(text).hasMatch();
}

qsizetype containerOf(const QJsonArray &containers, const QString &name)
{
    if (name.isEmpty())
        return containers.size() == 1 ? 0 : -1;
    for (qsizetype i = 0; i < containers.size(); ++i)
        if (containers.at(i).toObject().value(u"name").toString() == name)
            return i;
    return -1;
}

} // namespace

QString imageFingerprint(const QString &container, const QString &image)
{
    return QString::fromLatin1(QCryptographicHash::hash(QString(container + u'\n' + image).toUtf8(), QCryptographicHash::Sha256).toHex());
}

QString withTag(const QString &image, const QString &tag)
{
    const QString named = image.section(u'@', 0, 0);
    const qsizetype colon = named.indexOf(u':', named.lastIndexOf(u'/') + 1);
    return (colon < 0 ? named : named.left(colon)) + u':' + tag;
}

void planSetImage(OperationPlan &plan)
{
    const Rollout &rollout = plan.before->rollout;
    const ImageWish &wish = plan.request.image;
    const auto refuse = [&plan](RefusalCode code, const QStringList &arguments) { plan.allowed = {false, code, arguments}; };
    const QJsonArray containers = rollout.podTemplate.value(u"spec").toObject().value(u"containers").toArray();
    if (containers.isEmpty())
        return refuse(RefusalCode::TemplateUnknown, {});
    const qsizetype index = containerOf(containers, wish.container);
    if (index < 0) {
        QStringList names;
        for (const QJsonValue &one : containers)
            names.append(one.toObject().value(u"name").toString());
        return refuse(RefusalCode::ContainerUnknown, {wish.container, names.join(QStringLiteral(", "))});
    }
    const QString name = containers.at(index).toObject().value(u"name").toString();
    const QString from = containers.at(index).toObject().value(u"image").toString();
    const QString to = wish.image.isEmpty() ? withTag(from, wish.tag) : wish.image;
    if (wish.image.isEmpty() ? !isTag(wish.tag) : !isImage(wish.image))
        return refuse(RefusalCode::BadImage, {wish.image.isEmpty() ? wish.tag : wish.image});
    if (to == from)
        return refuse(RefusalCode::SameImage, {to});
    plan.effect = {EffectKind::ImageSet, rollout.currentPodHash, std::nullopt, {}, {}};
    plan.effect.valueSha256 = imageFingerprint(name, to);
    plan.steps.append({PatchTarget::Main, guardsOf(rollout, {GuardField::Uid, GuardField::Generation, GuardField::CurrentPodHash, GuardField::StableHash, GuardField::Abort, GuardField::SpecPaused}),
                       {{ChangeKind::SetImage, QJsonObject {{QStringLiteral("index"), index}, {QStringLiteral("name"), name}, {QStringLiteral("from"), from}, {QStringLiteral("image"), to}}}}});
}

} // namespace maestro
