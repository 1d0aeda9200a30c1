// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/fuzzing.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QRandomGenerator>

#include <csignal>
#include <unistd.h>

using namespace maestro::fuzzing;

namespace {

QByteArray last; ///< what a crash was given

/// Written by hand: what is said when the program is dying must not need it.
extern "C" void onDeath(int)
{
    (void)!::write(2, "input, in hexadecimal: ", 23);
    const char digits[] = "0123456789abcdef";
    for (qsizetype i = 0; i < last.size(); ++i) {
        const auto byte = static_cast<unsigned char>(last.at(i));
        const char pair[2] = {digits[byte >> 4], digits[byte & 15]};
        (void)!::write(2, pair, 2);
    }
    (void)!::write(2, "\n", 1);
    ::_exit(1);
}

QByteArray mutated(QByteArray text, const QList<QByteArray> &corpus, QRandomGenerator &chance)
{
    const auto pick = [&chance](qsizetype below) { return below > 0 ? qsizetype(chance.bounded(quint32(below))) : 0; };
    static const QByteArray words[] = {"null", "-1", "0", "1e999", "99999999999999999999", "{", "}", "[", "]", "\"", "\\u0000", "\\ud800", "\n", "\t", "\r\n", ": ", "- ", "&a ", "*a", "<<: ", "---\n",
                                       "!!str ", "true", "[]", "{}", QByteArray(1, '\0'), "\xff", "\xe2\x80\xae", "\x1b[31m", "<b>", QByteArray(300, '['), QByteArray(300, '{'), QByteArray(5000, 'a')};
    for (qsizetype times = 1 + pick(4); times > 0; --times) {
        const qsizetype at = pick(text.size() + 1);
        switch (pick(7)) {
        case 0:
            text.insert(at, words[pick(std::size(words))]);
            break;
        case 1:
            text.remove(at, 1 + pick(20));
            break;
        case 2:
            if (at < text.size())
                text[at] = char(pick(256));
            break;
        case 3:
            text.insert(at, text.mid(pick(text.size()), pick(60)));
            break;
        case 4:
            text.truncate(at);
            break;
        case 5: {
            const QByteArray other = corpus.at(pick(corpus.size()));
            text.replace(at, pick(40), other.mid(pick(other.size()), pick(80)));
            break;
        }
        default:
            if (const qsizetype from = text.indexOf(':', at); from >= 0)
                text.replace(from + 1, std::max<qsizetype>(0, text.indexOf('\n', from) - from - 1), words[pick(std::size(words))]);
        }
    }
    return text;
}

} // namespace

/// driver RUNS SEED CORPUS...: every file of the folders, and that many changed by chance; each has to be over in ten seconds.
int main(int argc, char **argv)
{
    QList<QByteArray> corpus;
    for (int i = 3; i < argc; ++i) {
        const QFileInfoList files = QDir(QString::fromLocal8Bit(argv[i])).entryInfoList(QDir::Files, QDir::Name);
        for (const QFileInfo &info : files) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                corpus.append(file.readAll());
        }
    }
    require(!corpus.isEmpty(), "there is a corpus");
    const int runs = QByteArray(argv[1]).toInt();
    const quint32 seed = QByteArray(argv[2]).toUInt();
    for (const int signal : {SIGSEGV, SIGABRT, SIGALRM, SIGFPE, SIGILL, SIGBUS})
        ::signal(signal, onDeath);
    QRandomGenerator chance(seed);
    QElapsedTimer whole;
    whole.start();
    for (qsizetype i = 0; i < corpus.size() + runs; ++i) {
        last = i < corpus.size() ? corpus.at(i) : mutated(corpus.at(qsizetype(chance.bounded(quint32(corpus.size())))), corpus, chance);
        ::alarm(10);
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(last.constData()), std::size_t(last.size()));
    }
    std::printf("%lld files, %d changed, seed %u, %lld ms\n", static_cast<long long>(corpus.size()), runs, seed, static_cast<long long>(whole.elapsed()));
    return 0;
}
