// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/decode/metadecoder.h"

#include <QCoreApplication>

namespace maestro {

Result<ListPage> decodeList(QByteArrayView body, const std::function<void(std::string_view object)> &item)
{
    // The items are handed out only after the whole page was found to be well-formed: nothing is given twice.
    QByteArray cleaned;
    for (const bool second : {false, true}) {
        ListPage page;
        QStringList unreadable;
        JsonTrace trace{&unreadable};
        QList<QByteArray> objects;
        const auto keep = [&](JsonNode node) {
            const std::string_view text = node.raw();
            objects.append(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
        };
        bool isList = false;
        readJson(second ? QByteArrayView(cleaned) : body, [&](JsonNode root) { isList = readList(root, page, keep); }, &trace);
        if (!trace.failed) {
            if (!isList || !unreadable.isEmpty())
                return Error{ErrorKind::Internal, QStringLiteral("badList"),
                             QCoreApplication::translate("Kube", "the answer is not a Kubernetes list%1")
                                 .arg(unreadable.isEmpty() ? QString() : QCoreApplication::translate("Kube", ": wrong type at ") + unreadable.first())};
            for (const QByteArray &object : std::as_const(objects))
                item(std::string_view(object.constData(), static_cast<size_t>(object.size())));
            return page;
        }
        const Result<QByteArray> clean = second ? Result<QByteArray>(Error{}) : cleanedJson(body);
        if (!clean)
            return Error{ErrorKind::Internal, QStringLiteral("badList"),
                         QCoreApplication::translate("Kube", "the answer is not a Kubernetes list: %1").arg(clean.error().message)};
        cleaned = *clean;
    }
    return Error{ErrorKind::Internal, QStringLiteral("badList"), QCoreApplication::translate("Kube", "the answer is not a Kubernetes list")};
}

} // namespace maestro
