# %% [markdown]
# # Forecast, and compare with yesterday
#
# You will train the same network on sunspots and on a share price, and learn to ask of any forecast: is it better than saying *as now*?
#
# One number goes in at each step, and a guess at the next comes out: many to many, as in [step 7](../lesson/applications.md).

# %%
import matplotlib.pyplot as plt

from rnn_docs.tasks import series, shares, sunspots

years, actual = sunspots.test_part()
print("test years:", years[0], "to", years[-1])

# %% [markdown]
# ## Guesses that need no network
#
# *Persistence* says that next year will be like this one. An *autoregression* says a weighted sum of the last few years, weights found by least squares. All errors here are root mean squares over the test years, in sunspots.

# %%
plain = {
    "as last year": sunspots.persistence(),
    "sum of nine years": sunspots.ar9(),
}
for name, guesses in plain.items():
    print(f"{name:18} off by {series.rmse(guesses, actual):.0f}")

# %% [markdown]
# ## Train a network
#
# It learns from the earliest years, a few decades after them say when to stop, and the test years are not touched.

# %%
found = sunspots.train_sunspots(seed=0, cell="gru")
print(f"{'GRU':18} off by {found.rmse:.0f}")

# %%
fig, ax = plt.subplots()
ax.plot(years, actual, label="sunspots")
ax.plot(years, found.predicted, linestyle="--", label="GRU, a year before")
ax.set_title("The cycles are there; their heights are hard to guess")
ax.set_xlabel("year")
ax.set_ylabel("sunspot number")
ax.legend()
plt.show()

# %% [markdown]
# The network beats persistence by far: there is something to learn. But the weighted sum, which learnt from the same years, has found it as well, with a handful of numbers. On so short a series try the simple method first.
#
# ## Now a price
#
# The daily closing price of one share, from the sample data of matplotlib. The network sees how the price changed, and guesses how it will change next.

# %%
prices = shares.closes()
first_test = shares.first_days(len(prices))[1]
tomorrow, today = prices[first_test:], prices[first_test - 1 : -1]
guess = shares.train_shares(seed=0, cell="gru").predicted
print(f"as today  off by {series.rmse(today, tomorrow):.1f} dollars")
print(f"GRU       off by {series.rmse(guess, tomorrow):.1f} dollars")

# %% [markdown]
# Nothing was learnt that helps. Yet the picture looks wonderful:

# %%
fig, ax = plt.subplots()
ax.plot(tomorrow[-60:], label="price")
ax.plot(guess[-60:], linestyle="--", label="GRU, a day before")
ax.set_title("A forecast that hugs the price, one day late")
ax.set_xlabel("last days of the test")
ax.set_ylabel("dollars")
ax.legend()
plt.show()

# %% [markdown]
# ## See through it
#
# A forecast should be near tomorrow’s price. How near is it to the price of the day on which it was made?

# %%
print(f"to the price it should foretell  {series.rmse(guess, tomorrow):.1f} dollars")
print(f"to the price it already knew     {series.rmse(guess, today):.1f} dollars")

# %% [markdown]
# It says today’s price, with a little trembling. Any forecast of this kind hugs its chart; only the comparison with *as today* shows that it is worth nothing.
#
# ## Now try
#
# - Train with `cell="vanilla"` and `cell="lstm"`, and with other seeds. Does the order of the cells stay the same? Look at `found.rmse_by_step`: would it be the same if training had stopped at another step?
# - Change `sunspots.SETTINGS` (say, a smaller `hidden_size`). Can a network beat the weighted sum reliably?
# - Make a series of your own that a network can learn and a weighted sum cannot.
