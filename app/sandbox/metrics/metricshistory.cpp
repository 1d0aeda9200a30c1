// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/metrics/metricshistory.h"

using namespace Qt::StringLiterals;

namespace maestro::sandbox {

MetricsHistory::MetricsHistory(const QString &path, const QString &instance)
    : m_file(path)
    , m_labels("{job=\"workloads\",instance=\"" + instance.toUtf8() + "\",")
    , m_good(m_file.open(QIODevice::WriteOnly | QIODevice::Truncate))
{
    const QByteArray head = "# TYPE http_requests counter\n# TYPE http_request_duration_seconds histogram\n";
    m_good = m_good && m_file.write(head) == head.size();
}

void MetricsHistory::record(const QByteArray &exposition, qint64 atMs)
{
    const QByteArray at = ' ' + QByteArray::number(atMs / 1000) + '.' + QByteArray::number(atMs % 1000).rightJustified(3, '0') + '\n';
    QByteArray text;
    for (const QByteArray &line : exposition.split('\n')) {
        const qsizetype brace = line.indexOf('{');
        if (brace > 0 && !line.startsWith('#'))
            text += line.left(brace) + m_labels + line.mid(brace + 1) + at;
    }
    m_good = m_good && m_file.write(text) == text.size();
}

Result<Done> MetricsHistory::close()
{
    m_good = m_good && m_file.write("# EOF\n") == 6 && m_file.flush();
    m_file.close();
    if (m_good)
        return Done{};
    return Error{ErrorKind::BadInput, u"historyFile"_s, u"%1 cannot be written: %2"_s.arg(m_file.fileName(), m_file.errorString())};
}

} // namespace maestro::sandbox
