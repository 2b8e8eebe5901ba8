"""What was made, as TOML: for the program that loads it, and for whoever looks for the planted problems."""


def quoted(value):
    text = str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def value(v):
    if isinstance(v, bool):
        return "true" if v else "false"
    if isinstance(v, int):
        return str(v)
    return quoted(v)


def tables(name, rows):
    out = []
    for row in rows:
        out += ["", f"[[{name}]]"] + [f"{key} = {value(v)}" for key, v in row.items() if v != ""]
    return out


def users(zone):
    """Who works in a zone: one of each role, more in the largest. Passwords are the loader's business."""
    enterprise = next(c for c in zone.companies if c.stage == "投产")
    name = zone.place
    return [
        {"login": f"{zone.code}-leader", "name": f"{name}·高新区领导", "role": "leader", "zone": zone.code},
        {
            "login": f"{zone.code}-registry",
            "name": f"{name}·经发局经办",
            "role": "officer",
            "zone": zone.code,
            "department": "JFB",
        },
        {
            "login": f"{zone.code}-invest",
            "name": f"{name}·招商局经办",
            "role": "officer",
            "zone": zone.code,
            "department": "ZSB",
        },
        {
            "login": f"{zone.code}-land",
            "name": f"{name}·自然资源经办",
            "role": "officer",
            "zone": zone.code,
            "department": "ZRB",
        },
        {
            "login": f"{zone.code}-park",
            "name": f"{name}·园区运营",
            "role": "park_operator",
            "zone": zone.code,
            "park": zone.parks[0][0],
        },
        {
            "login": f"{zone.code}-enterprise",
            "name": f"{name}·企业用户",
            "role": "enterprise_user",
            "zone": zone.code,
            "enterprise": enterprise.code,
        },
        {"login": f"{zone.code}-auditor", "name": f"{name}·审计员", "role": "auditor", "zone": zone.code},
    ]


def loader(zones, imports, seed, today):
    """The file that says what goes where in which order."""
    out = [
        "# 演示数据：先建高新区和部门，再按次序导入文件，最后建用户。Zones and departments first, then the files in this order, then users.",
        f"seed = {quoted(seed)}",
        f"today = {quoted(today.isoformat())}",
    ]
    out += tables(
        "zones",
        [{"code": z.code, "name": z.name, "division": z.division, "published_note": z.note} for z in zones],
    )
    out += tables(
        "departments",
        [
            {"zone": z.code, "code": code, "name": name, "duties": duties}
            for z in zones
            for code, name, duties in z.departments
        ],
    )
    out += tables("imports", imports)
    out += tables(
        "users",
        [{"login": "admin", "name": "系统管理员", "role": "administrator"}]
        + [u for z in zones for u in users(z)],
    )
    return "\n".join(out) + "\n"


def planted(zone, gaps):
    """What is published, what generated and what was planted in one zone."""
    out = [f"# {zone.name}：{zone.note}", f"enterprises = {len(zone.companies)}"]
    out += tables("published", [{k: v for k, v in f.items() if k != "source"} for f in zone.published])
    out += tables("gaps", [{"kind": kind, "enterprises": n} for kind, n in gaps])
    out += tables("planted", zone.planted)
    return "\n".join(out) + "\n"
