/* Lending data sets to runs. What nobody uses stays until something else is loaded:
 * the next run is likely to want it. */
#include "experiment/data_shelf.h"

#include "base/memory.h"
#include "experiment/run_data.h"
#include <pthread.h>
#include <string.h>

struct nnt_data_shelf {
    pthread_mutex_t mutex; /* for everything below */
    pthread_cond_t is_loaded;
    nnt_lent_data *first;
};

nnt_data_shelf *nnt_data_shelf_create(void) {
    nnt_data_shelf *shelf = nnt_allocate(1, sizeof *shelf);
    if (shelf) {
        pthread_mutex_init(&shelf->mutex, NULL);
        pthread_cond_init(&shelf->is_loaded, NULL);
    }
    return shelf;
}

static void free_data(nnt_lent_data *data) {
    nnt_data_sets_clear(data->sets);
    nnt_free(data->key);
    nnt_free(data);
}

/* Those that nobody uses. */
static void remove_idle(nnt_data_shelf *shelf) {
    for (nnt_lent_data **at = &shelf->first; *at;) {
        nnt_lent_data *data = *at;
        if (data->n_users == 0) {
            *at = data->next;
            free_data(data);
        } else {
            at = &data->next;
        }
    }
}

void nnt_data_shelf_free(nnt_data_shelf *shelf) {
    if (!shelf) {
        return;
    }
    remove_idle(shelf);
    pthread_cond_destroy(&shelf->is_loaded);
    pthread_mutex_destroy(&shelf->mutex);
    nnt_free(shelf);
}

static nnt_lent_data *find(const nnt_data_shelf *shelf, const char *key) {
    nnt_lent_data *data = shelf->first;
    while (data && strcmp(data->key, key) != 0) {
        data = data->next;
    }
    return data;
}

/* A new place with one user, who is to load it; NULL when memory is out. */
static nnt_lent_data *add(nnt_data_shelf *shelf, const char *key) {
    nnt_lent_data *data = nnt_allocate(1, sizeof *data);
    char *own_key = nnt_copy_text(key);
    if (!data || !own_key) {
        nnt_free(data);
        nnt_free(own_key);
        return NULL;
    }
    remove_idle(shelf);
    data->key = own_key;
    data->n_users = 1;
    data->next = shelf->first;
    shelf->first = data;
    return data;
}

/* A place that is ready, or one that the caller is to load; waits while another loads. */
static nnt_lent_data *find_or_add(nnt_data_shelf *shelf, const char *key) {
    nnt_lent_data *data = find(shelf, key);
    while (data && !data->is_ready) {
        pthread_cond_wait(&shelf->is_loaded, &shelf->mutex);
        data = find(shelf, key); /* gone when it could not be loaded */
    }
    if (data) {
        data->n_users++;
        return data;
    }
    return add(shelf, key);
}

nnt_status nnt_data_shelf_take(nnt_data_shelf *shelf,
                               const char *key,
                               const nnt_plan *plan,
                               nnt_lent_data **lent,
                               nnt_messages *notes,
                               nnt_error *error) {
    pthread_mutex_lock(&shelf->mutex);
    nnt_lent_data *data = find_or_add(shelf, key);
    const bool is_ready = data && data->is_ready;
    pthread_mutex_unlock(&shelf->mutex);
    if (!data) {
        return nnt_error_set(error, NNT_ERR_MEMORY, "no memory to share data");
    }
    nnt_status status = NNT_OK;
    if (!is_ready) {
        status = nnt_data_sets_load(plan, data->sets, notes, error);
        pthread_mutex_lock(&shelf->mutex);
        data->is_ready = status == NNT_OK;
        data->n_users -= status != NNT_OK;
        if (status) {
            remove_idle(shelf);
        }
        pthread_cond_broadcast(&shelf->is_loaded);
        pthread_mutex_unlock(&shelf->mutex);
    }
    *lent = status ? NULL : data;
    return status;
}

void nnt_data_shelf_give_back(nnt_data_shelf *shelf, nnt_lent_data *lent) {
    pthread_mutex_lock(&shelf->mutex);
    lent->n_users--;
    pthread_mutex_unlock(&shelf->mutex);
}
