// SPDX-FileCopyrightText: Maestro Console contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Part of every program of a build with ThreadSanitizer. Qt is not built with it, so that the lock under which Qt hands an event from one thread to
// another stays unseen. It is told here for the two ways by which this program hands anything over: a signal of a port, and a call that is posted.
// What reaches another thread in any third way is still reported. The arguments of a signal are copied inside Qt just before they are posted, so nobody
// takes an event while a port is emitting; that lock itself says nothing to ThreadSanitizer, only the release and the acquire do, in their direction.
#include <QCoreApplication>
#include <QMetaObject>
#include <QObject>
#include <QThread>

#include <cstring>
#include <dlfcn.h>
#include <sched.h>

extern "C" void __tsan_acquire(void *address);
extern "C" void __tsan_release(void *address);

namespace {

char handed; ///< only its address is used
bool held = false;
thread_local int emitting = 0; ///< signals, one inside the other

template <typename F>
F original(const char *name)
{
    return reinterpret_cast<F>(::dlsym(RTLD_NEXT, name));
}

bool ofPort(const QMetaObject *declares)
{
    const char *name = declares->className();
    const size_t length = std::strlen(name);
    return length > 4 && std::strcmp(name + length - 4, "Port") == 0;
}

__attribute__((no_sanitize("thread"))) void take()
{
    while (__atomic_test_and_set(&held, __ATOMIC_ACQUIRE))
        ::sched_yield();
}

__attribute__((no_sanitize("thread"))) void giveBack()
{
    __atomic_clear(&held, __ATOMIC_RELEASE);
}

bool beforeEvent(void **call)
{
    if (static_cast<QEvent *>(call[1])->type() != QEvent::MetaCall)
        return false;
    if (emitting == 0) {
        take();
        giveBack();
    }
    __tsan_acquire(&handed);
    return false;
}

[[maybe_unused]] const bool listening = QInternal::registerCallback(QInternal::EventNotifyCallback, beforeEvent);

} // namespace

void QMetaObject::activate(QObject *sender, const QMetaObject *declares, int signal, void **arguments)
{
    static const auto activateInQt = original<void (*)(QObject *, const QMetaObject *, int, void **)>("_ZN11QMetaObject8activateEP7QObjectPKS_iPPv");
    if (!ofPort(declares))
        return activateInQt(sender, declares, signal, arguments);
    if (emitting++ == 0)
        take();
    activateInQt(sender, declares, signal, arguments);
    __tsan_release(&handed);
    if (--emitting == 0)
        giveBack();
}

bool QMetaObject::invokeMethodImpl(QObject *object, QtPrivate::QSlotObjectBase *slot, Qt::ConnectionType type, void *result)
{
    static const auto invokeInQt = original<bool (*)(QObject *, QtPrivate::QSlotObjectBase *, Qt::ConnectionType, void *)>(
        "_ZN11QMetaObject16invokeMethodImplEP7QObjectPN9QtPrivate15QSlotObjectBaseEN2Qt14ConnectionTypeEPv");
    if (object->thread() != QThread::currentThread())
        __tsan_release(&handed);
    return invokeInQt(object, slot, type, result);
}
