"""Credit codes with correct check characters, and names that are plainly invented."""

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100-2015: no I O S V Z
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
#: The sixty pairs of the calendar cycle serve as trade names: real firms are not called so, one after another.
CYCLE = [STEMS[i % 10] + BRANCHES[i % 12] for i in range(60)]


def organisation_check(body):
    """Check character of an organisation code (GB 11714): modulo 11."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    rest = 11 - sum(w * digits.index(c) for w, c in zip(weights, body)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def code_check(body):
    """Check character of a unified social credit code (GB 32100-2015): modulo 31, weights 3^i."""
    total = sum(ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return ALPHABET[-total % 31]


def credit_code(rng, region):
    """A code of an enterprise (91) registered in `region`, newer ones with MA."""
    head = "MA" if rng.random() < 0.4 else ""
    body = head + "".join(rng.choice("0123456789") for _ in range(8 - len(head)))
    code = "91" + region + body + organisation_check(body)
    return code + code_check(code)


def wrong_check(code):
    """The same code with another check character."""
    return code[:-1] + ALPHABET[(ALPHABET.index(code[-1]) + 1) % 31]


def names(rng, place, words):
    """As many different names as there are `words` (the industry words), in their order."""
    used, result = set(), []
    for word in words:
        trades = [t for t in CYCLE if (t, word) not in used]
        if not trades:
            raise ValueError("more than sixty enterprises of one kind: give the industry another word")
        trade = rng.choice(trades)
        used.add((trade, word))
        result.append(f"{place}{trade}{word}有限公司")
    return result
