"""The situations, by what leads the linker astray."""

from __future__ import annotations

from typing import Any

from attacks import Case, case, human, item, position

from newsgraph.link.items import Item

LAWYER = item("@901", "lawyer", "P31 Q28640")
FOOTBALLER = item("@902", "association football player", "P31 Q28640", also=["footballer"])
JOURNALIST = item("@903", "journalist", "P31 Q28640")
ECONOMIST = item("@904", "economist", "P31 Q28640")
BUSINESSMAN = item("@905", "businessperson", "P31 Q28640", also=["businessman"])
ACTOR = item("@906", "actor", "P31 Q28640")

US_PRESIDENT = position("@800", "President of the United States", "P17 %US", also=["US President"])
US_STATE = position(
    "@801", "United States Secretary of State", "P17 %US", also=["Secretary of State of the United States"]
)
US_HOUSE = position(
    "@802", "Member of the United States House of Representatives", "P17 %US", also=["US Representative"]
)
US_SENATE = position("@803", "United States senator", "P17 %US", also=["Senator of the United States"])
MP_GB = position("@804", "Member of the Parliament of the United Kingdom", "P17 %GB", also=["MP"])
LORDS = position("@805", "Member of the House of Lords", "P17 %GB")
DUMA = position("@806", "member of the State Duma", "P17 %RU", also=["deputy of the State Duma"])
CITY_DUMA = position("@807", "member of the Moscow City Duma", "P17 %RU")
LEBANON = position("@808", "President of Lebanon", "P17 %LB")
SYRIA = position("@809", "President of Syria", "P17 %SY")
GHANA = position("@810", "President of Ghana", "P17 %GH")
LIBERIA = position("@811", "President of Liberia", "P17 %LR")
SERBIA = position("@812", "President of Serbia", "P17 %RS")
GERMAN_INTERIOR = position(
    "@813", "Federal Minister of the Interior", "P17 %DE", also=["Minister of the Interior of Germany"]
)
BAVARIAN_INTERIOR = position("@814", "Minister of the Interior of Bavaria", "P17 %DE")
CANADA_PM = position("@815", "Prime Minister of Canada", "P17 %CA")
ALBERTA = position("@816", "Premier of Alberta", "P17 %CA")
KENYA_GOVERNOR = position("@817", "Governor of the Central Bank of Kenya", "P17 %KE")
NIGERIA_GOVERNOR = position("@818", "Governor of the Central Bank of Nigeria", "P17 %NG")
CHINA_FM = position("@819", "Minister of Foreign Affairs of China", "P17 %CN", also=["Foreign Minister of China"])
CHINA_TO_IRAN = position("@820", "Ambassador of China to Iran", "P17 %CN")
CHINA_TO_SERBIA = position("@821", "Ambassador of China to Serbia", "P17 %CN")
MINISTER = position("@822", "minister")
INDIA_MP = position("@823", "Member of the Lok Sabha", "P17 %IN", also=["member of the Parliament of India"])
INDIA_STATE = position("@824", "member of the State Legislative Assembly", "P17 %IN")
KOREA_N = position("@825", "Foreign Minister of North Korea", "P17 %KP")
KOREA_S = position("@826", "Foreign Minister of South Korea", "P17 %KR")
CONGO_K = position("@827", "Prime Minister of the Democratic Republic of the Congo", "P17 %CD")
CONGO_B = position("@828", "Prime Minister of the Republic of the Congo", "P17 %CG")
GUINEA = position("@829", "Prime Minister of Guinea", "P17 %GN")
EQ_GUINEA = position("@830", "Prime Minister of Equatorial Guinea", "P17 %GQ")
UKRAINE_VICE = position("@831", "deputy minister", "P17 %UA")
CHINA_VICE = position("@832", "vice minister", "P17 %CN")
GEORGIA_PM = position("@833", "Prime Minister of Georgia", "P17 %GE")
GEORGIA_GOVERNOR = position("@834", "Governor of Georgia", "P17 %US", "P1001 Q1428")
MAYOR_OREGON = position("@835", "Mayor of Portland", "P17 %US")
TEXAS_AG = position("@836", "Texas Attorney General", "P17 %US")
US_AG = position("@837", "United States Attorney General", "P17 %US", also=["Attorney General of the United States"])
SAUDI_DEFENCE = position("@838", "Minister of Defense of Saudi Arabia", "P17 %SA")
SUDAN_PRESIDENT = position("@839", "President of Sudan", "P17 %SD")
SOUTH_SUDAN = position("@840", "President of South Sudan", "P17 %SS")
YUGOSLAVIA = position("@841", "President of Yugoslavia", "P17 @950")
MACEDONIA = position("@842", "President of North Macedonia", "P17 %MK", also=["President of Macedonia"])
FRANCE_PM = position("@843", "Prime Minister of France", "P17 %FR")
PAKISTAN_PM = position("@844", "Prime Minister of Pakistan", "P17 %PK")
BAVARIA_STATE = position("@845", "Minister of State", "P17 %DE", also=["state minister"])
JUDGE_US = position("@846", "United States federal judge", "P17 %US", also=["judge"])
IRAQ_PM = position("@847", "Prime Minister of Iraq", "P17 %IQ")
US_DEFENSE = position("@848", "United States Secretary of Defense", "P17 %US")
KUWAIT_EMIR = position("@849", "Emir of Kuwait", "P17 %KW")
GENERAL_US = position("@850", "lieutenant general", "P17 %US")
POLAND_PM = position("@851", "Prime Minister of Poland", "P17 %PL")
KAZAKH_PM = position("@852", "Prime Minister of Kazakhstan", "P17 %KZ")
BUNDESTAG = position("@853", "member of the German Bundestag", "P17 %DE")
LANDTAG = position("@854", "member of the Landtag of Bavaria", "P17 %DE")
POSITIONS = tuple(
    value for value in list(globals().values()) if isinstance(value, Item) and "Q4164871" in value.items("P31")
)


CASES: list[Case] = []


def add(id_: str, subject: str, gold: str | None, *items: Item, **options: Any) -> None:
    """One case more, in which all positions are known."""
    CASES.append(case(id_, subject, gold, *items, *POSITIONS, **options))


# -- One office, one name, two times -----------------------------------------------------------------------------------

_ELDER = "P39 @808 1994-01-01..2003-12-31"
for i, (claims, gold, date) in enumerate(
    [
        ((("P569 1930", _ELDER), ("P569 1961", "P39 @808 2019-05-01..")), "@2", "2024-03-12"),
        ((("P569 1930", _ELDER), ("P569 1961", "P39 @808 2019-05-01..")), "@1", "1999-03-12"),
        ((("P569 1930", "P39 @808 1994-01-01..", "P570 2009-01-01"), ("P569 1961",)), "@2", "2024-03-12"),
        ((("P569 1930", "P39 @808 1994-01-01.."), ("P569 1961",)), "@2", "2024-03-12"),
        ((("P569 1930", "P39 @808 1994-01-01.. P1366 @77"), ("P569 1961",)), "@2", "2024-03-12"),
        ((("P569 1930", "P39 @808 2016-01-01.. P1366 @77"), ("P569 1961",)), "@2", "2024-03-12"),
        ((("P569 1930", "P39 @808 1994-01-01.."), ("P569 1961", "P39 @808 2019-05-01..")), "@2", "2024-03-12"),
        ((("P569 1930", "P39 @808 1994..2019"), ("P569 1961", "P39 @808 2019..")), "@2", "2019-07-02"),
        ((("P569 1930", _ELDER), ("P569 1961", "P39 @808 ..")), "@2", "2024-03-12"),
        ((("P569 1930", "P39 @808 ..2003-12-31"), ("P569 1961",)), "@2", "2024-03-12"),
    ]
):
    for acts in ("same", None):
        add(
            f"father-and-son-{i}{'' if acts else '-idle'}",
            "Person:Karim Mansour",
            gold,
            human("@1", "Karim Mansour", "P27 %LB", *claims[0]),
            human("@2", "Karim Mansour", "P27 %LB", *claims[1]),
            date=date,
            held=["president @ Country:Lebanon"],
            acts=acts,
            others=["Country:Lebanon", "Country:Syria"],
            clear=i in (0, 1),
        )
add(
    "father-only-dead",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", "P27 %LB", "P569 1930", "P570 2009-01-01", "P39 @808 1994-01-01.."),
    held=["president @ Country:Lebanon"],
    acts=None,
    others=["Country:Lebanon"],
)
add(
    "father-only-open",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", "P27 %LB", "P569 1930", "P39 @808 1985-01-01.."),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "left-office-old-title",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", "P27 %LB", _ELDER),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "left-office-former",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", "P27 %LB", _ELDER),
    held=["former president @ Country:Lebanon"],
    others=["Country:Lebanon"],
    clear=True,
)
add(
    "former-of-which",
    "Person:Karim Mansour",
    "@2",
    human("@1", "Karim Mansour", "P27 %LB", "P569 1930", _ELDER),
    human("@2", "Karim Mansour", "P27 %LB", "P569 1955", "P39 @808 2004-01-01..2010-01-01"),
    held=["former president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "elect",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", "P27 %LB", "P39 @808 2024-06-01.."),
    held=["president-elect @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "long-ago",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", "P27 %LB", _ELDER),
    date="1996-04-18",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon", "Country:Israel"],
    clear=True,
)
add(
    "long-ago-young-namesake",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", "P27 %LB", "P570 2001"),
    human("@2", "Karim Mansour", "P27 %LB", "P39 @808 2019-05-01.."),
    date="1996-04-18",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "date-of-a-year",
    "Person:Karim Mansour",
    None,
    human("@2", "Karim Mansour", "P27 %LB", "P39 @808 2019-05-01.."),
    date="2019",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "no-date",
    "Person:Karim Mansour",
    None,
    human("@2", "Karim Mansour", "P27 %LB", "P39 @808 2019-05-01.."),
    date=None,
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)

# -- The office of another body, state or city, where the body is not linked -------------------------------------------

_BOSS = human("@3", "Tomislav Radić", "P27 %RS", "P39 @812 2022-01-01..")
for i, body in enumerate(
    [
        "Organization:Basketball Federation of Serbia",
        "Organization:Telekom Srbija",
        "Organization:Red Star Belgrade",
        "Place:Vojvodina",
        "Organization:Serbian Red Cross",
    ]
):
    add(
        f"president-of-a-body-{i}",
        "Person:Tomislav Radić",
        None,
        _BOSS,
        held=[f"president @ {body}"],
        others=["Country:Serbia", body],
    )
    add(
        f"president-of-a-body-former-{i}",
        "Person:Tomislav Radić",
        None,
        human("@3", "Tomislav Radić", "P27 %RS", "P39 @812 2012-01-01..2017-01-01"),
        held=[f"former president @ {body}"],
        others=["Country:Serbia", body],
    )
add(
    "own-president",
    "Person:Tomislav Radić",
    "@3",
    _BOSS,
    held=["president @ Country:Serbia"],
    others=["Country:Serbia", "Country:Croatia"],
    clear=True,
)
add(
    "president-and-chair",
    "Person:Tomislav Radić",
    "@3",
    _BOSS,
    held=["president @ Country:Serbia", "leader @ Organization:Serbian Progressive Party"],
    others=["Country:Serbia", "Organization:Serbian Progressive Party"],
    clear=True,
)
add(
    "president-of-unlinked-country",
    "Person:Samuel Mensah",
    None,
    human("@4", "Samuel Mensah", "P27 %GH", "P39 @810 2021-01-07.."),
    held=["president @ Country:Ashanti"],
    others=["Country:Ghana", "Country:Ashanti"],
)
add(
    "president-of-no-country",
    "Person:Samuel Mensah",
    None,
    human("@4", "Samuel Mensah", "P27 %GH", "P39 @810 2021-01-07.."),
    held=["president"],
    others=["Country:Liberia", "Country:Ghana"],
)
add(
    "president-country-of-other-article",
    "Person:Samuel Mensah",
    None,
    human("@4", "Samuel Mensah", "P27 %GH", "P39 @810 2021-01-07.."),
    held=["president"],
    others=["Country:Liberia"],
    also_in=([], ["Country:Ghana"]),
)
add(
    "footballer-in-one-president-in-other",
    "Person:Samuel Mensah",
    None,
    human("@4", "Samuel Mensah", "P27 %GH", "P39 @810 2021-01-07.."),
    held=["president @ Country:Ghana"],
    others=["Country:Ghana"],
    also_in=(["midfielder"], ["Country:Spain"]),
)
add(
    "untitled-in-other-article",
    "Person:Samuel Mensah",
    None,
    human("@4", "Samuel Mensah", "P27 %GH", "P39 @810 2021-01-07.."),
    held=["president @ Country:Ghana"],
    others=["Country:Ghana"],
    also_in=([], ["Country:Spain", "Organization:FC Barcelona"]),
)
add(
    "state-minister-place",
    "Person:Joachim Huber",
    None,
    human("@5", "Joachim Huber", "P27 %DE", "P39 @813 2021-12-08.."),
    held=["interior minister @ Place:Bavaria"],
    others=["Country:Germany", "Place:Bavaria"],
)
add(
    "state-minister-right",
    "Person:Joachim Huber",
    "@6",
    human("@5", "Joachim Huber", "P27 %DE", "P39 @813 2021-12-08.."),
    human("@6", "Joachim Huber", "P27 %DE", "P39 @814 2018-01-01.."),
    held=["interior minister @ Place:Bavaria"],
    others=["Country:Germany", "Place:Bavaria"],
)
add(
    "federal-minister-right",
    "Person:Joachim Huber",
    "@5",
    human("@5", "Joachim Huber", "P27 %DE", "P39 @813 2021-12-08.."),
    human("@6", "Joachim Huber", "P27 %DE", "P39 @814 2018-01-01.."),
    held=["interior minister @ Country:Germany"],
    others=["Country:Germany"],
    clear=True,
)
add(
    "premier-of-province",
    "Person:Jack Whitfield",
    None,
    human("@7", "Jack Whitfield", "P27 %CA", "P39 @815 2021-01-01.."),
    held=["premier @ Place:Alberta"],
    others=["Country:Canada", "Place:Alberta"],
)
add(
    "premier-untold",
    "Person:Jack Whitfield",
    "@8",
    human("@7", "Jack Whitfield", "P27 %CA", "P39 @815 2021-01-01.."),
    human("@8", "Jack Whitfield", "P27 %CA", "P39 @816 2021-01-01.."),
    held=["premier"],
    others=["Country:Canada"],
)
add(
    "premier-right",
    "Person:Jack Whitfield",
    "@8",
    human("@7", "Jack Whitfield", "P27 %CA", "P39 @815 2021-01-01.."),
    human("@8", "Jack Whitfield", "P27 %CA", "P39 @816 2021-01-01.."),
    item("@840800", "Alberta", "P31 Q56061", "P17 %CA"),
    held=["premier @ Place:Alberta"],
    others=["Country:Canada", "Place:Alberta"],
    clear=True,
)
add(
    "governor-of-bank-elsewhere",
    "Person:Patrick Otieno",
    None,
    human("@9", "Patrick Otieno", "P27 %NG", "P39 @818 2020-01-01.."),
    held=["governor @ Organization:Central Bank of Kenya"],
    others=["Country:Kenya", "Country:Nigeria", "Organization:Central Bank of Kenya"],
)
add(
    "governor-of-bank",
    "Person:Patrick Otieno",
    "@10",
    human("@9", "Patrick Otieno", "P27 %NG", "P39 @818 2020-01-01.."),
    human("@10", "Patrick Otieno", "P27 %KE", "P39 @817 2020-01-01.."),
    held=["governor @ Organization:Central Bank of Kenya"],
    others=["Country:Kenya", "Country:Nigeria", "Organization:Central Bank of Kenya"],
    clear=True,
)
add(
    "secretary-of-state-of-a-state",
    "Person:William Barnes",
    None,
    human("@11", "William Barnes", "P27 %US", "P39 @801 2021-01-26.."),
    held=["secretary of state @ Place:Ohio"],
    others=["Country:United States", "Place:Ohio"],
)
add(
    "state-secretary-of-germany",
    "Person:William Barnes",
    None,
    human("@11", "William Barnes", "P27 %US", "P39 @801 2021-01-26.."),
    held=["state secretary"],
    others=["Country:United States", "Country:Germany"],
)
add(
    "attorney-general-of-a-state",
    "Person:Kent Palmer",
    None,
    human("@12", "Kent Palmer", "P27 %US", "P39 @837 2021-03-11.."),
    held=["attorney general @ Place:Missouri"],
    others=["Country:United States", "Place:Missouri"],
)
add(
    "attorney-general-of-texas",
    "Person:Kent Palmer",
    "@13",
    human("@12", "Kent Palmer", "P27 %US", "P39 @837 2021-03-11.."),
    human("@13", "Kent Palmer", "P27 %US", "P39 @836 2015-01-05.."),
    held=["attorney general @ Place:Texas"],
    others=["Country:United States", "Place:Texas"],
)
add(
    "governor-or-prime-minister-of-georgia",
    "Person:Brian Kent",
    "@14",
    human("@14", "Brian Kent", "P27 %US", "P39 @834 2019-01-14.."),
    human("@15", "Brian Kent", "P27 %GE", "P39 @833 2021-02-22.."),
    held=["governor @ Place:Georgia"],
    others=["Country:United States", "Place:Georgia"],
)
add(
    "prime-minister-of-georgia-with-us",
    "Person:Brian Kent",
    "@15",
    human("@14", "Brian Kent", "P27 %US", "P39 @834 2019-01-14.."),
    human("@15", "Brian Kent", "P27 %GE", "P39 @833 2021-02-22.."),
    held=["prime minister @ Country:Georgia"],
    others=["Country:United States", "Country:Georgia"],
)
add(
    "mayor-of-other-portland",
    "Person:Kate Snyder",
    None,
    human("@16", "Kate Snyder", "P27 %US", "P39 @835 2019-12-02.."),
    item("@218", "Portland", "P31 Q515", "P17 %US", links=120),
    item("@219", "Portland", "P31 Q515", "P17 %US"),
    held=["mayor @ Place:Portland"],
    others=["Country:United States", "Place:Portland", "Place:Maine"],
)
add(
    "president-of-parliament",
    "Person:Tomislav Radić",
    None,
    _BOSS,
    held=["president @ Organization:National Assembly of Serbia"],
    others=["Country:Serbia", "Organization:National Assembly of Serbia"],
)
add(
    "minister-of-a-regional-government",
    "Person:Joachim Huber",
    None,
    human("@5", "Joachim Huber", "P27 %DE", "P39 @813 2021-12-08.."),
    held=["interior minister @ Organization:Bavarian State Government"],
    others=["Country:Germany", "Organization:Bavarian State Government"],
)
add(
    "university-president",
    "Person:Samuel Mensah",
    None,
    human("@4", "Samuel Mensah", "P27 %GH", "P39 @810 2021-01-07.."),
    held=["president @ Organization:University of Ghana"],
    others=["Country:Ghana", "Organization:University of Ghana", "Organization:BBC"],
)

# -- Offices that many hold --------------------------------------------------------------------------------------------

REPUBLICANS = item("@700", "Republican Party", "P31 Q7278", "P17 %US")
LABOUR = item("@701", "Labour Party", "P31 Q7278", "P17 %GB")
ONE_RUSSIA = item("@702", "United Russia", "P31 Q7278", "P17 %RU")
CCP = item("@703", "Chinese Communist Party", "P31 Q7278", "P17 %CN")
BJP = item("@704", "Bharatiya Janata Party", "P31 Q7278", "P17 %IN")
add(
    "two-congressmen",
    "Person:Mike Rogers",
    "@21",
    human("@20", "Mike Rogers", "P27 %US", "P102 @700", "P39 @802 2001-01-03.."),
    human("@21", "Mike Rogers", "P27 %US", "P102 @700", "P39 @802 2003-01-03.."),
    REPUBLICANS,
    date="2010-05-05",
    held=["congressman @ Country:United States"],
    others=["Country:United States", "Organization:Republican Party"],
)
add(
    "two-congressmen-one-untold",
    "Person:Mike Rogers",
    "@21",
    human("@20", "Mike Rogers", "P27 %US", "P102 @700", "P39 @802 2001-01-03.."),
    human("@21", "Mike Rogers", "P27 %US"),
    REPUBLICANS,
    date="2010-05-05",
    held=["congressman @ Country:United States"],
    others=["Country:United States", "Organization:Republican Party"],
)
add(
    "two-congressmen-one-dateless",
    "Person:Mike Rogers",
    "@21",
    human("@20", "Mike Rogers", "P27 %US", "P102 @700", "P39 @802 2001-01-03.."),
    human("@21", "Mike Rogers", "P27 %US", "P102 @700", "P39 @802 .."),
    REPUBLICANS,
    date="2010-05-05",
    held=["congressman @ Country:United States"],
    others=["Country:United States", "Organization:Republican Party"],
)
add(
    "state-lawmaker",
    "Person:Mike Rogers",
    None,
    human("@20", "Mike Rogers", "P27 %US", "P102 @700", "P39 @802 2001-01-03.."),
    REPUBLICANS,
    held=["lawmaker @ Country:United States"],
    others=["Country:United States", "Organization:Republican Party", "Place:Ohio"],
)
add(
    "state-senator",
    "Person:Ann Porter",
    None,
    human("@22", "Ann Porter", "P27 %US", "P102 @700", "P39 @803 2015-01-03.."),
    REPUBLICANS,
    held=["senator @ Place:Ohio"],
    others=["Country:United States", "Organization:Republican Party", "Place:Ohio"],
)
add(
    "mps-of-two-terms",
    "Person:John Stewart",
    "@24",
    human("@23", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 1997-05-01..2005-04-11"),
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    LABOUR,
    held=["MP @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "mps-of-two-terms-former",
    "Person:John Stewart",
    "@23",
    human("@23", "John Stewart", "P27 %GB", "P39 @804 1997-05-01..2005-04-11"),
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2005-05-05..2019-12-12"),
    LABOUR,
    held=["former MP @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "mp-and-lord",
    "Person:John Stewart",
    None,
    human("@25", "John Stewart", "P27 %GB", "P102 @701", "P39 @805 2010-01-01.."),
    LABOUR,
    held=["MP @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "mp-of-which-party",
    "Person:John Stewart",
    None,
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    LABOUR,
    held=["MP @ Organization:Conservative Party"],
    others=["Country:United Kingdom", "Organization:Labour Party", "Organization:Conservative Party"],
)
add(
    "duma-and-city-duma",
    "Person:Sergei Orlov",
    None,
    human("@26", "Sergei Orlov", "P27 %RU", "P102 @702", "P39 @807 2019-09-08.."),
    ONE_RUSSIA,
    held=["lawmaker @ Country:Russia"],
    others=["Country:Russia", "Organization:United Russia"],
)
add(
    "duma-patronymics",
    "Person:Sergei Orlov",
    "@28",
    human("@27", "Sergei Orlov", "P27 %RU", "P102 @702", "P39 @806 2016-10-05..", also=["Sergei Pavlovich Orlov"]),
    human("@28", "Sergey Orlov", "P27 %RU", also=["Sergey Ivanovich Orlov"]),
    ONE_RUSSIA,
    held=["lawmaker @ Country:Russia"],
    others=["Country:Russia", "Organization:United Russia"],
)
add(
    "ambassador-elsewhere",
    "Person:Li Ming",
    None,
    human("@29", "Li Ming", "P27 %CN", "P102 @703", "P39 @820 2022-01-01.."),
    CCP,
    held=["ambassador @ Country:China"],
    others=["Country:China", "Country:Serbia", "Organization:Chinese Communist Party"],
)
add(
    "ambassador-two",
    "Person:Li Ming",
    "@30",
    human("@29", "Li Ming", "P27 %CN", "P102 @703", "P39 @820 2022-01-01.."),
    human("@30", "Li Ming", "P27 %CN", "P39 @821 2019-01-01.."),
    CCP,
    held=["ambassador to Serbia @ Country:China"],
    others=["Country:China", "Country:Serbia", "Organization:Chinese Communist Party"],
)
add(
    "ambassador-of-receiver",
    "Person:Li Ming",
    None,
    human("@29", "Li Ming", "P27 %CN", "P39 @820 2022-01-01.."),
    held=["ambassador to China @ Country:Iran"],
    others=["Country:China", "Country:Iran"],
)
add(
    "vice-minister",
    "Person:Li Ming",
    None,
    human("@31", "Li Ming", "P27 %CN", "P39 @832 2022-01-01.."),
    held=["vice minister @ Country:China"],
    others=["Country:China", "Country:Japan"],
)
add(
    "deputy-minister",
    "Person:Oleksandr Bondar",
    None,
    human("@32", "Oleksandr Bondar", "P27 %UA", "P39 @831 2022-01-01.."),
    held=["deputy minister @ Country:Ukraine"],
    others=["Country:Ukraine", "Country:Poland"],
)
add(
    "minister-of-state",
    "Person:Ilse Brandt",
    None,
    human("@33", "Ilse Brandt", "P27 %DE", "P39 @845 2021-12-08.."),
    held=["state minister @ Country:Germany"],
    others=["Country:Germany"],
)
add(
    "minister-generic",
    "Person:Ilse Brandt",
    None,
    human("@33", "Ilse Brandt", "P27 %DE", "P39 @822 2021-12-08.."),
    held=["minister @ Country:Germany"],
    others=["Country:Germany"],
)
add(
    "judge",
    "Person:David Stone",
    None,
    human("@34", "David Stone", "P27 %US", "P102 @700", "P39 @846 2012-01-01.."),
    REPUBLICANS,
    held=["judge @ Country:United States"],
    others=["Country:United States", "Organization:Republican Party"],
)
add(
    "lieutenant-general",
    "Person:David Stone",
    None,
    human("@35", "David Stone", "P27 %US", "P39 @850 2012-01-01.."),
    held=["lieutenant general @ Country:United States"],
    others=["Country:United States"],
)
add(
    "lok-sabha-or-assembly",
    "Person:Ram Prasad",
    None,
    human("@36", "Ram Prasad", "P27 %IN", "P102 @704", "P39 @824 2019-05-23.."),
    BJP,
    held=["lawmaker @ Country:India"],
    others=["Country:India", "Organization:Bharatiya Janata Party"],
)
add(
    "bundestag-or-landtag",
    "Person:Ilse Brandt",
    "@38",
    human("@37", "Ilse Brandt", "P27 %DE", "P39 @853 2017-10-24.."),
    human("@38", "Ilse Brandt", "P27 %DE", "P39 @854 2018-10-14.."),
    held=["lawmaker @ Country:Germany"],
    others=["Country:Germany", "Place:Bavaria"],
)
add(
    "right-one-vandalised-class",
    "Person:John Stewart",
    "@40",
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    item("@40", "John Stewart", "P31 Q16521", "P27 %GB", "P102 @701", "P39 @804 2015-05-07.."),
    LABOUR,
    held=["MP @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "right-one-vandalised-class-and-poor",
    "Person:John Stewart",
    "@40",
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    item("@40", "John Stewart", "P31 Q16521", "P27 %GB"),
    LABOUR,
    held=["MP @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "right-one-vandalised-death",
    "Person:John Stewart",
    "@40",
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    human("@40", "John Stewart", "P27 %GB", "P570 1901-01-01", "P39 @804 2015-05-07.."),
    LABOUR,
    held=["MP @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "right-one-vandalised-birth",
    "Person:John Stewart",
    "@40",
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    human("@40", "John Stewart", "P27 %GB", "P569 2023-01-01", "P39 @804 2015-05-07.."),
    LABOUR,
    held=["MP @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "right-one-vandalised-citizenship",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", "P27 %GB", "P39 @808 2019-05-01.."),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)

# -- Occupations, employers, teams, relatives --------------------------------------------------------------------------

BBC = item("@710", "BBC", "P31 Q192283", "P17 %GB")
BARCELONA = item("@711", "FC Barcelona", "P31 Q476028", "P17 %ES")
add(
    "journalist-and-the-source",
    "Person:James Harding",
    None,
    human("@50", "James Harding", "P27 %GB", "P106 @903", "P108 @710"),
    BBC,
    JOURNALIST,
    held=["journalist @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Country:Iran", "Organization:BBC"],
)
add(
    "two-footballers",
    "Person:Juan García",
    "@52",
    human("@51", "Juan García", "P27 %ES", "P106 @902", "P54 @711 1994..1998"),
    human("@52", "Juan García", "P27 %ES", "P106 @902"),
    BARCELONA,
    FOOTBALLER,
    held=["footballer @ Country:Spain"],
    others=["Country:Spain", "Organization:FC Barcelona"],
)
add(
    "one-footballer-of-old",
    "Person:Juan García",
    None,
    human("@51", "Juan García", "P27 %ES", "P106 @902", "P54 @711 1994..1998"),
    BARCELONA,
    FOOTBALLER,
    held=["footballer @ Country:Spain"],
    others=["Country:Spain", "Organization:FC Barcelona"],
)
add(
    "two-footballers-of-two-clubs",
    "Person:Juan García",
    "@52",
    human("@51", "Juan García", "P27 %ES", "P106 @902", "P54 @711 2020.."),
    human("@52", "Juan García", "P27 %ES", "P106 @902", "P54 @712 2020.."),
    BARCELONA,
    FOOTBALLER,
    held=["footballer @ Country:Spain"],
    others=["Country:Spain", "Organization:FC Barcelona"],
)
add(
    "lawyer-of-the-country",
    "Person:James Harding",
    None,
    human("@53", "James Harding", "P27 %GB", "P106 @901"),
    LAWYER,
    held=["lawyer @ Country:United Kingdom"],
    others=["Country:United Kingdom"],
)
add(
    "lawyer-of-the-party",
    "Person:James Harding",
    None,
    human("@53", "James Harding", "P27 %GB", "P106 @901", "P102 @701"),
    LAWYER,
    LABOUR,
    held=["lawyer @ Country:United Kingdom"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "economist-of-old-employer",
    "Person:Paul Romano",
    None,
    human("@54", "Paul Romano", "P27 %IT", "P106 @904", "P108 @710 1980..1990"),
    BBC,
    ECONOMIST,
    held=["economist @ Country:Italy"],
    others=["Country:Italy", "Organization:BBC"],
)
add(
    "businessman-sanctioned",
    "Person:Ivan Kuznetsov",
    None,
    human("@55", "Ivan Kuznetsov", "P27 %RU", "P106 @905", "P102 @702"),
    BUSINESSMAN,
    ONE_RUSSIA,
    held=["businessman @ Country:Russia"],
    others=["Country:Russia", "Country:United States", "Organization:United Russia"],
)
_CHIEF = human("@60", "Mary Mansour", "P27 %LB", "P39 @808 2020-01-01..")
add(
    "husband-dead-son-lives",
    "Person:Elias Mansour",
    None,
    human("@61", "Elias Mansour", "P27 %LB", "P26 @60", "P570 2001"),
    _CHIEF,
    acts=None,
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "husband-and-son",
    "Person:Elias Mansour",
    "@62",
    human("@61", "Elias Mansour", "P27 %LB", "P26 @60", "P570 2001"),
    human("@62", "Elias Mansour", "P27 %LB"),
    _CHIEF,
    acts=None,
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "husband-and-son-acting",
    "Person:Elias Mansour",
    "@62",
    human("@61", "Elias Mansour", "P27 %LB", "P26 @60"),
    human("@62", "Elias Mansour", "P27 %LB"),
    _CHIEF,
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "husband-right",
    "Person:Elias Mansour",
    "@61",
    human("@61", "Elias Mansour", "P27 %LB", "P26 @60"),
    _CHIEF,
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "son-of-the-dead",
    "Person:Mary Mansour",
    None,
    human("@60", "Mary Mansour", "P27 %LB", "P22 @63"),
    human("@63", "Karim Mansour", "P27 %LB", _ELDER),
    held=["singer"],
    others=["Country:Lebanon", "Person:Karim Mansour = former president @ Country:Lebanon"],
)
add(
    "actor-named-as-president",
    "Person:Karim Mansour",
    None,
    human("@64", "Karim Mansour", "P27 %LB", "P106 @906"),
    ACTOR,
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)

# -- Nobody whom Wikidata knows ----------------------------------------------------------------------------------------

for i, (name, title, country, code) in enumerate(
    [
        ("John Smith", "prime minister", "Country:Kenya", "%KE"),
        ("Ahmed Ali", "foreign minister", "Country:Iraq", "%IQ"),
        ("Maria Santos", "mayor", "Country:Philippines", "%PH"),
        ("Wang Wei", "spokesman", "Country:China", "%CN"),
        ("Ivan Petrov", "general", "Country:Russia", "%RU"),
        ("Kim Min-ji", "ambassador", "Country:South Korea", "%KR"),
    ]
):
    add(
        f"nobody-{i}",
        f"Person:{name}",
        None,
        human("@70", name, f"P27 {code}", links=90),
        held=[f"{title} @ {country}"],
        others=[country],
    )
    add(f"nobody-untitled-{i}", f"Person:{name}", None, human("@70", name, f"P27 {code}", links=90), others=[country])
    add(f"nobody-no-items-{i}", f"Person:{name}", None, held=[f"{title} @ {country}"], others=[country])
    add(
        f"no-class-{i}",
        f"Person:{name}",
        None,
        item("@70", name, f"P27 {code}"),
        held=[f"{title} @ {country}"],
        others=[country],
    )
add(
    "fictional",
    "Person:Frank Underhill",
    None,
    item("@71", "Frank Underhill", "P31 Q5", "P31 Q15632617", "P27 %US", "P39 @800 2020-01-20.."),
    held=["president @ Country:United States"],
    others=["Country:United States"],
)
add(
    "fictional-unmarked",
    "Person:Frank Underhill",
    None,
    human("@71", "Frank Underhill", "P27 %US"),
    held=["president @ Country:United States"],
    others=["Country:United States"],
)

# -- Names -------------------------------------------------------------------------------------------------------------

add(
    "bush-the-son-only-father-known",
    "Person:George W. Bush",
    None,
    human("@80", "George H. W. Bush", "P27 %US", "P39 @800 1989-01-20..1993-01-20", "P570 2018-11-30"),
    acts=None,
    held=["former president @ Country:United States"],
    others=["Country:United States"],
)
add(
    "bush-the-son",
    "Person:George W. Bush",
    "@81",
    human("@80", "George H. W. Bush", "P27 %US", "P39 @800 1989-01-20..1993-01-20"),
    human("@81", "George W. Bush", "P27 %US", "P39 @800 2001-01-20..2009-01-20"),
    held=["former president @ Country:United States"],
    others=["Country:United States"],
    clear=True,
)
add(
    "bush-plain-1990",
    "Person:George Bush",
    "@80",
    human("@80", "George H. W. Bush", "P27 %US", "P39 @800 1989-01-20..1993-01-20", also=["George Bush"]),
    human("@81", "George W. Bush", "P27 %US", "P39 @800 2001-01-20..2009-01-20", also=["George Bush"]),
    date="1990-08-08",
    held=["president @ Country:United States"],
    others=["Country:United States"],
    clear=True,
)
add(
    "initials-differ",
    "Person:John A. Stewart",
    None,
    human("@82", "John B. Stewart", "P27 %LB", "P39 @808 2019-05-01.."),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "initial-left-out",
    "Person:John Stewart",
    "@82",
    human("@82", "John B. Stewart", "P27 %LB", "P39 @808 2019-05-01.."),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
    clear=True,
)
add(
    "junior",
    "Person:John Stewart Jr.",
    None,
    human("@82", "John Stewart", "P27 %LB", "P39 @808 2019-05-01.."),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "kim-jong-un",
    "Person:Kim Jong Un",
    None,
    human("@83", "Kim Jong-il", "P27 %KP", "P39 @825 1994-07-08.."),
    held=["foreign minister @ Country:North Korea"],
    others=["Country:North Korea"],
)
add(
    "kim-hyphen",
    "Person:Kim Jong Un",
    "@84",
    human("@84", "Kim Jong-un", "P27 %KP", "P39 @825 2011-12-17.."),
    held=["foreign minister @ Country:North Korea"],
    others=["Country:North Korea"],
    clear=True,
)
add(
    "ivanova",
    "Person:Olga Ivanova",
    None,
    human("@85", "Oleg Ivanov", "P27 %RU", "P39 @806 2016-10-05.."),
    held=["lawmaker @ Country:Russia"],
    others=["Country:Russia"],
)
add(
    "family-name-first",
    "Person:Wei Zhang",
    "@86",
    human("@86", "Zhang Wei", "P27 %CN", "P39 @819 2022-12-30.."),
    held=["foreign minister @ Country:China"],
    others=["Country:China"],
)
add(
    "bin-son",
    "Person:Mohammed Salman",
    None,
    human("@87", "Mohammed bin Salman", "P27 %SA", "P39 @838 2015-01-23.."),
    held=["defense minister @ Country:Iraq"],
    others=["Country:Saudi Arabia", "Country:Iraq"],
)
add(
    "bin-two",
    "Person:Khalid bin Sultan",
    "@89",
    human("@88", "Khalid Sultan", "P27 %SA", "P39 @838 2022-09-27.."),
    human("@89", "Khalid bin Sultan", "P27 %SA"),
    held=["defense minister @ Country:Saudi Arabia"],
    others=["Country:Saudi Arabia"],
)
add(
    "bin-alone",
    "Person:Khalid bin Sultan",
    None,
    human("@88", "Khalid Sultan", "P27 %SA", "P39 @838 2022-09-27.."),
    held=["defense minister @ Country:Saudi Arabia"],
    others=["Country:Saudi Arabia"],
)
add(
    "bin-ibn",
    "Person:Khalid bin Salman",
    "@90",
    human("@90", "Khalid ibn Salman", "P27 %SA", "P39 @838 2022-09-27.."),
    held=["defense minister @ Country:Saudi Arabia"],
    others=["Country:Saudi Arabia"],
    clear=True,
)
add(
    "khan-han",
    "Person:Imran Khan",
    None,
    human("@91", "Imran Han", "P27 %PK", "P39 @844 2018-08-18..2022-04-10"),
    date="2020-04-04",
    held=["prime minister @ Country:Pakistan"],
    others=["Country:Pakistan"],
)
add(
    "manuel-manol",
    "Person:Manuel Petrov",
    None,
    human("@92", "Manol Petrov", "P27 %PL", "P39 @851 2020-01-01.."),
    held=["prime minister @ Country:Poland"],
    others=["Country:Poland"],
)
add(
    "married-name",
    "Person:Hanna Kowalska",
    "@93",
    human("@93", "Hanna Nowak", "P27 %PL", "P39 @851 2020.."),
    held=["prime minister @ Country:Poland"],
    others=["Country:Poland"],
)
add(
    "maiden-namesake",
    "Person:Hanna Nowak",
    None,
    human("@93", "Hanna Kowalska", "P27 %PL", "P106 @901", also=["Hanna Nowak"]),
    LAWYER,
    held=["lawyer @ Country:Poland"],
    others=["Country:Poland"],
)
add(
    "sergey-two",
    "Person:Sergey Ivanov",
    "@95",
    human("@94", "Sergei Ivanov", "P27 %RU", "P39 @806 2011-12-04.."),
    human("@95", "Sergey Ivanov", "P27 %RU", "P39 @806 2011-12-04.."),
    held=["lawmaker @ Country:Russia"],
    others=["Country:Russia"],
)
add(
    "spelling-of-another",
    "Person:Dmitri Popov",
    "@97",
    human("@96", "Dmitry Popov", "P27 %KZ", "P39 @852 2022-01-11.."),
    human("@97", "Dmitri Popov", "P27 %KZ"),
    held=["minister @ Country:Kazakhstan"],
    others=["Country:Kazakhstan"],
)
add(
    "surname-only",
    "Person:Mansour",
    None,
    human("@1", "Karim Mansour", "P27 %LB", "P39 @808 2019-05-01..", also=["Mansour"]),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
    local=True,
)
add(
    "surname-of-spouse",
    "Person:Mansour",
    "@1",
    _CHIEF,
    human("@1", "Karim Mansour", "P27 %LB", _ELDER, links=80, also=["Mansour"]),
    local=True,
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "surname-other-title",
    "Person:Mansour",
    "@1",
    _CHIEF,
    human("@1", "Karim Mansour", "P27 %LB", _ELDER, also=["Mansour"]),
    local=True,
    held=["former president @ Country:Lebanon"],
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "crowd",
    "Person:John Stewart",
    None,
    *(human(f"@{1000 + i}", "John Stewart", "P27 %IE") for i in range(24)),
    human("@1999", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    LABOUR,
    held=["MP @ Organization:Labour Party"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "surname-antecedent",
    "Person:Mansour",
    "@60",
    _CHIEF,
    local=True,
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "given-name-of-another",
    "Person:Mary",
    None,
    _CHIEF,
    local=True,
    held=["nurse"],
    others=["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"],
)
add(
    "regnal",
    "Person:Abdullah II",
    None,
    human("@98", "Abdullah II", "P27 %KW", "P39 @849 1866..1892", "P570 1892"),
    acts=None,
    held=["king @ Country:Jordan"],
    others=["Country:Jordan", "Country:Kuwait"],
)

# -- Countries that were one, or share a name --------------------------------------------------------------------------

add(
    "two-congos",
    "Person:Joseph Ilunga",
    None,
    human("@100", "Joseph Ilunga", "P27 %CD", "P39 @827 2021-04-26.."),
    held=["prime minister @ Country:Republic of the Congo"],
    others=["Country:Republic of the Congo", "Country:Democratic Republic of the Congo"],
)
add(
    "congo-alone",
    "Person:Joseph Ilunga",
    None,
    human("@100", "Joseph Ilunga", "P27 %CD", "P39 @827 2021-04-26.."),
    held=["prime minister @ Country:Congo"],
    others=["Country:Congo", "Country:Democratic Republic of the Congo"],
)
add(
    "congo-right",
    "Person:Joseph Ilunga",
    "@100",
    human("@100", "Joseph Ilunga", "P27 %CD", "P39 @827 2021-04-26.."),
    held=["prime minister @ Country:Democratic Republic of the Congo"],
    others=["Country:Democratic Republic of the Congo"],
    clear=True,
)
add(
    "two-koreas",
    "Person:Kim Sung-hwan",
    "@102",
    human("@101", "Kim Sung-hwan", "P27 %KP", "P39 @825 2020-01-01.."),
    human("@102", "Kim Sung-hwan", "P27 %KR", "P39 @826 2020-01-01.."),
    held=["foreign minister @ Country:South Korea"],
    others=["Country:South Korea", "Country:North Korea"],
    clear=True,
)
add(
    "korea-untold",
    "Person:Kim Sung-hwan",
    None,
    human("@101", "Kim Sung-hwan", "P27 %KP", "P39 @825 2020-01-01.."),
    held=["foreign minister @ Country:Korea"],
    others=["Country:Korea", "Country:North Korea"],
)
add(
    "guineas",
    "Person:Francisco Obama",
    None,
    human("@103", "Francisco Obama", "P27 %GN", "P39 @829 2021-10-06.."),
    held=["prime minister @ Country:Equatorial Guinea"],
    others=["Country:Equatorial Guinea", "Country:Guinea"],
)
add(
    "sudan-1990",
    "Person:Salva Deng",
    None,
    human("@104", "Salva Deng", "P27 %SS", "P39 @840 2011-07-09.."),
    date="2013-01-01",
    held=["president @ Country:Sudan"],
    others=["Country:Sudan", "Country:South Sudan"],
)
add(
    "yugoslavia",
    "Person:Slobodan Kostić",
    "@105",
    human("@105", "Slobodan Kostić", "P27 @950", "P39 @841 1997..2000"),
    item("@950", "Yugoslavia", "P31 Q3624078", "P576 2003"),
    date="1999-04-01",
    held=["president @ Country:Yugoslavia"],
    others=["Country:Yugoslavia", "Country:Serbia"],
)
add(
    "yugoslavia-or-serbia",
    "Person:Slobodan Kostić",
    None,
    human("@106", "Slobodan Kostić", "P27 %RS", "P39 @812 1997..2002"),
    date="1999-04-01",
    held=["president @ Country:Yugoslavia"],
    others=["Country:Yugoslavia", "Country:Serbia"],
)
add(
    "macedonia",
    "Person:Boris Trajkov",
    "@107",
    human("@107", "Boris Trajkov", "P27 %MK", "P39 @842 1999-12-15..2004-02-26"),
    date="2001-08-13",
    held=["president @ Country:North Macedonia"],
    others=["Country:North Macedonia"],
    clear=True,
)
add("georgia-country", "Country:Georgia", "%GE", others=["Place:Tbilisi", "Country:Russia"])
add("georgia-state-as-country", "Country:Georgia", None, others=["Country:United States", "Place:Atlanta"])
add(
    "guinea-country",
    "Country:Guinea",
    "%GN",
    item("%GN", "Guinea", "P31 Q3624078", "P297 GN"),
    item("%GQ", "Equatorial Guinea", "P31 Q3624078", "P297 GQ", also=["Guinea"]),
    others=["Country:Mali"],
)
add(
    "guinea-country-of-three",
    "Country:Guinea",
    None,
    item("%GN", "Guinea", "P31 Q3624078", "P297 GN"),
    others=["Country:Equatorial Guinea", "Country:Papua New Guinea"],
)
add("congo-country", "Country:Congo", None, item("@108", "Congo", "P31 Q6256"), others=["Country:Rwanda"])
add(
    "yugoslavia-country",
    "Country:Yugoslavia",
    None,
    item("@950", "Yugoslavia", "P31 Q3624078", "P576 2003-02-04"),
    item("@951", "Yugoslavia", "P31 Q3024240", "P576 1992-04-27"),
    date="1999-04-01",
    others=["Country:Serbia"],
)
add(
    "soviet-union",
    "Country:Soviet Union",
    "Q15180",
    item("Q15180", "Soviet Union", "P31 Q3024240", "P576 1991-12-26"),
    others=["Country:Russia"],
)

# -- Places ------------------------------------------------------------------------------------------------------------


def city(id_: str, label: str, country: str, kind: str = "Q515", **options: Any) -> Item:
    return item(id_, label, f"P31 {kind}", f"P17 {country}", **options)


_CHILE, _DOMINICAN = (
    city("@200", "Santiago", "%CL"),
    city("@201", "Santiago de los Caballeros", "%DO", also=["Santiago"]),
)
add("santiago-chile", "Place:Santiago", "@200", _CHILE, _DOMINICAN, others=["Country:Chile"], clear=True)
add("santiago-dominican", "Place:Santiago", "@201", _CHILE, _DOMINICAN, others=["Country:Dominican Republic"])
add(
    "santiago-both",
    "Place:Santiago",
    "@201",
    _CHILE,
    _DOMINICAN,
    others=["Country:Dominican Republic", "Country:Chile"],
)
add("santiago-cuba", "Place:Santiago", None, _CHILE, others=["Country:Cuba", "Country:Chile"])
_LIBYA, _NORTH = city("@202", "Tripoli", "%LY"), city("@203", "Tripoli", "%LB")
add("tripoli-lebanon", "Place:Tripoli", "@203", _LIBYA, _NORTH, others=["Country:Lebanon", "Place:Beirut"])
add("tripoli-libya", "Place:Tripoli", "@202", _LIBYA, _NORTH, others=["Country:Libya"], clear=True)
add("tripoli-both", "Place:Tripoli", "@203", _LIBYA, _NORTH, others=["Country:Lebanon", "Country:Libya"])
add("tripoli-libya-guest", "Place:Tripoli", None, _LIBYA, others=["Country:Lebanon", "Country:Libya"])
_SPAIN, _ARGENTINA = city("@204", "Córdoba", "%ES"), city("@205", "Córdoba", "%AR")
add("cordoba-argentina", "Place:Cordoba", "@205", _SPAIN, _ARGENTINA, others=["Country:Argentina"])
add("cordoba-spain", "Place:Córdoba", "@204", _SPAIN, _ARGENTINA, others=["Country:Spain"])
add("cordoba-both", "Place:Cordoba", "@205", _SPAIN, _ARGENTINA, others=["Country:Argentina", "Country:Spain"])
add("cordoba-one-known", "Place:Cordoba", None, _SPAIN, others=["Country:Argentina", "Country:Spain"])
add("cordoba-one-known-accent", "Place:Córdoba", None, _SPAIN, others=["Country:Argentina", "Country:Spain"])
add("cordoba-mexico-known", "Place:Cordoba", None, _ARGENTINA, others=["Country:Argentina", "Country:Mexico"])
_COSTA_RICA, _CALIFORNIA = city("@207", "San José", "%CR"), city("@208", "San Jose", "%US")
add(
    "san-jose-costa-rica", "Place:San Jose", "@207", _COSTA_RICA, _CALIFORNIA, others=["Country:Costa Rica"], clear=True
)
add(
    "san-jose-both",
    "Place:San Jose",
    "@208",
    _COSTA_RICA,
    _CALIFORNIA,
    others=["Country:Costa Rica", "Country:United States"],
)
add("san-jose-one-known", "Place:San Jose", None, _COSTA_RICA, others=["Country:Costa Rica", "Country:United States"])
add(
    "victoria",
    "Place:Victoria",
    "@210",
    city("@209", "Victoria", "%SC"),
    city("@210", "Victoria", "%AU", "Q56061"),
    others=["Country:Australia"],
)
add(
    "victoria-two-lands",
    "Place:Victoria",
    "@211",
    city("@211", "Victoria", "%CA"),
    city("@210", "Victoria", "%AU", "Q56061"),
    others=["Country:Australia", "Country:Canada"],
)
add(
    "victoria-seychelles-or-hong-kong",
    "Place:Victoria",
    None,
    city("@209", "Victoria", "%SC"),
    others=["Country:Seychelles", "Country:Canada"],
)
_DC, _STATE = city("@212", "Washington, D.C.", "%US", also=["Washington"]), city("@213", "Washington", "%US", "Q56061")
add(
    "washington-state-or-city",
    "Place:Washington",
    "@213",
    _DC,
    _STATE,
    others=["Country:United States", "Place:Seattle"],
)
add("washington-one", "Place:Washington", None, _DC, others=["Country:United States", "Place:Seattle"])
add(
    "washington-state",
    "Place:Washington state",
    "@213",
    city("@213", "Washington", "%US", "Q56061", also=["Washington State"]),
    _DC,
    others=["Country:United States"],
    clear=True,
)
add(
    "washington-person",
    "Person:Washington",
    None,
    _DC,
    human("@214", "George Washington", "P27 %US"),
    local=True,
    others=["Country:United States"],
)
add(
    "georgia-the-state",
    "Place:Georgia",
    "Q1428",
    item("Q1428", "Georgia", "P31 Q56061", "P17 %US"),
    item("%GE", "Georgia", "P31 Q3624078", "P297 GE"),
    others=["Country:United States", "Place:Atlanta"],
    clear=True,
)
add(
    "georgia-the-state-in-tbilisi",
    "Place:Georgia",
    None,
    item("Q1428", "Georgia", "P31 Q56061", "P17 %US"),
    item("%GE", "Georgia", "P31 Q3624078", "P297 GE"),
    others=["Country:United States", "Place:Tbilisi", "Country:Russia"],
)
add(
    "springfield-one-known",
    "Place:Springfield",
    None,
    city("@215", "Springfield", "%US"),
    city("@216", "Springfield", "%CA"),
    others=["Country:United States", "Country:Canada"],
)
add(
    "springfield-two",
    "Place:Springfield",
    "@217",
    city("@215", "Springfield", "%US"),
    city("@217", "Springfield", "%US"),
    others=["Country:United States", "Place:Illinois"],
)
add(
    "portland-two",
    "Place:Portland",
    "@219",
    city("@218", "Portland", "%US", links=120),
    city("@219", "Portland", "%US"),
    others=["Country:United States", "Place:Maine"],
)
add(
    "paris-texas",
    "Place:Paris",
    "@221",
    city("@220", "Paris", "%FR"),
    city("@221", "Paris", "%US"),
    others=["Country:France", "Country:United States"],
)
add(
    "paris",
    "Place:Paris",
    "@220",
    city("@220", "Paris", "%FR"),
    city("@221", "Paris", "%US"),
    others=["Country:France"],
    clear=True,
)
add(
    "belgrade-montana",
    "Place:Belgrade",
    "@222",
    city("@222", "Belgrade", "%US"),
    city("Q3711", "Belgrade", "%RS"),
    others=["Country:United States", "Place:Montana", "Country:Serbia"],
)
add(
    "warsaw-indiana",
    "Place:Warsaw",
    "@223",
    city("@223", "Warsaw", "%US"),
    city("Q270", "Warsaw", "%PL"),
    others=["Country:United States", "Country:Poland"],
)
add(
    "warsaw",
    "Place:Warsaw",
    "Q270",
    city("@223", "Warsaw", "%US"),
    city("Q270", "Warsaw", "%PL"),
    others=["Country:Poland"],
    clear=True,
)
add(
    "guadalajara-spain",
    "Place:Guadalajara",
    "@225",
    city("@224", "Guadalajara", "%MX"),
    city("@225", "Guadalajara", "%ES"),
    others=["Country:Spain", "Country:Mexico"],
)
add(
    "naples-florida",
    "Place:Naples",
    "@227",
    city("@226", "Naples", "%IT"),
    city("@227", "Naples", "%US"),
    others=["Country:Italy", "Country:United States"],
)
add(
    "odessa-texas",
    "Place:Odesa",
    "@229",
    city("@228", "Odesa", "%UA", also=["Odessa"]),
    city("@229", "Odessa", "%US"),
    others=["Country:Ukraine", "Country:United States"],
)
add(
    "club-for-city",
    "Place:Barcelona",
    "@230",
    city("@230", "Barcelona", "%ES"),
    item("@711", "FC Barcelona", "P31 Q476028", "P17 %ES", also=["Barcelona"]),
    others=["Country:Spain"],
)
add(
    "club-known-city-not",
    "Place:Barcelona",
    None,
    item("@711", "FC Barcelona", "P31 Q476028", "P17 %ES", also=["Barcelona"]),
    others=["Country:Spain"],
)
add("city-without-class", "Place:Aleppo", "@231", item("@231", "Aleppo", "P17 %SY"), others=["Country:Syria"])
add(
    "historic-place",
    "Place:Kirov",
    "@232",
    city("@232", "Kirov", "%RU"),
    city("@233", "Kirov", "%RU", "Q532"),
    others=["Country:Russia"],
)

# -- Organizations -----------------------------------------------------------------------------------------------------


def body(id_: str, label: str, kind: str, *claims: str, **options: Any) -> Item:
    return item(id_, label, f"P31 {kind}", *claims, **options)


DEMOCRATS = body("@300", "Democratic Party", "Q7278", "P17 %US")
for i, (country, code) in enumerate(
    [("Country:Italy", "%IT"), ("Country:Serbia", "%RS"), ("Country:South Korea", "%KR")]
):
    add(
        f"democrats-{i}",
        "Organization:Democratic Party",
        "@301",
        DEMOCRATS,
        body("@301", "Democratic Party", "Q7278", f"P17 {code}"),
        others=[country],
    )
    add(f"democrats-unknown-{i}", "Organization:Democratic Party", None, DEMOCRATS, others=[country])
    add(
        f"democrats-with-us-{i}",
        "Organization:Democratic Party",
        "@301",
        DEMOCRATS,
        body("@301", "Democratic Party", "Q7278", f"P17 {code}"),
        others=[country, "Country:United States"],
    )
add(
    "democrats-us",
    "Organization:Democratic Party",
    "@300",
    DEMOCRATS,
    body("@301", "Democratic Party", "Q7278", "P17 %IT"),
    others=["Country:United States"],
    clear=True,
)
add(
    "labour-norway",
    "Organization:Labour Party",
    "@303",
    body("@302", "Labour Party", "Q7278", "P17 %GB"),
    body("@303", "Labour Party", "Q7278", "P17 %NO"),
    others=["Country:Norway"],
)
add(
    "conservatives-of-norway",
    "Organization:Conservative Party",
    None,
    body("@304", "Conservative Party", "Q7278", "P17 %GB"),
    others=["Country:Norway"],
)
add(
    "conservatives-of-canada",
    "Organization:Conservative Party",
    "@305",
    body("@304", "Conservative Party", "Q7278", "P17 %GB"),
    body("@305", "Conservative Party of Canada", "Q7278", "P17 %CA", also=["Conservative Party"]),
    others=["Country:Canada"],
)
add(
    "state-security-north-korea",
    "Organization:Ministry of State Security",
    "@307",
    body("@306", "Ministry of State Security", "Q327333", "P17 %CN"),
    body("@307", "Ministry of State Security", "Q327333", "P17 %KP"),
    others=["Country:North Korea"],
)
add(
    "state-security-unknown",
    "Organization:Ministry of State Security",
    None,
    body("@306", "Ministry of State Security", "Q327333", "P17 %CN"),
    others=["Country:North Korea"],
)
add(
    "state-security-stasi",
    "Organization:Ministry of State Security",
    None,
    body("@306", "Ministry of State Security", "Q327333", "P17 %CN"),
    others=["Country:Germany"],
    date="1989-11-09",
)
add(
    "security-council-of-turkey",
    "Organization:National Security Council",
    None,
    body("@308", "National Security Council", "Q327333", "P17 %US"),
    others=["Country:Turkey"],
)
add(
    "security-council-both",
    "Organization:National Security Council",
    "@309",
    body("@308", "National Security Council", "Q327333", "P17 %US"),
    body("@309", "National Security Council", "Q327333", "P17 %TR"),
    others=["Country:Turkey", "Country:United States"],
)
add(
    "bundesrat-of-austria",
    "Organization:Bundesrat",
    "@311",
    body("@310", "Bundesrat", "Q327333", "P17 %DE"),
    body("@311", "Bundesrat", "Q327333", "P17 %AT"),
    others=["Country:Austria"],
)
add(
    "bundesrat-unknown",
    "Organization:Bundesrat",
    None,
    body("@310", "Bundesrat", "Q327333", "P17 %DE"),
    others=["Country:Switzerland"],
)
add(
    "bundesrat-both",
    "Organization:Bundesrat",
    "@311",
    body("@310", "Bundesrat", "Q327333", "P17 %DE"),
    body("@311", "Bundesrat", "Q327333", "P17 %AT"),
    others=["Country:Austria", "Country:Germany"],
)
add(
    "people-of-fidesz",
    "Organization:Fidesz",
    "@312",
    body("@312", "Fidesz", "Q7278", "P17 %HU"),
    others=["Country:Hungary"],
    clear=True,
)
add(
    "samsung-daughter",
    "Organization:Samsung",
    "@314",
    body("@313", "Samsung Electronics", "Q4830453", "P17 %KR", also=["Samsung"]),
    body("@314", "Samsung", "@960", "P17 %KR"),
    item("@960", "chaebol", "P279 Q43229"),
    others=["Country:South Korea"],
)
add(
    "shell-daughter",
    "Organization:Shell",
    "@316",
    body("@315", "Shell UK", "Q4830453", "P17 %GB", also=["Shell"]),
    body("@316", "Shell", "Q783794", "P17 %GB"),
    others=["Country:United Kingdom"],
)
add(
    "petra-company", "Organization:Petra", None, body("@317", "Petra", "Q4830453", "P17 %JO"), others=["Country:Jordan"]
)
add("delta", "Organization:Delta", None, body("@318", "Delta", "Q4830453", "P17 %US"), others=["Country:United States"])
add(
    "orange",
    "Organization:Orange",
    None,
    body("@319", "Orange", "Q4830453", "P17 %FR", "P159 %FR"),
    others=["Country:France"],
)
add(
    "apple-records",
    "Organization:Apple",
    "@321",
    body("@320", "Apple Records", "Q4830453", "P17 %US", also=["Apple"]),
    body("@321", "Apple", "@961", "P17 %US"),
    item("@961", "technology company", "P279 Q43229"),
    others=["Country:United States"],
)
add(
    "boeing-elsewhere",
    "Organization:Boeing",
    "@322",
    body("@322", "Boeing", "Q4830453", "P17 %US"),
    others=["Country:China"],
    clear=True,
)
add(
    "ministry-elsewhere",
    "Organization:Ministry of Defence",
    None,
    body("@323", "Ministry of Defence", "Q192350", "P17 %IN", "P159 @324"),
    others=["Country:India", "Country:Pakistan"],
)
add(
    "national-liberation-army",
    "Organization:National Liberation Army",
    None,
    body("@325", "National Liberation Army", "Q17149090", "P17 %CO"),
    others=["Country:North Macedonia"],
)
add(
    "dissolved-party",
    "Organization:United Russia",
    "@327",
    body("@326", "United Russia", "Q7278", "P17 %RU", "P576 2001"),
    body("@327", "United Russia", "Q7278", "P17 %RU"),
    others=["Country:Russia"],
)
add(
    "former-name-of-party",
    "Organization:National Rally",
    "@328",
    body("@328", "National Rally", "Q7278", "P17 %FR", also=["National Front"]),
    others=["Country:France"],
    clear=True,
)
add(
    "national-rally-elsewhere",
    "Organization:National Rally",
    None,
    body("@328", "National Rally", "Q7278", "P17 %FR"),
    others=["Country:Senegal"],
)
add(
    "the-guardian-of-nigeria",
    "Organization:The Guardian",
    "@330",
    body("@329", "The Guardian", "Q11032", "P17 %GB"),
    body("@330", "The Guardian", "Q11032", "P17 %NG"),
    others=["Country:Nigeria"],
)
add(
    "club-and-city",
    "Organization:Barcelona",
    None,
    item("@230", "Barcelona", "P31 Q515", "P17 %ES"),
    others=["Country:Spain"],
)
