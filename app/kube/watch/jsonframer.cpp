// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "kube/watch/jsonframer.h"

#include <QCoreApplication>

namespace maestro {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(maestro::Watch)
};

bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

} // namespace

JsonFramer::JsonFramer(qsizetype limit, int depthLimit)
    : m_limit(limit)
    , m_depthLimit(depthLimit)
{
}

void JsonFramer::feed(const QByteArray &bytes)
{
    if (broken())
        return;
    // Whole objects taken earlier are dropped once per arrival, not once per object.
    const qsizetype done = m_depth > 0 ? m_start : m_scan;
    m_buffer.remove(0, done);
    m_scan -= done;
    m_start = 0;
    m_buffer += bytes;
}

std::optional<QByteArray> JsonFramer::next()
{
    if (broken())
        return std::nullopt;
    const char *data = m_buffer.constData();
    const qsizetype size = m_buffer.size();
    for (; m_scan < size; ++m_scan) {
        const char c = data[m_scan];
        if (m_inString) {
            if (m_escaped)
                m_escaped = false;
            else if (c == '\\')
                m_escaped = true;
            else if (c == '"')
                m_inString = false;
            continue;
        }
        if (m_depth == 0) {
            if (isSpace(c))
                continue;
            if (c != '{') {
                m_problem = Words::tr("The stream holds something that is not a JSON object.");
                return std::nullopt;
            }
            m_start = m_scan;
            m_depth = 1;
        } else if (c == '"') {
            m_inString = true;
        } else if (c == '{' || c == '[') {
            if (++m_depth > m_depthLimit) {
                m_problem = Words::tr("An object of the stream is nested deeper than %1.").arg(m_depthLimit);
                return std::nullopt;
            }
        } else if ((c == '}' || c == ']') && --m_depth == 0) {
            ++m_scan;
            if (m_scan - m_start <= m_limit)
                return m_buffer.mid(m_start, m_scan - m_start);
            m_depth = 1;
            break;
        }
    }
    if (m_depth > 0 && m_scan - m_start > m_limit)
        m_problem = Words::tr("An object of the stream is larger than %1 bytes.").arg(m_limit);
    return std::nullopt;
}

} // namespace maestro
