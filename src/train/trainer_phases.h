/* The parts of a training, for those who take the steps themselves: start, then for
 * each epoch the steps and finish_epoch, then end. */
#ifndef NNT_TRAIN_TRAINER_PHASES_H
#define NNT_TRAIN_TRAINER_PHASES_H

#include "base/rng.h"
#include "train/trainer.h"

/* Steps between two announcements inside an epoch. */
enum { NNT_STEPS_PER_NEWS = 32 };

#define nnt_trainer_start NNT_CORE(nnt_trainer_start)
#define nnt_trainer_finish_epoch NNT_CORE(nnt_trainer_finish_epoch)
#define nnt_trainer_end NNT_CORE(nnt_trainer_end)
#define nnt_trainer_save_is_due NNT_CORE(nnt_trainer_save_is_due)
#define nnt_trainer_save NNT_CORE(nnt_trainer_save)
#define nnt_trainer_shuffles NNT_CORE(nnt_trainer_shuffles)
#define nnt_trainer_number_rows NNT_CORE(nnt_trainer_number_rows)
#define nnt_trainer_order_stream NNT_CORE(nnt_trainer_order_stream)
#define nnt_trainer_order_rows NNT_CORE(nnt_trainer_order_rows)
#define nnt_trainer_gather NNT_CORE(nnt_trainer_gather)
#define nnt_trainer_announce NNT_CORE(nnt_trainer_announce)
#define nnt_trainer_is_interrupted NNT_CORE(nnt_trainer_is_interrupted)
#define nnt_trainer_find_break NNT_CORE(nnt_trainer_find_break)

/* Measures the network as it was initialised. COMPLETED to go on, like all below. */
nnt_stop nnt_trainer_start(nnt_trainer *trainer, const nnt_listener *listener);

/* Completes an epoch whose steps went well: metrics, measurements, the decision to
 * stop. The tally of the training rows, the network's parameters, the count of
 * steps and, if somebody measures, trainer->before are those of the epoch. */
nnt_stop nnt_trainer_finish_epoch(nnt_trainer *trainer, size_t epoch);

/* After an epoch, or where it was left: asks the listener to keep the state, if it is
 * to be kept after such a stop. Returns the stop, or another one if that failed. */
bool nnt_trainer_save_is_due(const nnt_trainer *trainer, nnt_stop stop);
nnt_stop nnt_trainer_save(nnt_trainer *trainer, nnt_stop stop);

/* Decides which parameters the run leaves behind, and tells how it ended. */
void nnt_trainer_end(nnt_trainer *trainer, nnt_stop stop, nnt_outcome *outcome);

/* Whether an epoch has an order of its own, and shuffling trainer->order for it: rows in
 * the order of the data (number), shuffled with a stream. */
bool nnt_trainer_shuffles(const nnt_trainer *trainer);
void nnt_trainer_number_rows(nnt_trainer *trainer);
nnt_rng nnt_trainer_order_stream(const nnt_trainer *trainer, size_t epoch);
void nnt_trainer_order_rows(nnt_trainer *trainer, size_t epoch);

/* The batch that begins at row `first` of the epoch. */
nnt_batch nnt_trainer_gather(nnt_trainer *trainer, size_t first);

void nnt_trainer_announce(nnt_trainer *trainer, nnt_progress_event event);
bool nnt_trainer_is_interrupted(const nnt_trainer *trainer);
/* INTERRUPTED or TIME_LIMIT when training is to end here and can be carried on. */
nnt_stop nnt_trainer_find_break(const nnt_trainer *trainer);

#endif
