"""What demo/README.md promises of the register's demo zones: python3 demo/registry_test.py"""

import contextlib
import io
import sys
import tempfile
import tomllib
import unittest
import zipfile
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import make_registry
from registry.companies import TRADES
from registry.zones import ZONES
from sample import identity

DAY = date(2026, 11, 25)


def zone(key):
    return ZONES[key]("2024", DAY)


def count(companies, **wanted):
    return sum(all(getattr(c, member) == value for member, value in wanted.items()) for c in companies)


def titles(companies, *kinds):
    return sum(t["kind"] in kinds for c in companies for t in c.titles)


class Published(unittest.TestCase):
    def test_qingyuan(self):
        made = zone("qingyuan").companies
        self.assertEqual(count(made, origin="粤港澳大湾区"), 518)
        self.assertEqual(count(made, origin="粤港澳大湾区", stage="投产"), 169)
        self.assertEqual(count(made, above="是"), 186)
        self.assertEqual(count(made, above="是", stage="投产"), 186)
        self.assertEqual(count(made, carrier="钟表产业城"), 107)

    def test_qijiang(self):
        made = zone("qijiang").companies
        self.assertEqual(len(made), 413)
        self.assertEqual(titles(made, "高新技术企业"), 144)
        self.assertEqual(
            titles(
                made, "企业技术中心", "工程技术研究中心", "重点实验室", "新型研发机构", "博士后科研工作站"
            ),
            78,
        )

    def test_changzhou(self):
        signed = [c for c in zone("changzhou").companies if c.stage == "已签约"]
        self.assertEqual(len(signed), 26)
        fields = lambda *nodes: sum(c.node in {f"1028·{n}" for n in nodes} for c in signed)
        self.assertEqual(fields("合成生物", "新能源", "人工智能"), 6)
        self.assertEqual(fields("高端装备", "低空经济", "商业航天"), 6)
        self.assertEqual(fields("科技服务"), 2)

    def test_baotou(self):
        made = zone("baotou").companies
        self.assertEqual(sum(m[1] == "走访调研" for c in made for m in c.milestones), 190)


class Enterprises(unittest.TestCase):
    def test_have_codes_and_names_of_their_own(self):
        for key in ZONES:
            made = zone(key)
            codes = {c.code for c in made.companies}
            self.assertEqual(len(codes), len(made.companies), key)
            self.assertEqual(len({c.name for c in made.companies}), len(made.companies), key)
            for company in made.companies:
                code = company.code
                self.assertEqual(code[17], identity.code_check(code[:17]), code)
                self.assertEqual(code[16], identity.organisation_check(code[8:16]), code)
                self.assertIn(company.trade, TRADES)
                self.assertLess(company.registered, DAY)
                if company.since:
                    self.assertLessEqual(company.since, DAY)

    def test_are_the_same_as_in_the_evaluation(self):
        from sample.zones import ZONES as evaluated

        known = {c.code: c.name for c in zone("qingyuan").companies}
        for enterprise in evaluated["qingyuan"]("2024")["enterprises"]:
            self.assertEqual(known[enterprise.code], enterprise.name)


class Files(unittest.TestCase):
    def make(self, folder, *arguments):
        old, sys.argv = (
            sys.argv,
            ["make_registry.py", "--out", str(folder), "--today", DAY.isoformat(), *arguments],
        )
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                make_registry.main()
        finally:
            sys.argv = old

    def test_are_the_same_bytes_for_the_same_seed_and_day(self):
        with tempfile.TemporaryDirectory() as a, tempfile.TemporaryDirectory() as b:
            for folder in (a, b):
                self.make(folder, "qingyuan", "chengdu")
            names = sorted(p.relative_to(a) for p in Path(a).rglob("*") if p.is_file())
            self.assertEqual(names, sorted(p.relative_to(b) for p in Path(b).rglob("*") if p.is_file()))
            for name in names:
                self.assertEqual(Path(a, name).read_bytes(), Path(b, name).read_bytes(), name)

    def test_are_listed_in_the_order_of_their_references(self):
        order = [
            "park",
            "carrier",
            "enterprise",
            "title",
            "classification",
            "relation",
            "former_identity",
            "contact",
            "milestone",
            "published_figure",
        ]
        with tempfile.TemporaryDirectory() as folder:
            self.make(folder)
            manifest = tomllib.loads(Path(folder, "manifest.toml").read_text(encoding="utf-8"))
            self.assertEqual([z["code"] for z in manifest["zones"]], list(ZONES))
            for entry in manifest["imports"]:
                self.assertTrue(Path(folder, entry["file"]).is_file(), entry["file"])
            for key in ZONES:
                entities = [
                    i["entity"] for i in manifest["imports"] if i["zone"] == key and i["expect"] == "publish"
                ]
                self.assertEqual(entities, [e for e in order if e in entities])
            roles = {u["role"] for u in manifest["users"]}
            self.assertEqual(
                roles, {"administrator", "leader", "officer", "park_operator", "enterprise_user", "auditor"}
            )
            self.assertFalse(any("password" in u for u in manifest["users"]))
            listed = tomllib.loads(Path(folder, "qingyuan", "MANIFEST.toml").read_text(encoding="utf-8"))
            kinds = {p["kind"] for p in listed["planted"]}
            self.assertLessEqual(
                {"wrong_check", "mangled_code", "unknown_park", "unknown_industry", "full_width", "double"},
                kinds,
            )

    def test_for_load_tests_have_as_many_rows_as_asked_for(self):
        with tempfile.TemporaryDirectory() as folder:
            self.make(folder, "--rows", "500")
            with zipfile.ZipFile(Path(folder, "load", "企业名录-500.xlsx")) as book:
                self.assertEqual(book.read("xl/worksheets/sheet1.xml").count(b"<row "), 501)


if __name__ == "__main__":
    unittest.main()
