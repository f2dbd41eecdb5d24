/* The memory that control groups allow a process: a container, a service of systemd, a
 * job of a cluster. */
#ifndef NNT_CLI_MEMORY_LIMIT_H
#define NNT_CLI_MEMORY_LIMIT_H

#include <stddef.h>

/* The smallest limit in the folders from `root` down to the process's own, in bytes;
 * SIZE_MAX when none is set. `groups` is the file that names that folder, in the form of
 * /proc/self/cgroup, and `root` where the tree begins, /sys/fs/cgroup; both versions of
 * control groups are known (cgroups(7)). In a container the tree may begin at its own
 * folder, so that the named one is not found: then that of `root` counts. */
size_t nnt_memory_limit_find(const char *groups, const char *root);

#endif
