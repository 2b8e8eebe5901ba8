#include "app/interrupt.hpp"

#include <unistd.h>

#include <ctime>

#include "app/commands.hpp"

namespace yuanheng::app {

namespace {

constexpr int kFinished = SIGUSR1;  ///< from the destructor: nothing more to watch

}  // namespace

Interrupt::Interrupt(std::function<void()> give_up) : give_up_(std::move(give_up)) {
    sigemptyset(&signals_);
    sigaddset(&signals_, kFinished);
    for (const int signal : {SIGINT, SIGTERM}) {
        // A program started with nohup or in the background of a script is not to be stopped that way.
        struct sigaction now {};
        sigaction(signal, nullptr, &now);
        if (now.sa_handler != SIG_IGN) sigaddset(&signals_, signal);
    }
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
    pthread_kill(watcher_.native_handle(), kFinished);
    watcher_.join();
}

void Interrupt::watch() {
    int signal = 0;
    if (sigwait(&signals_, &signal) != 0 || signal == kFinished) return;
    source_.request_stop();
    const timespec patience{patience_.load(), 0};
    if (sigtimedwait(&signals_, nullptr, &patience) == kFinished) return;
    give_up_();
    _exit(kInterrupted);
}

}  // namespace yuanheng::app
