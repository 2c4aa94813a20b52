"""More situations, written after the rules had been mended for the others: 69 and 37, of which 17 and 1 were wrong."""

from __future__ import annotations

from attack_cases import (
    BBC,
    BUSINESSMAN,
    CASES,
    CCP,
    DEMOCRATS,
    ECONOMIST,
    FOOTBALLER,
    JOURNALIST,
    LABOUR,
    ONE_RUSSIA,
    add,
    body,
    city,
)
from attacks import human, item, position

__all__ = ["CASES"]

_LB = "P27 %LB"

# -- Offices -----------------------------------------------------------------------------------------------------------

_OLD_FM = position("@860", "Minister of Foreign Affairs of Lebanon", "P17 %LB", also=["Foreign Minister of Lebanon"])
_SENATE = position("@861", "President of the Senate", "P17 %LB", also=["President"])
_RS = position("@862", "President of Republika Srpska", "P17 %BA")
_BANK = position("@863", "president", "P17 %LB")
_COUNCIL = position("@864", "member of the city council", "P17 %US")
_ENVOY = position("@865", "United Nations special envoy", "P17 %SY")
_SPEAKER = position("@866", "Speaker of the House of Representatives", "P17 %US", also=["House speaker"])
_STATE_SPEAKER = position("@867", "Speaker of the House of Representatives of Ohio", "P17 %US")
_GOV_GENERAL = position("@868", "Governor-General of Australia", "P17 %AU")
_VICTORIA = position("@869", "Premier of Victoria", "P17 %AU")
_KING = position("@870", "King of Jordan", "P17 %JO")
_KURDISTAN = position("@871", "Prime Minister of the Kurdistan Region", "P17 %IQ", also=["Prime Minister of Kurdistan"])
_IRAQ = position("@872", "Prime Minister of Iraq", "P17 %IQ")
_SERBIA_MONTENEGRO = position("@873", "Minister of Defence of Serbia and Montenegro", "P17 @952")
_SERBIA_MOD = position("@874", "Minister of Defence of Serbia", "P17 %RS")

add(
    "former-dead-namesake",
    "Person:Fuad Naffah",
    None,
    human("@400", "Fuad Naffah", _LB, "P39 @860 1951..1953", "P570 1965"),
    _OLD_FM,
    acts=None,
    held=["former foreign minister @ Country:Lebanon"],
    others=["Country:Lebanon", "Country:France"],
)
add(
    "late-minister",
    "Person:Fuad Naffah",
    "@400",
    human("@400", "Fuad Naffah", _LB, "P39 @860 2011-01-01..2013-01-01", "P570 2020"),
    _OLD_FM,
    acts=None,
    held=["late foreign minister @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "former-alive",
    "Person:Fuad Naffah",
    "@400",
    human("@400", "Fuad Naffah", _LB, "P39 @860 2011-01-01..2013-01-01"),
    _OLD_FM,
    held=["former foreign minister @ Country:Lebanon"],
    others=["Country:Lebanon"],
    clear=True,
)
add(
    "bare-alias-of-another-office",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P39 @861 2022-01-01.."),
    _SENATE,
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "generic-president-with-country",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P39 @863 2022-01-01.."),
    _BANK,
    held=["president @ Organization:Bank of Beirut"],
    others=["Country:Lebanon", "Organization:Bank of Beirut"],
)
add(
    "bosnian-serb-president",
    "Person:Tomislav Radić",
    None,
    human("@3", "Tomislav Radić", "P27 %RS", "P39 @812 2022-01-01.."),
    held=["Bosnian Serb president"],
    others=["Country:Serbia", "Country:Bosnia and Herzegovina"],
)
add(
    "city-councillor",
    "Person:Ann Porter",
    None,
    human("@401", "Ann Porter", "P27 %US", "P39 @864 2018-01-01..", "P102 @700"),
    _COUNCIL,
    held=["lawmaker @ Country:United States"],
    others=["Country:United States"],
)
add(
    "speaker-of-a-state",
    "Person:Mike Palmer",
    None,
    human("@402", "Mike Palmer", "P27 %US", "P39 @866 2023-10-25.."),
    _SPEAKER,
    held=["House speaker @ Place:Ohio"],
    others=["Country:United States", "Place:Ohio"],
)
add(
    "speaker-of-the-state-known",
    "Person:Mike Palmer",
    "@403",
    human("@402", "Mike Palmer", "P27 %US", "P39 @866 2023-10-25.."),
    human("@403", "Mike Palmer", "P27 %US", "P39 @867 2019-01-25.."),
    _SPEAKER,
    _STATE_SPEAKER,
    held=["House speaker @ Place:Ohio"],
    others=["Country:United States", "Place:Ohio"],
)
add(
    "premier-of-victoria",
    "Person:Daniel Marsh",
    "@404",
    human("@404", "Daniel Marsh", "P27 %AU", "P39 @869 2014-12-04.."),
    _VICTORIA,
    held=["premier @ Place:Victoria"],
    others=["Country:Australia", "Place:Victoria"],
)
add(
    "premier-of-victoria-as-prime-minister",
    "Person:Daniel Marsh",
    None,
    human("@405", "Daniel Marsh", "P27 %AU", "P39 @868 2014-12-04.."),
    _GOV_GENERAL,
    held=["governor @ Place:Victoria"],
    others=["Country:Australia", "Place:Victoria"],
)
add(
    "king-and-prince",
    "Person:Abdullah Hashemi",
    None,
    human("@406", "Abdullah Hashemi", "P27 %JO", "P39 @870 1946..1951", "P570 1951"),
    _KING,
    held=["prince @ Country:Jordan"],
    others=["Country:Jordan"],
)
add(
    "kurdistan",
    "Person:Masrour Barwari",
    "@407",
    human("@407", "Masrour Barwari", "P27 %IQ", "P39 @871 2019-07-10.."),
    _KURDISTAN,
    _IRAQ,
    held=["prime minister @ Place:Kurdistan"],
    others=["Country:Iraq", "Place:Kurdistan"],
    clear=True,
)
add(
    "iraq-not-kurdistan",
    "Person:Masrour Barwari",
    None,
    human("@407", "Masrour Barwari", "P27 %IQ", "P39 @871 2019-07-10.."),
    _KURDISTAN,
    held=["prime minister @ Country:Iraq"],
    others=["Country:Iraq"],
)
add(
    "serbia-and-montenegro",
    "Person:Zoran Savić",
    None,
    human("@408", "Zoran Savić", "P27 %RS", "P39 @874 2004..2007"),
    _SERBIA_MOD,
    date="2005-03-03",
    held=["defense minister @ Country:Serbia and Montenegro"],
    others=["Country:Serbia and Montenegro", "Country:Serbia"],
)
add(
    "duplicates",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    human("@2", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "end-in-the-future-by-a-slip",
    "Person:Karim Mansour",
    "@2",
    human("@1", "Karim Mansour", _LB, "P39 @808 1994-01-01..2033-01-01"),
    human("@2", "Karim Mansour", _LB),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "two-offices-one-held",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    held=["president @ Country:Lebanon", "professor"],
    others=["Country:Lebanon"],
    clear=True,
)
add(
    "month",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    date="2024-03",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
    clear=True,
)
add(
    "acting",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    held=["acting president @ Country:Lebanon"],
    others=["Country:Lebanon"],
    clear=True,
)
add(
    "minister-designate",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    held=["prime minister-designate @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "candidate",
    "Person:Karim Mansour",
    "@1",
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    held=["presidential candidate @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "vice",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    held=["vice president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "spouse-of-president-by-title",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P39 @808 2022-01-01.."),
    held=["first gentleman @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "deprecated-office",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB),
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "president-of-party",
    "Person:Tomislav Radić",
    None,
    human("@3", "Tomislav Radić", "P27 %RS", "P39 @812 2022-01-01.."),
    item("@712", "Serbian Progressive Party", "P31 Q7278", "P17 %RS"),
    held=["president @ Organization:Serbian Progressive Party"],
    others=["Country:Serbia", "Organization:Serbian Progressive Party"],
)

# -- Spellings that bring two people together, with no office of one ---------------------------------------------------

add(
    "jun-and-yun",
    "Person:Zhang Jun",
    None,
    human("@420", "Zhang Yun", "P27 %CN", "P102 @703", "P106 @904"),
    CCP,
    ECONOMIST,
    held=["economist @ Organization:Chinese Communist Party"],
    others=["Country:China", "Organization:Chinese Communist Party"],
)
add(
    "juan-and-yuan",
    "Person:Li Juan",
    None,
    human("@421", "Li Yuan", "P27 %CN", "P102 @703", "P106 @903"),
    CCP,
    JOURNALIST,
    held=["journalist @ Organization:Chinese Communist Party"],
    others=["Country:China", "Organization:Chinese Communist Party"],
)
add(
    "alexei-two",
    "Person:Alexei Morozov",
    None,
    human("@422", "Aleksey Morozov", "P27 %RU", "P106 @903", "P102 @702"),
    JOURNALIST,
    ONE_RUSSIA,
    held=["journalist @ Organization:United Russia"],
    others=["Country:Russia", "Organization:United Russia"],
)
add(
    "initial-and-journalist",
    "Person:James Harding",
    None,
    human("@423", "James P. Harding", "P27 %GB", "P106 @903", "P108 @710"),
    JOURNALIST,
    BBC,
    held=["journalist @ Organization:BBC"],
    others=["Country:United Kingdom", "Organization:BBC"],
)
add(
    "journalist-of-bbc",
    "Person:James Harding",
    "@50",
    human("@50", "James Harding", "P27 %GB", "P106 @903", "P108 @710"),
    JOURNALIST,
    BBC,
    held=["journalist @ Organization:BBC"],
    others=["Country:United Kingdom", "Organization:BBC"],
)
add(
    "journalist-of-bbc-once",
    "Person:James Harding",
    None,
    human("@50", "James Harding", "P27 %GB", "P106 @903", "P108 @710 1980..1999"),
    JOURNALIST,
    BBC,
    held=["journalist @ Organization:BBC"],
    others=["Country:United Kingdom", "Organization:BBC"],
)
add(
    "journalist-of-bbc-dead",
    "Person:James Harding",
    None,
    human("@50", "James Harding", "P27 %GB", "P106 @903", "P108 @710", "P570 1999"),
    JOURNALIST,
    BBC,
    acts=None,
    held=["journalist @ Organization:BBC"],
    others=["Country:United Kingdom", "Organization:BBC"],
)
add(
    "mp-dead",
    "Person:John Stewart",
    None,
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 1997-05-01..2005-04-11", "P570 2010"),
    LABOUR,
    acts=None,
    held=["former MP @ Organization:Labour Party"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "mp-of-labour",
    "Person:John Stewart",
    "@24",
    human("@24", "John Stewart", "P27 %GB", "P102 @701", "P39 @804 2019-12-12.."),
    LABOUR,
    held=["MP @ Country:United Kingdom", "MP @ Organization:Labour Party"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "lord-of-labour",
    "Person:John Stewart",
    None,
    human("@25", "John Stewart", "P27 %GB", "P102 @701", "P39 @805 2010-01-01.."),
    LABOUR,
    held=["MP @ Country:United Kingdom", "MP @ Organization:Labour Party"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "city-duma-of-party",
    "Person:Sergei Orlov",
    None,
    human("@26", "Sergei Orlov", "P27 %RU", "P102 @702", "P39 @807 2019-09-08.."),
    ONE_RUSSIA,
    held=["lawmaker @ Country:Russia", "lawmaker @ Organization:United Russia"],
    others=["Country:Russia", "Organization:United Russia"],
)
add(
    "footballer-of-club",
    "Person:Juan García",
    "@52",
    human("@52", "Juan García", "P27 %ES", "P106 @902", "P54 @711 2020-01-01.."),
    human("@51", "Juan García", "P27 %ES", "P106 @902", "P54 @711 1994..1998"),
    FOOTBALLER,
    item("@711", "FC Barcelona", "P31 Q476028", "P17 %ES"),
    held=["footballer @ Organization:FC Barcelona"],
    others=["Country:Spain", "Organization:FC Barcelona"],
)

# -- Relatives ---------------------------------------------------------------------------------------------------------

_CHIEF = human("@60", "Mary Mansour", _LB, "P39 @808 2020-01-01..")
_WITH = ["Country:Lebanon", "Person:Mary Mansour = president @ Country:Lebanon"]
add(
    "grandson-of-the-name",
    "Person:Elias Mansour",
    None,
    human("@430", "Elias Mansour", _LB, "P569 1921", "P40 @60"),
    _CHIEF,
    others=_WITH,
)
add(
    "grandson-of-the-dead",
    "Person:Elias Mansour",
    None,
    human("@430", "Elias Mansour", _LB, "P569 1921", "P40 @60", "P570 1990"),
    _CHIEF,
    acts=None,
    others=_WITH,
)
add(
    "brother",
    "Person:Elias Mansour",
    "@431",
    human("@431", "Elias Mansour", _LB, "P569 1971", "P3373 @60"),
    _CHIEF,
    others=_WITH,
)
add(
    "divorced",
    "Person:Elias Mansour",
    None,
    human("@431", "Elias Mansour", _LB, "P26 @60 1990..1995"),
    _CHIEF,
    others=_WITH,
)
add(
    "brother-with-another-title",
    "Person:Elias Mansour",
    None,
    human("@431", "Elias Mansour", _LB, "P3373 @60"),
    _CHIEF,
    held=["goalkeeper"],
    others=_WITH,
)

# -- Places and bodies -------------------------------------------------------------------------------------------------

add(
    "donetsk-of-russia",
    "Place:Donetsk",
    "@441",
    city("@440", "Donetsk", "%UA"),
    city("@441", "Donetsk", "%RU", "Q3957"),
    others=["Country:Russia", "Country:Ukraine"],
)
add(
    "donetsk-of-russia-alone",
    "Place:Donetsk",
    "@441",
    city("@440", "Donetsk", "%UA"),
    city("@441", "Donetsk", "%RU", "Q3957"),
    others=["Country:Russia"],
)
add(
    "village-for-city",
    "Place:Aleppo",
    None,
    city("@442", "Aleppo", "%US", "Q532"),
    others=["Country:Syria", "Country:United States"],
)
add(
    "granada-nicaragua",
    "Place:Granada",
    "@444",
    city("@443", "Granada", "%ES"),
    city("@444", "Granada", "%NI"),
    others=["Country:Nicaragua"],
)
add(
    "granada-both",
    "Place:Granada",
    "@444",
    city("@443", "Granada", "%ES"),
    city("@444", "Granada", "%NI"),
    others=["Country:Nicaragua", "Country:Spain"],
)
add(
    "punjab-pakistan",
    "Place:Punjab",
    "@446",
    city("@445", "Punjab", "%IN", "Q56061"),
    city("@446", "Punjab", "%PK", "Q56061"),
    others=["Country:Pakistan", "Country:India"],
)
add(
    "punjab-pakistan-unknown",
    "Place:Punjab",
    None,
    city("@445", "Punjab", "%IN", "Q56061"),
    others=["Country:Pakistan", "Country:India"],
)
add(
    "city-and-governorate",
    "Place:Aleppo",
    "@447",
    city("@447", "Aleppo", "%SY"),
    city("@448", "Aleppo", "%SY", "Q56061"),
    others=["Country:Syria"],
)
add("soviet-city", "Place:Kirov", "@449", city("@449", "Kirov", "Q15180"), others=["Country:Russia"])
add("vandalised-country-of-city", "Place:Aleppo", "@450", city("@450", "Aleppo", "%US"), others=["Country:Syria"])
add(
    "two-countries-of-city",
    "Place:Sevastopol",
    "@451",
    item("@451", "Sevastopol", "P31 Q515", "P17 %UA", "P17 %RU"),
    others=["Country:Ukraine", "Country:Russia"],
)
add(
    "kingston-norfolk",
    "Place:Kingston",
    None,
    city("@452", "Kingston", "%JM"),
    others=["Country:Jamaica", "Country:Canada"],
)
add(
    "mosul",
    "Place:Mosul",
    "@453",
    city("@453", "Mosul", "%IQ"),
    others=["Country:Iraq", "Country:United States"],
    clear=True,
)
add(
    "anc-of-trinidad",
    "Organization:African National Congress",
    None,
    body("@460", "African National Congress", "Q7278", "P17 %ZA"),
    others=["Country:Trinidad and Tobago"],
)
add(
    "anc",
    "Organization:African National Congress",
    "@460",
    body("@460", "African National Congress", "Q7278", "P17 %ZA"),
    others=["Country:South Africa"],
    clear=True,
)
add(
    "cdu-of-both",
    "Organization:Christian Democratic Union",
    "@462",
    body("@461", "Christian Democratic Union", "Q7278", "P17 %DE"),
    body("@462", "Christian Democratic Union", "Q7278", "P17 %EC"),
    others=["Country:Germany", "Country:Ecuador"],
)
add(
    "cdu-unknown-of-both",
    "Organization:Christian Democratic Union",
    None,
    body("@461", "Christian Democratic Union", "Q7278", "P17 %DE"),
    others=["Country:Germany", "Country:Ecuador"],
)
add(
    "democrats-of-a-visitor",
    "Organization:Democratic Party",
    None,
    DEMOCRATS,
    others=["Country:Italy", "Country:United States"],
)
add(
    "al-jazirah",
    "Organization:Al Jazeera",
    None,
    body("@463", "Al-Jazeera", "Q11032", "P17 %SA"),
    others=["Country:Saudi Arabia", "Country:Qatar"],
)
add(
    "brotherhood",
    "Organization:Muslim Brotherhood",
    "@465",
    body("@464", "Muslim Brotherhood", "Q7278", "P17 %EG"),
    body("@465", "Muslim Brotherhood in Jordan", "Q7278", "P17 %JO", also=["Muslim Brotherhood"]),
    others=["Country:Jordan", "Country:Egypt"],
)
add(
    "bank-of-georgia",
    "Organization:Bank of Georgia",
    None,
    body("@466", "Bank of Georgia", "Q4830453", "P17 %GE"),
    others=["Country:United States"],
)
add(
    "boeing-without-country",
    "Organization:Boeing",
    None,
    body("@467", "Boeing", "Q4830453"),
    others=["Country:United States"],
)
add(
    "gazprom-daughter",
    "Organization:Gazprom",
    "@469",
    body("@468", "Gazprom Neft", "Q6881511", "P17 %RU", also=["Gazprom"]),
    body("@469", "Gazprom", "Q6881511", "P17 %RU"),
    others=["Country:Russia"],
)
add(
    "company-for-bank",
    "Organization:Foreign Trade Bank",
    "@471",
    body("@470", "Foreign Trade Bank", "Q4830453", "P17 %KP"),
    body("@471", "Foreign Trade Bank", "Q4830453", "P17 %RU"),
    others=["Country:Russia"],
)
add("fifa-song", "Organization:FIFA", None, item("@472", "FIFA", "P31 Q7889"), others=["Country:Switzerland"])
add(
    "state-security-with-china",
    "Organization:Ministry of State Security",
    None,
    body("@306", "Ministry of State Security", "Q327333", "P17 %CN"),
    others=["Country:North Korea", "Country:China"],
)

# -- And a third time, after both -----

_UA = "P27 %UA"
_DEFENCE = position("@890", "Minister of Defence of Ukraine", "P17 %UA")
_MAYOR = position("@891", "Mayor of Kyiv", "P17 %UA")
_STAFF = position("@892", "Chief of the General Staff", "P17 %UA")
_PROSECUTOR = position("@893", "Prosecutor General of Ukraine", "P17 %UA")
_FINANCE = position("@894", "Minister of Finance", "P17 %BR", also=["Finance Minister of Brazil"])
_FINANCE_CITY = position("@895", "Secretary of Finance of São Paulo", "P17 %BR")
_EMIR = position("@896", "Emir of Qatar", "P17 %QA")
_NATO = position("@897", "Secretary General of NATO")
_COMMISSION = position("@898", "President of the European Commission")
_UN = position("@899", "Secretary-General of the United Nations")
_PUNJAB_PK = position("@8100", "Chief Minister of Punjab", "P17 %PK")
_PUNJAB_IN = position("@8101", "Chief Minister of Punjab", "P17 %IN")
_ARCHBISHOP = position("@8102", "Archbishop of Warsaw", "P17 %PL")
_CONSUL = position("@8103", "consul", "P17 %TR")
add(
    "third-def",
    "Person:Oleh Moroz",
    "@1",
    human("@1", "Oleh Moroz", _UA, "P39 @890 2023-09-06.."),
    human("@2", "Oleg Moroz", "P27 %RU", "P106 @903"),
    _DEFENCE,
    JOURNALIST,
    held=["defense minister @ Country:Ukraine"],
    others=["Country:Ukraine", "Country:Russia"],
    clear=True,
)
add(
    "third-def-soviet",
    "Person:Oleh Moroz",
    None,
    human("@1", "Oleh Moroz", _UA, "P39 @890 1991-09-06..1993-10-04"),
    _DEFENCE,
    held=["defense minister @ Country:Ukraine"],
    others=["Country:Ukraine"],
)
add(
    "third-def-same-year",
    "Person:Oleh Moroz",
    "@2",
    human("@1", "Oleh Moroz", _UA, "P39 @890 2023..2024"),
    human("@2", "Oleh Moroz", _UA, "P39 @890 2024.."),
    _DEFENCE,
    held=["defense minister @ Country:Ukraine"],
    others=["Country:Ukraine"],
)
add(
    "third-mayor-namesake",
    "Person:Oleh Moroz",
    None,
    human("@1", "Oleh Moroz", _UA, "P39 @891 2014-06-05.."),
    _MAYOR,
    held=["mayor @ Place:Kharkiv"],
    others=["Country:Ukraine", "Place:Kharkiv", "Place:Kyiv"],
)
add(
    "third-mayor",
    "Person:Oleh Moroz",
    "@1",
    human("@1", "Oleh Moroz", _UA, "P39 @891 2014-06-05.."),
    _MAYOR,
    city("@5", "Kyiv", "%UA"),
    held=["mayor @ Place:Kyiv"],
    others=["Country:Ukraine", "Place:Kharkiv", "Place:Kyiv"],
    clear=True,
)
add(
    "third-chief-staff",
    "Person:Oleh Moroz",
    None,
    human("@1", "Oleh Moroz", _UA, "P39 @892 2021-06-05.."),
    _STAFF,
    held=["chief of staff @ Country:Ukraine"],
    others=["Country:Ukraine"],
)
add(
    "third-prosecutor",
    "Person:Oleh Moroz",
    None,
    human("@1", "Oleh Moroz", _UA, "P39 @893 2021-06-05.."),
    _PROSECUTOR,
    held=["prosecutor @ Country:Ukraine"],
    others=["Country:Ukraine"],
)
add(
    "third-prosecutor-general",
    "Person:Oleh Moroz",
    "@1",
    human("@1", "Oleh Moroz", _UA, "P39 @893 2021-06-05.."),
    _PROSECUTOR,
    held=["prosecutor general @ Country:Ukraine"],
    others=["Country:Ukraine"],
    clear=True,
)
add(
    "third-fin-sp",
    "Person:Paulo Lima",
    None,
    human("@1", "Paulo Lima", "P27 %BR", "P39 @894 2023-01-01.."),
    _FINANCE,
    _FINANCE_CITY,
    held=["finance secretary @ Place:São Paulo"],
    others=["Country:Brazil", "Place:São Paulo"],
)
add(
    "third-fin",
    "Person:Paulo Lima",
    "@1",
    human("@1", "Paulo Lima", "P27 %BR", "P39 @894 2023-01-01.."),
    human("@2", "Paulo Lima", "P27 %BR", "P106 @902"),
    FOOTBALLER,
    _FINANCE,
    held=["finance minister @ Country:Brazil"],
    others=["Country:Brazil"],
    clear=True,
)
add(
    "third-fin-party",
    "Person:Paulo Lima",
    None,
    human("@1", "Paulo Lima", "P27 %BR", "P39 @894 2023-01-01.."),
    _FINANCE,
    held=["finance minister @ Place:São Paulo"],
    others=["Country:Brazil", "Place:São Paulo"],
)
add(
    "third-emir-father",
    "Person:Hamad Al Thani",
    "@2",
    human("@1", "Hamad Al Thani", "P27 %QA", "P39 @896 1995-06-27..2013-06-25"),
    human("@2", "Hamad al-Thani", "P27 %QA"),
    _EMIR,
    held=["emir @ Country:Qatar"],
    others=["Country:Qatar"],
)
add(
    "third-emir-nothing",
    "Person:Hamad Al Thani",
    None,
    human("@1", "Hamad Al Thani", "P27 %QA", "P39 @896 1995-06-27..2013-06-25"),
    _EMIR,
    held=["businessman @ Country:Qatar"],
    others=["Country:Qatar"],
)
add(
    "third-nato",
    "Person:Jan Berg",
    "@1",
    human("@1", "Jan Berg", "P27 %NO", "P39 @897 2014-10-01.."),
    _NATO,
    held=["secretary general @ Organization:NATO"],
    others=["Organization:NATO", "Country:Norway"],
    clear=True,
)
add(
    "third-nato-un",
    "Person:Jan Berg",
    None,
    human("@1", "Jan Berg", "P27 %NO", "P39 @899 2014-10-01.."),
    _UN,
    held=["secretary general @ Organization:NATO"],
    others=["Organization:NATO", "Country:Norway", "Organization:United Nations"],
)
add(
    "third-secgen-untold",
    "Person:Jan Berg",
    None,
    human("@1", "Jan Berg", "P27 %NO", "P39 @897 2014-10-01.."),
    _NATO,
    held=["secretary general"],
    others=["Country:Norway"],
)
add(
    "third-commission",
    "Person:Ursula Klein",
    None,
    human("@1", "Ursula Klein", "P27 %DE", "P39 @898 2019-12-01.."),
    _COMMISSION,
    held=["president @ Country:Germany"],
    others=["Country:Germany", "Organization:European Union"],
)
add(
    "third-chief-minister",
    "Person:Maryam Singh",
    None,
    human("@1", "Maryam Singh", "P27 %PK", "P39 @8100 2024-02-26.."),
    _PUNJAB_PK,
    _PUNJAB_IN,
    held=["chief minister @ Place:Punjab"],
    others=["Country:India", "Place:Punjab"],
)
add(
    "third-chief-minister-both",
    "Person:Maryam Singh",
    None,
    human("@1", "Maryam Singh", "P27 %PK", "P39 @8100 2024-02-26.."),
    _PUNJAB_PK,
    _PUNJAB_IN,
    city("@8", "Punjab", "%IN", "Q56061"),
    city("@9", "Punjab", "%PK", "Q56061"),
    held=["chief minister @ Place:Punjab"],
    others=["Country:India", "Country:Pakistan", "Place:Punjab"],
)
add(
    "third-bishop",
    "Person:Jan Nowak",
    None,
    human("@1", "Jan Nowak", "P27 %PL", "P39 @8102 2007..2010"),
    _ARCHBISHOP,
    held=["archbishop @ Country:Poland"],
    others=["Country:Poland"],
)
add(
    "third-consul",
    "Person:Mehmet Kaya",
    None,
    human("@1", "Mehmet Kaya", "P27 %TR", "P39 @8103 2020-01-01.."),
    _CONSUL,
    held=["consul @ Country:Turkey"],
    others=["Country:Turkey"],
)
add(
    "third-general",
    "Person:David Stone",
    None,
    human("@1", "David Stone", "P27 %US", "P39 @850 2012-01-01.."),
    held=["general @ Country:United States"],
    others=["Country:United States"],
)
add(
    "third-rebel",
    "Person:Musa Ibrahim",
    None,
    human("@1", "Musa Ibrahim", "P27 %SD"),
    held=["rebel commander @ Country:Sudan"],
    others=["Country:Sudan"],
)
add(
    "third-victim",
    "Person:Anna Petrova",
    None,
    human("@1", "Anna Petrova", "P27 %RU", "P106 @903", links=40),
    JOURNALIST,
    held=["teacher @ Country:Russia"],
    others=["Country:Russia"],
)
add(
    "third-oligarch",
    "Person:Roman Volkov",
    None,
    human("@1", "Roman Volkov", "P27 %RU", "P106 @905", "P108 @720"),
    item("@720", "Gazprom", "P31 Q6881511", "P17 %RU"),
    BUSINESSMAN,
    held=["businessman @ Country:Russia"],
    others=["Country:Russia", "Organization:Gazprom"],
)
add(
    "third-exec",
    "Person:Roman Volkov",
    None,
    human("@1", "Roman Volkov", "P27 %RU", "P106 @905"),
    item("@720", "Gazprom", "P31 Q6881511", "P17 %RU"),
    BUSINESSMAN,
    held=["chief executive @ Organization:Gazprom"],
    others=["Country:Russia", "Organization:Gazprom"],
)
add(
    "third-hyderabad",
    "Place:Hyderabad",
    None,
    city("@1", "Hyderabad", "%IN"),
    others=["Country:India", "Country:Pakistan"],
)
add(
    "third-valencia",
    "Place:Valencia",
    "@2",
    city("@1", "Valencia", "%ES"),
    city("@2", "Valencia", "%VE"),
    others=["Country:Venezuela", "Country:Spain"],
)
add(
    "third-melbourne",
    "Place:Melbourne",
    "@2",
    city("@1", "Melbourne", "%AU"),
    city("@2", "Melbourne", "%US"),
    others=["Country:United States"],
)
add(
    "third-alexandria",
    "Place:Alexandria",
    "@1",
    city("@1", "Alexandria", "%EG"),
    city("@2", "Alexandria", "%US"),
    others=["Country:Egypt"],
    clear=True,
)
add(
    "third-river",
    "Place:Jordan",
    None,
    item("@1", "Jordan", "P31 Q4022", "P17 %JO"),
    others=["Country:Jordan", "Country:Israel"],
)
add(
    "third-bethlehem",
    "Place:Bethlehem",
    None,
    city("@2", "Bethlehem", "%US"),
    others=["Country:United States", "Country:Israel"],
)
add("third-lebanon-ohio", "Country:Lebanon", "%LB", city("@2", "Lebanon", "%US"), others=["Country:Israel"], clear=True)
add(
    "third-georgian-dream",
    "Organization:Georgian Dream",
    "@1",
    body("@1", "Georgian Dream", "Q7278", "P17 %GE"),
    others=["Country:Georgia", "Place:Tbilisi"],
    clear=True,
)
add(
    "third-media-daughter",
    "Organization:Al Jazeera",
    "@1",
    body("@1", "Al Jazeera", "Q192283", "P17 %QA"),
    body("@2", "Al Jazeera English", "Q192283", "P17 %QA", also=["Al Jazeera"]),
    others=["Country:Israel"],
)
add(
    "third-bbc-daughter",
    "Organization:BBC",
    "@1",
    body("@1", "BBC", "Q192283", "P17 %GB"),
    body("@2", "BBC Television", "Q4830453", "P17 %GB", also=["BBC"]),
    others=["Country:United Kingdom"],
)
add(
    "third-republicans-france",
    "Organization:Republican Party",
    "@2",
    body("@1", "Republican Party", "Q7278", "P17 %US"),
    body("@2", "Republican Party", "Q7278", "P17 %FR", "P576 1997"),
    date="1985-01-01",
    others=["Country:France", "Country:United States"],
)
