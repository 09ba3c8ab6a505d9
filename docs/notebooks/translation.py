# %% [markdown]
# # Translate through a single state, and with attention
#
# You will train an encoder and a decoder to put English clauses into French, see what they make of clauses that they never saw, and where a decoder with attention looks.
#
# What comes out differs from what goes in, in length and in order: the last shape of [step 7](../lesson/applications.md).

# %%
import matplotlib.pyplot as plt

from rnn_docs.tasks import translation
from rnn_docs.tasks.french import written

training, validation, test = translation.split()
print(len(training), "clauses to learn from,", len(test), "held out, such as")
for clause in test[:: len(test) // 6]:
    print(f"{' '.join(clause.english):22} | {written(list(clause.french))}")

# %% [markdown]
# French asks for more than a word at a time. Adjectives agree with their noun, and most follow it; *sat* becomes *s’est assis*, whose ending agrees as well. Every word of a held-out clause occurs in training, but never together with these others.
#
# ## Word by word
#
# The baseline puts one dictionary form for each word, in the English order.

# %%
print(f"word by word, exactly right: {translation.word_by_word():.2f}")
for sentence in "the cat sat", "the black mice sleep":
    words = translation.translate_word_by_word([sentence.split()])[0]
    print(f"{sentence:22} | {written(words)}")

# %% [markdown]
# ## Read first, then write
#
# The encoder reads to the end. Its last state is all that the decoder gets. The decoder starts from it, writes a word, reads the word that it wrote, and goes on until it writes the mark for the end. In training it is told the right word before each one, whatever it wrote itself (*teacher forcing*).

# %%
found = {
    name: translation.train_translation(seed=0, cell=name)
    for name in ("gru", "vanilla")
}
for name, result in found.items():
    units = result.model.encoder.hidden_size
    print(f"{name:7} {units} units, exactly right: {result.exact:.2f}")

# %% [markdown]
# Both have about as many parameters: a vanilla cell of that size has more units.

# %%
fig, ax = plt.subplots()
ax.plot(found["vanilla"].losses, "-", label="vanilla")
ax.plot(found["gru"].losses, "--", label="GRU")
ax.set_title("Vanilla has the lower loss, the GRU gets more new clauses right")
ax.set_xlabel("training steps")
ax.set_ylabel("loss of each batch")
ax.set_yscale("log")
ax.set_yticks([0.1, 1], [0.1, 1])
ax.legend()
plt.show()

# %% [markdown]
# ## Read what they wrote
#
# How many clauses of its own training does each network get exactly right?

# %%
for name, result in found.items():
    english = [clause.english for clause in training]
    again = translation.translate(result.model, english)
    right = sum(
        tuple(words) == clause.french
        for words, clause in zip(again, training, strict=True)
    )
    print(f"{name:7} {right} of {len(training)}")

# %% [markdown]
# So where does the vanilla network go wrong, on new ones? Look whether it loses an ending, or the meaning.

# %%
sentences = [clause.english for clause in test]
wrote = {
    name: translation.translate(result.model, sentences)
    for name, result in found.items()
}
wrong = [
    number
    for number, clause in enumerate(test)
    if tuple(wrote["vanilla"][number]) != clause.french
]
for number in wrong[:: len(wrong) // 4]:
    print("English", "|", *sentences[number])
    print("vanilla", "|", written(wrote["vanilla"][number]))
    print("gru    ", "|", written(wrote["gru"][number]), end="\n\n")

# %% [markdown]
# What it writes is French, for the most part. But it says something else. What it was trained on it translates without a fault. What is harder is a combination of words that training never showed.
#
# And the clause that the lesson began with, which training never showed:

# %%
for name, result in found.items():
    words = translation.translate(result.model, [["the", "cat", "sat"]])[0]
    print(f"{name:7} | {written(words)}")

# %% [markdown]
# ## Let it look back
#
# With **attention** the decoder sees the encoder’s state after every word, and weighs them anew for each word that it writes. [How that works](../attention.md) is derived on a page of its own.

# %%
looking = translation.train_translation(seed=0, looks_back=True)
print(f"attention exactly right: {looking.exact:.2f}")

english = ["the", "white", "cow", "sat"]
french = translation.translate(looking.model, [english])[0]
shares = translation.looks(looking.model, english, french)
print(" " * 10, *(f"{word:>7}" for word in english))
for word, row in zip((*french, "end"), shares, strict=True):
    print(f"{word:10}", *(f"{share:7.1f}" for share in row))

# %% [markdown]
# To choose between *le* and *la* it must know the noun, and it looks there. The encoder’s state at the noun has read the adjective before it, so one look can serve both.
#
# ## Now try
#
# - Make the state smaller or larger (`hidden_size`). How small may it become before the clauses no longer fit?
# - Train longer (`steps`). Does the vanilla network catch up?
# - What happens to longer sentences? `translation.train_memory` joins clauses by *and* and trains on them until they are right. Give it `looks_back=True`, and it needs far fewer steps.
