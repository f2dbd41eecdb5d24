/* measure REPORT COMMAND…: runs the command and writes what it took to the file
 * REPORT, "CODE SECONDS KIB": its exit code (128 and the signal that ended it),
 * processor time and most memory. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_SECONDS = 120, BEYOND_SIGNALS = 128 };

static double seconds(struct timeval time) {
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

int main(int argc, char **argv) {
    if (argc < 3) {
        fprintf(stderr, "usage: measure REPORT COMMAND...\n");
        return EXIT_FAILURE;
    }
    const pid_t child = fork();
    if (child == 0) {
        alarm(MOST_SECONDS); /* of a command that only waits */
        execvp(argv[2], argv + 2);
        perror(argv[2]);
        _exit(EXIT_FAILURE);
    }
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child) {
        perror("measure");
        return EXIT_FAILURE;
    }
    struct rusage used = {0};
    getrusage(RUSAGE_CHILDREN, &used);
    FILE *report = fopen(argv[1], "w");
    if (!report) {
        perror(argv[1]);
        return EXIT_FAILURE;
    }
    const int code = WIFSIGNALED(status) ? BEYOND_SIGNALS + WTERMSIG(status) : WEXITSTATUS(status);
    fprintf(report, "%d %.3f %ld\n", code, seconds(used.ru_utime) + seconds(used.ru_stime),
            used.ru_maxrss);
    return fclose(report) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
