"""Small tasks that small networks really learn: data, model, training, and an honest baseline, one module each.

| shape | module | question |
| :-- | :-- | :-- |
| many-to-one | `recall` | which token was marked, twenty steps ago and more? |
| many-to-one | `sentiment` | is this sentence kind? |
| one-to-many (by sampling) | `characters` | which letter comes next? |
| many-to-many | `tagging` | what part of speech is each word? |
| encoder-decoder | `translation` | how do you say this in French? |
| many-to-many, a stream | `echo` | which symbol was heard five steps ago? |
| many-to-many, real text | `quotation` | is a quotation still open? |
| time series | `sunspots`, `shares` | what comes next year, or tomorrow? |

Everything random comes from a generator made of the seed that is passed in; everything here needs numpy alone,
but for the share prices, which are read from the installed matplotlib.
"""
