/* The table of commands. */
#include "command.h"

#include <string.h>

#define NNT_COMMAND(name) extern const nnt_command nnt_command_##name;
#include "command_list.inc"
#undef NNT_COMMAND

static const nnt_command *const commands[] = {
#define NNT_COMMAND(name) &nnt_command_##name,
#include "command_list.inc"
#undef NNT_COMMAND
};

size_t nnt_command_count(void) {
    return sizeof commands / sizeof commands[0];
}

const nnt_command *nnt_command_get(size_t index) {
    return commands[index];
}

const nnt_command *nnt_command_find(const char *name) {
    for (size_t i = 0; i < nnt_command_count(); i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return NULL;
}
