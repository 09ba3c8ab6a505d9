# %% [markdown]
# # Read a review word by word
#
# You will train a small network to say whether a review is kind, ask it after every word what it thinks so far, and compare it with methods that only count words.
#
# Many words go in, one answer comes out: the first shape of [step 7](../lesson/applications.md).

# %%
import matplotlib.pyplot as plt

from rnn_docs.tasks import reviews, sentiment

training, validation, test = reviews.split()
print(len(training), "reviews to learn from,", len(test), "held out, such as")
for review in test[:: len(test) // 5]:
    print("  kind" if review.kind else "unkind", "|", *review.words)

# %% [markdown]
# The reviews are made from templates, and made so that no word alone tells anything: of those with *not*, as many are kind as unkind. Each one that is held out has a pair of noun and adjective that training never shows. So the network cannot answer from memory. It has to learn what *not* does to a word, whichever word follows. (A part that is neither for training nor for the test served to choose learning rates.)
#
# ## Train it
#
# A GRU reads one word a step, as a one-hot column. A read-out turns its state into one number, and a sigmoid makes this number the probability that the review is kind.

# %%
found = sentiment.train_sentiment(seed=0, cell="gru")
print("units:", found.model.cell.hidden_size)
print(f"held-out reviews answered right: {found.accuracy:.2f}")

# %% [markdown]
# ## Watch it change its mind
#
# The read-out can be asked after every word, not only after the last. These two reviews hold the same words. Where do the two lines part?

# %%
fig, ax = plt.subplots()
two = {"the food was good, not bad": "-", "the food was bad, not good": "--"}
for text, line in two.items():
    moves = sentiment.probabilities_by_word(found.model, text)
    ax.plot([move.probability for move in moves], line, marker="o", label=text)
    print(*(f"{move.word} {move.probability:.1f}" for move in moves), sep=" | ")
ax.set_title("Same words, other order, opposite answers")
ax.set_xlabel("words read")
ax.set_ylabel("probability of kind")
ax.set_xticks(range(len(moves)), range(1, len(moves) + 1))
ax.legend()
plt.show()

# %% [markdown]
# The adjective decides, and what is said after the comma no longer moves the answer: in these templates it never contradicts. In *was not delicious* the little word comes first, and has to be remembered until the adjective is there:

# %%
for text in "the food was delicious", "the food was not delicious":
    moves = sentiment.probabilities_by_word(found.model, text)
    print(*(f"{move.word} {move.probability:.1f}" for move in moves), sep=" | ")

# %% [markdown]
# ## Compare with counting
#
# A bag of words knows which words occur, and how often, but not where. The simplest one learns a weight for each word. A fairer one gives the same counts to a small network, as large as the GRU and trained on as many reviews.

# %%
bag, counts = sentiment.bag_of_words(), sentiment.train_counts(seed=0)
print("template | GRU  | a weight a word | counts into a network")
for template, share in found.by_template.items():
    others = bag.by_template[template], counts.by_template[template]
    print(f"{template:8} | {share:.2f} | {others[0]:15.2f} | {others[1]:.2f}")

# %% [markdown]
# The first bag gets what a coin would get, because the reviews were built so. The second finds out that *not* together with an unkind word is kind. It fails only where reviews with the same words differ in their order, and then no count can help.
#
# ## Now try
#
# - Ask about a review of your own. Which words may it use? (`reviews.vocabulary()` lists them; any other raises an error that says so.)
# - Let the network count pairs of neighbours too: `sentiment.train_counts` with `neighbours=True`. What does the GRU have that this one lacks?
# - Train with `cell="vanilla"`, and with fewer `steps`. When does it begin to fail?
