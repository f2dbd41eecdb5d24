/* The ideas behind measurements and predictions, as pages. Numbers are those of the
 * papers that are named, or of the recursion in src/theory. */
#include "nntrain/explain.h"

static const nnt_topic ideas[] = {
    {"backpropagation", "how the error of the output becomes a gradient for every weight",
     "A layer computes z = W a_below + b and a = f(z). Going back, delta = dL/dz of a layer is "
     "(W_above^T delta_above) f'(z): what the layer above passes down, times the slope. The "
     "gradients follow from it, dL/dW = delta a_below^T and dL/db = delta (Rumelhart, Hinton and "
     "Williams 1986). Softmax with cross-entropy begins with answer minus target as the delta of "
     "the output layer, mse of m linear outputs with 2/m of it.\n\n"
     "So a weight gradient is a product of two things, the error that arrives and the activation "
     "from below. Either may be small while the other is not; that is why layers.csv has "
     "delta_norm, activation_rms and gradient_norm apart.\n\n"
     "To check it on your own data: nntrain gradcheck CONFIG compares every layer with differences "
     "of the loss in float64."},
    {"mean_field", "what a wide network does to signals and errors before it is trained",
     "With many units a layer and independent weights of mean 0, the pre-activations z are normal "
     "over the draw of the weights. Their variance q goes up layer by layer as q' = n Var(W) "
     "E[f(z)^2] + Var(b), and |delta|^2 comes down times chi = n Var(W) E[f'(z)^2], both over z ~ "
     "N(0, q) (Poole et al. 2016, arXiv:1606.05340; Schoenholz et al. 2017, arXiv:1611.01232).\n\n"
     "chi = 1 keeps errors alive at any depth. relu with He weights has it exactly; sigmoid with "
     "Glorot weights has 0.0557, so |delta| falls to 0.236 of itself in every layer and 3 decades "
     "are gone in 4.8 layers; relu with weights of +-1/sqrt(n) has 1/6, 3 decades in 7.7 "
     "layers.\n\n"
     "The same recursion for pairs of rows tells how alike they become, and which share of relu "
     "units is off for all rows. nntrain computes all of it from the config and the data, for any "
     "activation, and puts it beside what it measures (theory.csv).\n\n"
     "To see it: nntrain theory configs/compare_vanishing_gradients.json"},
    {"finite_width", "why narrow networks scatter about what theory expects",
     "Theory is exact for wide layers. In a network of width n every layer multiplies the signal "
     "by a random factor about 1; for relu with He weights its logarithm has variance 5/n (Hanin "
     "and Nica 2018, arXiv:1812.05994). Over the layers the variances add up, beta = sum of 1/n: "
     "the size of the error is spread by 0.49 sqrt(beta) decades about a median 0.54 beta decades "
     "below the mean.\n\n"
     "A network of 20 layers of 10 units has beta = 2: it loses a factor of 12 on the way with no "
     "flaw in its initialiser. The band in tables and pictures, delta_norm_low to delta_norm_high, "
     "holds 19 of 20 networks of the given widths. What lies inside it is chance; the remedy is "
     "width, or another seed.\n\n"
     "To see it: nntrain theory configs/compare_vanishing_gradients.json --set "
     "network.hidden=[10,10,10,10,10,10,10,10,10,10]"},
    {"initialization", "why the first weights must have the right size",
     "Each layer multiplies the variance of the signal by n Var(W) E[f^2] / q on the way up, and "
     "that of the error by n Var(W) E[f'^2] on the way down. Too small a Var(W) lets both die, too "
     "large a one lets them explode; the right one depends on the activation alone.\n\n"
     "Glorot and Bengio 2010 take Var(W) = 2 / (n_in + n_out), right for tanh near 0. He et al. "
     "2015 take 2 / n_in, since relu halves the mean square. LeCun et al. 1998 and selu "
     "(Klambauer et al. 2017) take 1 / n_in. PyTorch's default, uniform within +-1/sqrt(n_in), "
     "has 1 / (3 n_in): fine for two layers, a loss of 0.39 decades a layer for relu.\n\n"
     "\"init\": \"auto\" takes what suits the layer's activation. nntrain theory CONFIG lists what "
     "each initialiser would do to your network.\n\n"
     "To see it: nntrain compare configs/compare_initialisers.json"},
    {"death_ledger", "which units died, when, of what, and which of them for good",
     "A unit is dead while f'(z) = 0 on every row of the probe: no gradient reaches its weights. "
     "The ledger (units.csv) enters every unit that is born dead, dies or is revived.\n\n"
     "Cause of death: on the row that had held the unit up, the change of z since the last look is "
     "split in what its own weights did, what its bias did and what the layers below did. Own "
     "steps that are too large call for a lower learning rate; layers below that moved away call "
     "for smaller steps there.\n\n"
     "For good: the inputs of layer 1 never move, so without momentum or weight decay a dead unit "
     "of layer 1 stays dead. Further up, units are revived all the time: in a relu network "
     "2-16-16-16-2 at learning rate 1, 21 deaths and 19 revivals were counted in the third layer, "
     "none revived in the first. Leaky units have a slope everywhere and cannot die.\n\n"
     "To see it: nntrain compare configs/compare_dead_neurons.json"},
    {"natural_dead_units", "why healthy relu networks have dead units, and how many",
     "A relu unit is dead at birth when its z is below 0 on every row. With n rows that point in "
     "n independent directions the chance is 2^-n and does not matter; rows that are alike, or "
     "become alike on the way up, make it large. Inputs in {0, 1}^2 leave a quarter of the first "
     "layer dead, inputs in {-1, 1}^2 none.\n\n"
     "nntrain computes the share from the kernel of your rows (Cho and Saul 2009's arc-cosine "
     "kernel for relu) and calls units dead_units in a verdict only when there are clearly more: "
     "in ten layers of 64 units, 20 to 30 % dead in the last ones is what a good He initialisation "
     "looks like.\n\n"
     "To see it: nntrain theory configs/compare_vanishing_gradients.json --set "
     "network.activation=relu"},
    {"transfer_factor", "why the error changes from one layer to the next: slopes or weights",
     "The error of layer l is that of layer l+1 sent back through the weights and multiplied by "
     "the slopes. transfer_factor is |delta| here over |delta| above; transfer_slope and "
     "transfer_weight are its two parts, and their product.\n\n"
     "A small slope part means units in the flat part of their activation: another activation, or "
     "a smaller pre-activation. A small weight part means weights that are too small: a larger "
     "gain. Theory's values of both are slope_factor and weight_factor in theory.csv.\n\n"
     "To see it: nntrain configs/spiral_tanh.json --set network.activation=sigmoid, then these "
     "columns of layers.csv in its folder"},
    {"update_ratio", "how much of a layer's weights one step changes",
     "update_ratio is |dW| / |W|, Frobenius norms, of the last step. About 1e-3 is the value that "
     "practice settled on (Karpathy); 0.1 / update_ratio is the number of steps that change the "
     "layer by a tenth of its size when they all point the same way.\n\n"
     "Above 0.1 the network of the next step has little to do with this one; below 1e-4 with work "
     "left, the learning rate is too low, or the error does not reach the layer: compare the "
     "layers with each other.\n\n"
     "To see it: nntrain configs/spiral_relu.json --set training.optimizer.learning_rate=1e-6, "
     "the column update"},
    {"fine_tuning", "starting from a model of a related task, when rows are few",
     "A network that starts from a model has its features before it has seen a row. "
     "\"initial_weights\": \"runs/base\" takes all layers of a run, {\"path\": \"runs/base\", "
     "\"layers\": \"hidden\"} all but the output layer, which is drawn anew for other classes, "
     "\"layers\": [1, 2] those of these numbers. Shapes must fit; other activations, names or "
     "scalings are notes.\n\n"
     "Weights mean something for inputs on the scale on which they were learned: "
     "\"data\": {\"scaling\": \"model\"} takes the model's over, and \"target_scaling\" likewise. "
     "In the lesson below with a base on standardised inputs, frozen layers come to 0.90 with the "
     "model's scaling, 0.85 with one fitted to the 30 rows, 0.68 with none.\n\n"
     "With few rows hold the layers still (\"frozen\": true for all hidden ones or in a layer's "
     "object), or let them move slowly (\"learning_rate_factor\": 0.1): what the base knows is "
     "then "
     "not overwritten by steps on a handful of rows. The fewer the rows, the more it helps: "
     "0.52, 0.70, 0.91, 0.95, 0.98 from scratch with 15, 30, 60, 100 and 300 rows, 0.82, 0.91, "
     "0.95, 0.97, 0.98 from the frozen base. A base of an unrelated task can do harm.\n\n"
     "Theory says nothing of such layers, since nobody drew them. config.json keeps the model's "
     "fingerprint, and a run from a model that has changed since is refused.\n\n"
     "To see it: nntrain compare configs/compare_fine_tuning.json"},
    {"gradient_noise", "how much of a batch's gradient is the batch, not the data",
     "noise_scale is tr Cov / |g|^2: the summed variance of single rows' gradients over the square "
     "of their mean. At a batch of that many rows signal and noise are equal; far smaller batches "
     "mostly push at random, far larger ones mostly waste rows (McCandlish et al. 2018, "
     "arXiv:1812.06162).\n\n"
     "It grows by itself as the training error goes to 0, in the first layers first. A verdict "
     "noise_dominated therefore asks whether the loss still has somewhere to go.\n\n"
     "To see it: nntrain compare configs/compare_batch_size.json"},
    {"identity_residual", "a check of back-propagation that runs with every log",
     "If f(cz) = c f(z) for c > 0, as for relu, leaky_relu and linear units, scaling a unit's "
     "incoming weights up and its outgoing ones down changes nothing. Differentiating says <W, "
     "dL/dW> + <b, dL/db> of a layer equals <W, dL/dW> of the layer above, for any data and any "
     "weights (Du, Hu and Lee 2018, arXiv:1806.00900).\n\n"
     "identity_residual is what is missing, relative to the right side's norms: rounding errors, "
     "about 1e-16 in float64 and 1e-7 in float32. Anything more would be a fault of the program. "
     "conservation_drift follows from the same: |w_in|^2 + b^2 - |w_out|^2 of a unit is constant "
     "under infinitely small steps, so its drift says how coarse the steps are.\n\n"
     "To see it: nntrain configs/spiral_relu.json, then these columns of layers.csv in its "
     "folder"},
    {"same_bits", "why two runs of a config give the same bytes on any processor",
     "Floating-point sums depend on their order. Here every sum has one order, every fused "
     "multiply-add is written out, exp and tanh and their like are the program's own, and random "
     "numbers come from a counter instead of a state. Instruction sets, lanes and threads only "
     "change who computes an element, never how.\n\n"
     "So a difference between two runs is a difference between two configs, a seed can be cited, "
     "and a training that was killed goes on to the files it would have had. run.json alone, with "
     "its times and host, differs.\n\n"
     "To see it: NNTRAIN_ISA=generic nntrain configs/iris.json -o generic, the same without the "
     "variable and with -o best, then diff -r generic best"},
};

size_t nnt_idea_count(void) {
    return sizeof ideas / sizeof ideas[0];
}

nnt_topic nnt_idea_get(size_t index) {
    return ideas[index];
}
