/* Exponentials of some numbers ahead of what is made of them.
 *
 * A loop whose body is one long chain of dependent operations keeps the processor waiting:
 * it looks only some hundred instructions ahead, in which few numbers are under way. In two
 * loops of half the length there are twice as many. */
#ifndef NNT_NN_EXP_BLOCK_H
#define NNT_NN_EXP_BLOCK_H

#include "kernel/vector_math.h"

enum { NNT_EXP_BLOCK = 256 };

typedef struct nnt_exp_block {
    real above[NNT_EXP_BLOCK], scale[NNT_EXP_BLOCK];
} nnt_exp_block;

/* exp(-factor |z[i]|) of the first of n numbers; returns of how many: as many as fit. */
NNT_MATH_INLINE size_t nnt_exp_block_fill(nnt_exp_block *block,
                                          size_t n,
                                          real factor,
                                          const real *z) {
    const size_t count = n < NNT_EXP_BLOCK ? n : NNT_EXP_BLOCK;
    for (size_t i = 0; i < count; i++) {
        const nnt_math_small_exp e = nnt_math_exp_of_negative(factor * nnt_math_negative(z[i]));
        block->above[i] = e.above;
        block->scale[i] = e.scale;
    }
    return count;
}

NNT_MATH_INLINE nnt_math_small_exp nnt_exp_block_get(const nnt_exp_block *block, size_t i) {
    const nnt_math_small_exp e = {block->above[i], block->scale[i]};
    return e;
}

#endif
