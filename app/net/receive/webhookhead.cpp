// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/receive/webhookhead.h"

#include <QCryptographicHash>
#include <QList>

#include <algorithm>

namespace maestro {

namespace {

constexpr qsizetype headersAtMost = 64;
constexpr qsizetype targetAtMost = 1024;

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("!#$%&'*+-.^_`|~").contains(c);
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

/// Visible ASCII; with `spaces` also blanks and tabs between it.
bool isPlain(QByteArrayView text, bool spaces)
{
    return std::all_of(text.begin(), text.end(), [spaces](char c) { return (c > ' ' && c < 0x7f) || (spaces && (c == ' ' || c == '\t')); });
}

QByteArray trimmedOf(QByteArrayView text)
{
    return text.trimmed().toByteArray();
}

/// What several headers of one name would make doubtful.
struct Once
{
    QByteArray value;
    int count = 0;

    void take(const QByteArray &text)
    {
        value = text;
        ++count;
    }
};

struct Headers
{
    Once host;
    Once length;
    Once authorization;
    Once contentType;
    Once expect;
    bool encoded = false;
};

WebhookHead refused(int status, const char *why)
{
    WebhookHead head;
    head.status = status;
    head.why = QString::fromLatin1(why);
    return head;
}

/// Method, target and version; empty: it could be read.
const char *readRequestLine(const QByteArray &line, WebhookHead &head, int &status)
{
    const QList<QByteArray> parts = line.split(' ');
    status = 400;
    if (parts.size() != 3 || !isToken(parts[0]) || parts[0].size() > 16)
        return "the request line is not METHOD TARGET VERSION";
    if (parts[2] != "HTTP/1.1") {
        status = parts[2].startsWith("HTTP/") ? 505 : 400;
        return "only HTTP/1.1 is spoken here";
    }
    if (parts[1].size() > targetAtMost) {
        status = 414;
        return "the target is too long";
    }
    if (!parts[1].startsWith('/') || !isPlain(parts[1], false) || parts[1].contains('#'))
        return "the target is no path";
    head.method = parts[0];
    const qsizetype question = parts[1].indexOf('?');
    head.path = parts[1].left(question < 0 ? parts[1].size() : question);
    head.query = question < 0 ? QByteArray() : parts[1].mid(question + 1);
    return nullptr;
}

const char *readHeader(const QByteArray &line, Headers &headers)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 1 || !isToken(QByteArrayView(line).first(colon)))
        return "a header is malformed";
    const QByteArray name = line.left(colon).toLower();
    const QByteArray value = trimmedOf(QByteArrayView(line).sliced(colon + 1));
    if (name == "host")
        headers.host.take(value);
    else if (name == "content-length")
        headers.length.take(value);
    else if (name == "authorization")
        headers.authorization.take(value);
    else if (name == "content-type")
        headers.contentType.take(value);
    else if (name == "expect")
        headers.expect.take(value.toLower());
    else if (name == "transfer-encoding")
        headers.encoded = true;
    return nullptr;
}

bool isNumber(const QByteArray &text)
{
    return !text.isEmpty() && text.size() <= 12 && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

WebhookHead readWebhookHead(const QByteArray &bytes)
{
    if (bytes.size() > webhookHeadAtMost)
        return refused(431, "the head is too large");
    if (!bytes.endsWith("\r\n\r\n"))
        return refused(400, "the head has no end");
    QList<QByteArray> lines;
    for (qsizetype at = 0; at < bytes.size() - 2;) {
        const qsizetype end = bytes.indexOf("\r\n", at);
        const QByteArray line = bytes.mid(at, end - at);
        if (line.isEmpty() || !isPlain(line, true))
            return refused(400, "a line of the head holds what no head does");
        lines.append(line);
        at = end + 2;
    }
    if (lines.isEmpty())
        return refused(400, "the head is empty");
    if (lines.size() > headersAtMost + 1)
        return refused(431, "there are too many headers");
    WebhookHead head;
    int status = 0;
    if (const char *wrong = readRequestLine(lines.takeFirst(), head, status))
        return refused(status, wrong);
    Headers headers;
    for (const QByteArray &line : std::as_const(lines))
        if (const char *wrong = readHeader(line, headers))
            return refused(400, wrong);
    if (headers.encoded)
        return refused(501, "a Transfer-Encoding is not understood here; send a Content-Length");
    if (headers.host.count != 1 || headers.length.count > 1 || headers.authorization.count > 1 || headers.contentType.count > 1 || headers.expect.count > 1)
        return refused(400, "a header that stands once is missing or stands twice");
    if (headers.length.count == 1 && !isNumber(headers.length.value))
        return refused(400, "the Content-Length is no number");
    head.length = headers.length.count == 1 ? headers.length.value.toLongLong() : -1;
    if (headers.authorization.value.left(7).toLower() == "bearer ")
        head.bearer = headers.authorization.value.mid(7).trimmed();
    head.contentType = headers.contentType.value.left(200);
    head.expect = headers.expect.value;
    return head;
}

bool isSameSecret(const QByteArray &wanted, const QByteArray &given)
{
    const QByteArray a = QCryptographicHash::hash(wanted, QCryptographicHash::Sha256);
    const QByteArray b = QCryptographicHash::hash(given, QCryptographicHash::Sha256);
    unsigned char differs = wanted.isEmpty() ? 1 : 0;
    for (qsizetype i = 0; i < a.size(); ++i)
        differs = static_cast<unsigned char>(differs | (static_cast<unsigned char>(a.at(i)) ^ static_cast<unsigned char>(b.at(i))));
    return differs == 0;
}

} // namespace maestro
