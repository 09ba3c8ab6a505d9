# %% [markdown]
# # Translate through a single state
#
# You will train an encoder and a decoder to put English clauses into French, see what they make of clauses that they never saw, and how much depends on the kind of cell.
#
# What comes out differs from what goes in, in length and in order: the last shape of [step 7](../lesson/applications.md).

# %%
import matplotlib.pyplot as plt

from rnn_docs.tasks import translation
from rnn_docs.tasks.french import written

training, test = translation.split()
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
    print(f"{name:7} exactly right: {result.exact:.2f}")

# %%
fig, ax = plt.subplots()
for name, colour in ("vanilla", "C0"), ("gru", "C1"):
    ax.plot(found[name].losses, label=name, color=colour)
ax.set_title("In the same number of steps the gated cell learns more")
ax.set_xlabel("training steps")
ax.set_ylabel("loss of each batch")
ax.set_yscale("log")
ax.set_yticks([0.1, 1], [0.1, 1])
ax.legend()
plt.show()

# %% [markdown]
# ## Read what they wrote
#
# Where does the vanilla network go wrong? Look whether it loses an ending, or the meaning.

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
# What it writes is French, for the most part. It only says something else: the decoder knows the language, but what was read did not come through the one state unharmed.
#
# And the clause that the lesson began with, which training never showed:

# %%
for name, result in found.items():
    words = translation.translate(result.model, [["the", "cat", "sat"]])[0]
    print(f"{name:7} | {written(words)}")

# %% [markdown]
# ## Now try
#
# - Make the state smaller or larger (`hidden_size`). How small may it become before the clauses no longer fit?
# - Train longer (`steps`). Does the vanilla network catch up?
# - What happens to longer sentences? `translation.memory_by_length` joins clauses by *and*, trains on them, and takes its time.
