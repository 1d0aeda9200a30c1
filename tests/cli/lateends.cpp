// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program: each of its threads is slow to put away what it keeps for libcrypto, and the program stops where libcrypto puts everything away
// while one of them still does.
#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>
#include <utility>

namespace {

using Destructor = void (*)(void *);

constexpr size_t many = 32;
constexpr useconds_t late = 300'000;

std::array<Destructor, many> theirs{};
std::array<pthread_key_t, many> keys{};
std::array<std::atomic<int>, many> atWork{};
std::atomic<size_t> known = 0;

void say(const char *text)
{
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, text, std::strlen(text));
}

template <size_t I>
void destroy(void *value)
{
    ++atWork[I];
    ::usleep(late);
    theirs[I](value);
    --atWork[I];
    say("a thread ended late\n");
}

template <size_t... I>
constexpr std::array<Destructor, many> all(std::index_sequence<I...>)
{
    return {destroy<I>...};
}

constexpr std::array<Destructor, many> ours = all(std::make_index_sequence<many>());

template <typename F>
F next(const char *name)
{
    return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" int pthread_key_create(pthread_key_t *key, Destructor destructor)
{
    static const auto create = next<int (*)(pthread_key_t *, Destructor)>("pthread_key_create");
    Dl_info from{};
    const bool crypto = destructor && ::dladdr(reinterpret_cast<void *>(destructor), &from) && std::strstr(from.dli_fname, "libcrypto");
    const size_t i = crypto ? known++ : many;
    if (i >= many)
        return create(key, destructor);
    theirs[i] = destructor;
    const int result = create(key, ours[i]);
    keys[i] = *key;
    return result;
}

extern "C" int pthread_key_delete(pthread_key_t key)
{
    static const auto remove = next<int (*)(pthread_key_t)>("pthread_key_delete");
    for (size_t i = 0; i < many && i < known; ++i) {
        if (keys[i] == key && atWork[i] > 0) {
            say("libcrypto is put away under a thread that ends\n");
            std::abort();
        }
    }
    return remove(key);
}
