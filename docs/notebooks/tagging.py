# %% [markdown]
# # Tag words from both sides
#
# You will train a tagger that reads forward and another that reads both ways, and find out which words only the second can get right, and why.
#
# Every word gets an answer: many in, many out, as in [step 7](../lesson/applications.md).

# %%
from collections import Counter

import matplotlib.pyplot as plt

from rnn_docs.tasks import tagging

training, validation, test = tagging.split()
print(len(training), "sentences to learn from,", len(test), "held out")
for word, tag in zip(*test[0], strict=True):
    print(f"{word:9}{tag}")

# %% [markdown]
# Some words of this little grammar can be more than one thing. *Light* is an adjective before a noun, and a noun before a verb. What decides often stands to the **right** of the word.

# %%
print(*sorted(tagging.AMBIGUOUS), sep=", ")

# %% [markdown]
# ## A baseline without a network
#
# Give each word the tag that it had most often in training.

# %%
baseline = tagging.most_frequent_tag()
print(f"baseline  | {baseline.accuracy:.2f} | ambiguous {baseline.ambiguous:.2f}")

# %% [markdown]
# ## Train both
#
# The forward tagger is one GRU with a read-out at every word. The other has a second GRU, which starts at the end of the sentence; the read-out sees both states.

# %%
forward = tagging.train_tagging(seed=0, both_ways=False)
both = tagging.train_tagging(seed=0, both_ways=True)
for name, found in ("forward", forward), ("both ways", both):
    print(f"{name:9} | {found.accuracy:.2f} | ambiguous {found.ambiguous:.2f}")

# %%
fig, ax = plt.subplots()
ax.plot(forward.losses, label="forward")
ax.plot(both.losses, linestyle="--", label="both ways")
ax.set_title("Reading forward, a part of the loss does not go away")
ax.set_xlabel("training steps")
ax.set_ylabel("loss of each batch")
ax.set_ylim(bottom=0)
ax.legend()
plt.show()

# %% [markdown]
# ## Where does the forward tagger fail?
#
# Look at the ambiguous words alone. What came after those that it got wrong, and what did it say?

# %%
seen, wrong, said = Counter(), Counter(), Counter()
guesses = tagging.predict_tags(forward.model, [words for words, _ in test])
for (words, tags), guess in zip(test, guesses, strict=True):
    after = (*tags[1:], "the end")
    for word, tag, answer, follows in zip(words, tags, guess, after, strict=True):
        if word in tagging.AMBIGUOUS:
            seen[follows] += 1
            wrong[follows] += answer != tag
            said[f"{tag} called {answer}"] += answer != tag
for follows, number in seen.most_common():
    print(f"before {follows:12} {wrong[follows]:3} wrong of {number}")
for mistake, number in said.most_common(2):
    print(f"{mistake}: {number}")

# %% [markdown]
# Before a noun it is never wrong: there *light* is an adjective and *that* a determiner, which is also what the tagger says when it cannot know. When a verb follows, the word was something else, and the answer has already been given. No training helps against that; only reading ahead does.
#
# This is the choice to make in practice. A whole sentence on paper can be read both ways. Live speech cannot: at each word, the words to its right have not been said.
#
# ## Now try
#
# - Show the forward tagger the same sentences for longer (`steps`). Which part of its loss goes away?
# - Tag `the light light is light` with both: `tagging.predict_tags(both.model, [words])`. Where do they differ?
# - Train with `cell="vanilla"`. Does so short a task need gates?
