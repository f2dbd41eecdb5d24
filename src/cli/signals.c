/* Signal handlers; only they write to this file's state. */
#include "signals.h"

#include "exit_code.h"
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t received;
static volatile sig_atomic_t must_erase_line;
/* Written before `received`, and read only when that is set. */
static volatile double received_at;
/* Sooner than a second key is pressed. */
static const double SAME_WISH_SECONDS = 0.1;

static void announce(const char *text) {
    const int saved_errno = errno;
    const ssize_t written = write(STDERR_FILENO, text, strlen(text));
    (void)written;
    errno = saved_errno;
}

/* Seconds of a clock that is never set back; may be asked in a handler. */
static double read_clock(void) {
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* One wish to stop may come as several signals: when a terminal is closed, from its shell
 * and from the kernel; from timeout(1), to the process and to its group. */
static bool is_same_wish(int signal_number) {
    return signal_number == SIGHUP || read_clock() - received_at < SAME_WISH_SECONDS;
}

static void handle(int signal_number) {
    if (received != 0) {
        if (!is_same_wish(signal_number)) {
            _exit(NNT_EXIT_SIGNAL + signal_number);
        }
        return;
    }
    received_at = read_clock();
    __atomic_store_n(&received, signal_number, __ATOMIC_RELAXED);
    if (must_erase_line) {
        announce("\r\033[K");
    }
    announce("nntrain: finishing the step and writing the files; once more to stop at once\n");
}

static void install(int signal_number, void (*handler)(int)) {
    struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask); /* one after the other, in the order of their coming */
    sigaction(signal_number, &action, NULL);
}

void nnt_signals_init(void) {
    install(SIGPIPE, SIG_IGN);
    install(SIGXFSZ, SIG_IGN);
}

const volatile int *nnt_signals_watch(bool erases_line) {
    static const int watched[] = {SIGINT, SIGTERM, SIGHUP};
    must_erase_line = erases_line;
    for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++) {
        struct sigaction present;
        if (sigaction(watched[i], NULL, &present) == 0 && present.sa_handler != SIG_IGN) {
            install(watched[i], handle);
        }
    }
    return &received;
}

int nnt_signals_received(void) {
    return received;
}
