# %% [markdown]
# # Write one letter at a time
#
# You will train a network to guess the next character of a novel, measure how good its guesses are, and then let it write by feeding it what it wrote.
#
# It is trained with an answer at every step. Only its writing has the shape *one in, many out* of [step 7](../lesson/applications.md).

# %%
import matplotlib.pyplot as plt
import numpy as np

from rnn_docs.tasks import book, characters, ngrams

parts = book.split()
print(f"{book.TITLE} ({book.AUTHOR}, {book.YEAR})")
for name, part in parts._asdict().items():
    print(f"{name:10} {len(part):6,} characters")
print("kinds of characters:", len(book.ALPHABET))
print(repr(parts.training[:65]))

# %% [markdown]
# It learns from the first part, the second says when to stop, and the third tells how good it has become. The measure is **bits per character**: how many yes-or-no questions the next character costs, if you ask them cleverly. Whoever knows nothing but the alphabet needs this many:

# %%
print(f"{np.log2(len(book.ALPHABET)):.1f} bits")

# %% [markdown]
# ## An honest baseline
#
# Count in the training part which character follows which, and which follows each pair. Mix the counts so that rare pairs do no harm. No network is needed for that.

# %%
for order, name in enumerate(("alone", "after one", "after two"), 1):
    print(f"each character {name:9} {ngrams.ngram(order).bits:.1f} bits")

# %% [markdown]
# ## Train a network
#
# The text is cut into streams that are read side by side. The state goes on from window to window, the gradient does not: [truncated backpropagation](../backpropagation-through-time.md#cut-the-way-back). Training takes some seconds.

# %%
found = characters.train_characters(seed=0, cell="gru", steps=300)
print(f"units: {found.model.cell.hidden_size}, bits on the test part: {found.bits:.1f}")

# %%
fig, ax = plt.subplots()
ax.plot(found.checked_at, found.validation_bits, marker="o", label="GRU")
counted = ngrams.ngram(3).validation_bits
ax.axhline(counted, linestyle="--", color="C5", label="counting what follows two")
ax.set_title("Reading on, it passes the one who counts")
ax.set_xlabel("training steps")
ax.set_ylabel("bits per character on the validation part")
ax.legend()
plt.show()

# %% [markdown]
# ## Let it write
#
# Give it a beginning. Its guess for the next character is a probability for each; draw one of them, and show it that one as the next input. The **temperature** divides the scores before the softmax: below one it prefers what is likely, above one it dares more.

# %%
for temperature in 0.3, 0.7, 1.2:
    rng = np.random.default_rng(1)
    text = characters.write(found.model, "the whale ", 70, temperature, rng)
    print(f"{temperature} | the whale {' '.join(text.split())}")

# %% [markdown]
# It has learnt to spell short words and where the gaps are, after reading a few chapters a few times. Sense would need far more text, and a far larger network.
#
# ## Now try
#
# - Train longer (`steps`). When does the validation part say that it is enough?
# - Count more characters at once (the order of `ngrams.ngram`). Who wins now?
# - Begin with something that Melville would never write. How long does the network stay confused?
