# %% [markdown]
# # Build an RNN from nothing
#
# You will write a recurrent network in plain numpy, forward and backward, prove that its gradient is right, and train it on a task that cannot be done without memory.
#
# Nothing is imported but numpy and a plotting library. The package `rnn_docs` comes in only at the end of each part, to check what you wrote. The formulas are those of [the computation](../lesson/computation.md) and of [backpropagation through time](../backpropagation-through-time.md).

# %%
import matplotlib.pyplot as plt
import numpy as np

rng = np.random.default_rng(2)

# %% [markdown]
# ## A task that needs memory
#
# At every step the network hears a random sign, plus or minus. It has to answer with the sign that it heard a few steps *ago*. Whoever has no memory can only guess.
#
# Sequences are columns: `xs[t]` holds what all sequences of a batch show at step $t$.

# %%
AGO, SEQ_LEN = 3, 12


def draw(batch_size):
    """Random signs (seq_len, 1, batch_size), and what to answer."""
    xs = rng.choice([-1.0, 1.0], size=(SEQ_LEN, 1, batch_size))
    answers = np.roll(xs, AGO, axis=0)  # the first few are not asked for
    return xs, answers


xs, answers = draw(batch_size=1)
signs = {1.0: "+", -1.0: "-"}
print("hears  ", *(signs[x] for x in xs.ravel()))
print("answers", *" " * AGO, *(signs[a] for a in answers[AGO:].ravel()))

# %% [markdown]
# ## The cell
#
# One step mixes the new input with the old state, and squashes the sum:
#
# $$h_t = \tanh(W_{xh}\, x_t + W_{hh}\, h_{t-1} + b_h)$$
#
# A read-out makes an answer of each state: $y_t = W_{hy}\, h_t + b_y$. The weights start small and random, so that the units differ from each other.

# %%
HIDDEN = 16


def fresh(hidden_size):
    """Draw the five arrays of a network with one input and one output."""
    scale = 1 / np.sqrt(hidden_size)
    return {
        "W_xh": rng.uniform(-1, 1, size=(hidden_size, 1)),
        "W_hh": rng.uniform(-scale, scale, size=(hidden_size, hidden_size)),
        "b_h": np.zeros((hidden_size, 1)),
        "W_hy": rng.uniform(-scale, scale, size=(1, hidden_size)),
        "b_y": np.zeros((1, 1)),
    }


def step(net, x, h_prev):
    """One step: from an input and the old state to the new state."""
    return np.tanh(net["W_xh"] @ x + net["W_hh"] @ h_prev + net["b_h"])


# %% [markdown]
# ## Through time
#
# The same weights at every step: the network is a loop. We keep every state, because the way back will need them.

# %%
def run(net, xs):
    """All states, the one before the first step included, and all answers."""
    hs = [np.zeros((len(net["W_hh"]), xs.shape[2]))]
    for x in xs:
        hs.append(step(net, x, hs[-1]))
    ys = [net["W_hy"] @ h + net["b_y"] for h in hs[1:]]
    return hs, np.array(ys)


net = fresh(HIDDEN)
hs, ys = run(net, xs)
print("states ", len(hs), "of shape", hs[0].shape)
print("answers", ys.shape)

# %% [markdown]
# Is that an RNN? Give the same weights to the package’s cell, and compare.

# %%
from rnn_docs import VanillaParams, forward

cell = VanillaParams(net["W_xh"], net["W_hh"], net["b_h"])
print("same states:", np.allclose(forward(cell, xs).hs, hs[1:]))

# %% [markdown]
# ## The way back
#
# The loss is the mean square of what is missing to the right answer, over all steps at which one is asked for. Its derivative with respect to each answer starts the way back. Then, from the last step to the first:
#
# $$\begin{aligned}
# \mathrm{d}\kgrad{L}/\mathrm{d}h_t &= W_{hy}^{\top}\, \mathrm{d}\kgrad{L}/\mathrm{d}y_t + \text{from later} \\
# \mathrm{d}\kgrad{L}/\mathrm{d}a_t &= (1 - h_t^2) \odot \mathrm{d}\kgrad{L}/\mathrm{d}h_t
# \end{aligned}$$
#
# where $a_t$ is the sum inside the tanh, and *from later* is what the next step sends back. Each weight is used at every step, so its gradient is a sum over the steps.

# %%
def loss_and_gradients(net, xs, answers):
    """The loss of a batch, and its gradient for each array."""
    hs, ys = run(net, xs)
    missing = ys - answers
    missing[:AGO] = 0.0  # nothing is asked for yet
    asked = missing[AGO:].size
    loss = (missing**2).sum() / asked

    gradients = {name: np.zeros_like(array) for name, array in net.items()}
    later = np.zeros_like(hs[0])  # after the last step comes nothing
    for t in reversed(range(len(xs))):
        h, h_prev = hs[t + 1], hs[t]
        dy = 2 * missing[t] / asked
        dh = net["W_hy"].T @ dy + later  # two roads lead to the loss
        da = (1 - h**2) * dh  # back through tanh
        gradients["W_hy"] += dy @ h.T
        gradients["b_y"] += dy.sum(axis=1, keepdims=True)
        gradients["W_xh"] += da @ xs[t].T
        gradients["W_hh"] += da @ h_prev.T
        gradients["b_h"] += da.sum(axis=1, keepdims=True)
        later = net["W_hh"].T @ da  # what the step before will receive
    return loss, gradients


# %% [markdown]
# ## Prove it
#
# A wrong gradient does not crash; it only learns badly. So move every entry a little up and a little down, and see how the loss really changes. Most mistakes that one can make here, such as a transpose forgotten or a road left out, give an error that is larger by many powers of ten.

# %%
from rnn_docs.gradient_checking import gradient_check

xs, answers = draw(batch_size=5)
errors = gradient_check(lambda arrays: loss_and_gradients(arrays, xs, answers), net)
for name, error in errors.items():
    print(f"{name:5} relative error below one in ten million: {error < 1e-7}")

# %% [markdown]
# ## Train it
#
# Plain gradient descent with momentum: every step keeps most of the direction of the last one. A gradient that is longer than the limit is shortened, direction kept.

# %%
def train(net, steps, rate=0.03, momentum=0.9, limit=1.0):
    """Move the arrays against their gradients; return the losses."""
    speed = {name: np.zeros_like(array) for name, array in net.items()}
    losses = []
    for _ in range(steps):
        loss, gradients = loss_and_gradients(net, *draw(batch_size=32))
        length = np.sqrt(sum((g**2).sum() for g in gradients.values()))
        for name, gradient in gradients.items():
            gradient *= min(1, limit / length)
            speed[name] = momentum * speed[name] - rate * gradient
            net[name] = net[name] + speed[name]
        losses.append(loss)
    return losses


def share_right(net):
    """How often the answer has the right sign, on new sequences."""
    xs, answers = draw(batch_size=1000)
    right = np.sign(run(net, xs)[1]) == answers
    return right[AGO:].mean()


before = share_right(net)
losses = train(net, steps=200)
print(f"right before training {before:.1f}, after {share_right(net):.2f}")

# %%
fig, ax = plt.subplots()
ax.plot(losses, label="loss of each batch")
ax.axhline(1, linestyle="--", color="C5", label="always answering zero")
ax.set_title("The network finds out how to remember")
ax.set_xlabel("training steps")
ax.set_ylabel("mean square error")
ax.legend()
plt.show()

# %% [markdown]
# ## Where is the memory?
#
# In the recurrent weights. Take them away, and each state knows the current sign alone:

# %%
forgetful = net | {"W_hh": np.zeros_like(net["W_hh"])}
print(f"right without recurrent weights: {share_right(forgetful):.1f}")

# %% [markdown]
# ## Now try
#
# - Make `AGO` larger, and `SEQ_LEN` with it, and train again. From where on does it need many more steps? [Vanishing gradients](../lesson/vanishing-gradient.md) gives one reason.
# - Plant a mistake in `loss_and_gradients`: leave out `+ later`, or the transpose of `W_hh`. Does training still make the loss fall? What does the check say?
