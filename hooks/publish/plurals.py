"""Singular and plural are one word to the search: what its worker calls every word, on the pages and in a query.

The theme's own stemmer is off, for it turns "memory" into "memori" and leaves the last word of a query alone.
"""

import json

# The first that fits; no look behind, which stops the whole script in browsers of a few years ago.
RULES = (
    (r"(bia|ger|doe|[si])s$", "$&"),  # bias, Gers, does, loss, basis
    (r"(gr|[cgt]p)us$", "$1u"),
    (r"us$", "$&"),  # corpus
    (r"^(matr)ices$", "$1ix"),
    (r"^(vert|ind)ices$", "$1ex"),
    (r"^axes$", "axis"),
    (r"^(mov|ser|spec)ies$", "$&"),
    (r"(\w\w\w)ies$", "$1y"),
    (r"(ss|sh|x|bias|tch|nch|oach)es$", "$1"),
    (r"(\w\w\w)s$", "$1"),
)
NAME = "one"
_rules = ",".join(f"[/{rule}/,{json.dumps(singular)}]" for rule, singular in RULES)
SINGULAR = f"let {NAME}=w=>{{for(const[r,s]of[{_rules}])if(r.test(w))return w.replace(r,s);return w}};"

# What the theme's worker says, and what it says here: a word of a page, …
_token = "new lunr.Token(g.slice(l,m).toLowerCase(),"
# … and the words of a query, before each may be the beginning of a longer one.
_queried = ".map(r=>/(^[+-]|[~^]\\d+$)/.test(r)?r:`${r}*`)"
MENDS = [
    (_token, _token.replace("g.slice(l,m).toLowerCase()", f"{NAME}(g.slice(l,m).toLowerCase())")),
    (_queried, f".map(r=>{NAME}(r.toLowerCase())){_queried}"),
    ("function ue(t,e=r=>r){", f"{SINGULAR}function ue(t,e=r=>r){{"),
]
