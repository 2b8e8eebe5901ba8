"""One large file, for load tests."""

from sample.identity import CYCLE, credit_code
from sample.population import generator
from sample.workbook import write_xlsx

from .companies import SUFFIXES, TRADES, Company, lognormal, person
from .files import enterprises
from datetime import timedelta

THIRD = "华盛隆昌泰丰润恒瑞祥鑫源达远宏兴茂荣嘉立"


def make(rows, seed, today, out):
    rng = generator(seed, f"load/{rows}")
    trades, codes, companies = list(TRADES), set(), []
    for i in range(rows):
        code = credit_code(rng, "441802")
        while code in codes:
            code = credit_code(rng, "441802")
        codes.add(code)
        trade = trades[i % len(trades)]
        n, suffix = divmod(i // len(trades), len(SUFFIXES))
        n, pair = divmod(n, 60)
        series, third = divmod(n, len(THIRD))
        name = f"清远{CYCLE[pair]}{THIRD[third]}{TRADES[trade][1]}{'' if series == 0 else series + 1}{SUFFIXES[suffix]}"
        registered = today - timedelta(days=rng.randint(500, 7000))
        companies.append(
            Company(
                code=code,
                name=name,
                trade=trade,
                registered=registered,
                since=registered + timedelta(days=400),
                capital=max(10, round(lognormal(rng, 120, 1.1)) * 10),
                employees=max(3, int(lognormal(rng, 60, 0.9))),
                size="小型",
                boss=person(rng),
                place=f"清远市高新区示例路{i}号",
            )
        )
    path = out / "load" / f"企业名录-{rows}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_xlsx(path, [enterprises(companies)])
    return path
