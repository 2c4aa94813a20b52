"""A fourth part of the situations, of kinds that the first three lack: 128, of which 43 were wrong when first run."""

from __future__ import annotations

from attack_cases import BUSINESSMAN, ECONOMIST, JOURNALIST, LABOUR, LAWYER, add, body, city
from attack_cases_more import CASES
from attacks import human, item, position

__all__ = ["CASES"]

_GH, _LB, _RU, _RS, _US, _VN = "P27 %GH", "P27 %LB", "P27 %RU", "P27 %RS", "P27 %US", "P27 %VN"
_COMPANY = "Q4830453"

# -- An office of one, in another year, under another, or beside another ------------------------------------------

_SPEAKER_GH = position("@1000", "Speaker of the Parliament of Ghana", "P17 %GH")
_VICE_GH = position("@1001", "Vice President of Ghana", "P17 %GH")
_DPM_RS = position("@1002", "Deputy Prime Minister of Serbia", "P17 %RS")
_FIRST_LADY = position("@1003", "First Lady of Ghana", "P17 %GH")
_POLICE = position("@1004", "Chief of Police", "P17 %RU", also=["police chief"])
_PRESS = position("@1005", "press secretary", "P17 %RU")
_ENVOY = position("@1006", "special envoy", "P17 %US")
_PERMANENT = position("@1007", "Permanent Representative of Ghana to the United Nations", "P17 %GH")
_PERMANENT_EU = position("@1008", "permanent representative", "P17 %GH")
_FEDERAL_JUDGE = position("@1009", "federal judge", "P17 %US")
_CHIEF_JUSTICE = position("@1010", "Chief Justice of Nigeria", "P17 %NG")
_ARMY_CHIEF = position("@1011", "Chief of Army Staff", "P17 %PK", also=["army chief"])
_FIRST_MINISTER = position("@1012", "First Minister of Scotland", "P17 %GB")
_ARCHBISHOP = position("@1013", "Archbishop of Belgrade", "P17 %RS", also=["archbishop"])
_KING_JO = position("@1014", "King of Jordan", "P17 %JO")
_TSAR = position("@1015", "King of Serbia", "P17 %RS")
_PARTY_VN = position("@1016", "General Secretary of the Communist Party of China", "P17 %CN")
_HOUSE_US = position("@1017", "Speaker of the United States House of Representatives", "P17 %US")
_BANK_NG = position("@1018", "Governor of the Central Bank of Nigeria", "P17 %NG")
_COURT_GH = position(
    "@1019", "President of the Supreme Court", "P17 %GH", also=["President of the Supreme Court of Ghana"]
)
_NAVY_IN = position("@1020", "Commander of the Navy", "P17 %IN")
_INTELLIGENCE = position("@1021", "Director of the National Intelligence Agency", "P17 %TH")
_EU_COUNCIL = position("@1022", "President of the European Council")
_VICE_FOREIGN = position("@1023", "Vice Minister of Foreign Affairs of China", "P17 %CN")
_HEALTH_SPORT = position("@1024", "Minister of Health and Sport of Serbia", "P17 %RS")
_HEALTH_STATE = position("@1025", "Secretary of State of Health and Sport of Serbia", "P17 %RS")
_PROSECUTOR = position("@1026", "chief prosecutor", "P17 %RU")
_COUNCIL_HEAD = position("@1027", "Chairman of the Council of Ministers of Bosnia and Herzegovina", "P17 %BA")
_PRESIDENCY = position("@1028", "Chairman of the Presidency of Bosnia and Herzegovina", "P17 %BA")
_CENTRAL_BANK_GR = position("@1029", "Governor of the National Bank of Greece", "P17 %GR")
_MONARCH_ES = position("@1030", "Monarch of Spain", "P17 %ES")
_VICE_GOVERNOR = position("@1031", "vice governor", "P17 %CN")
_PRESIDENT_ROMANIA = position("@1032", "President of Romania", "P17 %RO")
_MAYOR_TRIPOLI = position("@1033", "Mayor of Tripoli", "P17 %LY")
_COMMANDER = position("@1034", "Commander of the Northern Fleet", "P17 %RU")
_AMBASSADOR = position("@1035", "Ambassador of Ghana to Russia", "P17 %GH")
_UNIVERSITY = position("@1036", "Rector of the University of Belgrade", "P17 %RS")
_ELECTION = position("@1037", "Chair of the Central Election Commission", "P17 %RU")
_PM_SU = position("@1038", "Prime Minister of Russia", "P17 %RU")

_PRESIDENT = human("@1", "Samuel Mensah", _GH, "P39 @810 2021-01-07..")

add(
    "president-of-what-with-one-country",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["president"],
    others=["Country:Ghana"],
)
add(
    "president-of-what-with-a-city",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["president"],
    others=["Country:Ghana", "Place:Kumasi"],
)
add(
    "president-of-a-region-unsaid",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["president"],
    others=["Country:Ghana", "Person:Kofi Addo = governor"],
)
add(
    "president-of-parliament-as-body",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["president @ Organization:National Assembly"],
    others=["Country:Ghana", "Organization:National Assembly"],
)
add(
    "president-of-a-federation",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["president @ Organization:Ghana Football Association"],
    others=["Country:Ghana", "Organization:Ghana Football Association"],
)
add(
    "president-of-a-bank-by-name",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["bank president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "club-president",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["club president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "senate-president",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["Senate president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "court-president",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    _COURT_GH,
    held=["president @ Organization:Supreme Court"],
    others=["Country:Ghana", "Organization:Supreme Court"],
)
add(
    "vice-for-president",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    _VICE_GH,
    held=["vice president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "president-for-vice",
    "Person:Samuel Mensah",
    None,
    human("@1", "Samuel Mensah", _GH, "P39 @1001 2021-01-07.."),
    _VICE_GH,
    held=["president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "deputy-speaker",
    "Person:Samuel Mensah",
    None,
    human("@1", "Samuel Mensah", _GH, "P39 @1000 2021-01-07.."),
    _SPEAKER_GH,
    held=["deputy speaker @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "speaker-of-parliament",
    "Person:Samuel Mensah",
    "@1",
    human("@1", "Samuel Mensah", _GH, "P39 @1000 2021-01-07.."),
    _SPEAKER_GH,
    held=["speaker @ Country:Ghana"],
    others=["Country:Ghana"],
    clear=True,
)
add(
    "honorary-president",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["honorary president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "one-year-earlier",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    date="2019-03-12",
    held=["president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "grandfather-in-a-history",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P569 1961", "P39 @808 2019-05-01.."),
    acts="1952-06-01",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon", "Country:Syria"],
)
add(
    "grandfather-in-a-history-known",
    "Person:Karim Mansour",
    "@2",
    human("@1", "Karim Mansour", _LB, "P569 1961", "P39 @808 2019-05-01.."),
    human("@2", "Karim Mansour", _LB, "P569 1900", "P39 @808 1951-01-01..1953-01-01", "P570 1965"),
    acts="1952-06-01",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon", "Country:Syria"],
)
add(
    "father-a-year-ago",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P39 @808 2023-09-01.."),
    acts="2022",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "not-born-then",
    "Person:Karim Mansour",
    None,
    human("@1", "Karim Mansour", _LB, "P569 1961", "P39 @808 2019-05-01.."),
    acts="1958-07-14",
    held=["president @ Country:Lebanon"],
    others=["Country:Lebanon"],
)
add(
    "bongbong-the-father",
    "Person:Ferdinand Marcos",
    "@1",
    human("@1", "Ferdinand Marcos", "P27 %PH", "P39 @1040 1965-12-30..1986-02-25", "P570 1989-09-28"),
    human("@2", "Bongbong Marcos", "P27 %PH", "P39 @1040 2022-06-30..", also=["Ferdinand Marcos"]),
    position("@1040", "President of the Philippines", "P17 %PH"),
    acts=None,
    held=["late president @ Country:Philippines"],
    others=["Country:Philippines"],
)
add(
    "bongbong-the-son",
    "Person:Ferdinand Marcos",
    "@2",
    human("@1", "Ferdinand Marcos", "P27 %PH", "P39 @1040 1965-12-30..1986-02-25", "P570 1989-09-28"),
    human("@2", "Bongbong Marcos", "P27 %PH", "P39 @1040 2022-06-30..", also=["Ferdinand Marcos"]),
    position("@1040", "President of the Philippines", "P17 %PH"),
    held=["president @ Country:Philippines"],
    others=["Country:Philippines"],
    clear=True,
)
add(
    "first-lady-before",
    "Person:Grace Mensah",
    None,
    human("@1", "Grace Mensah", _GH, "P39 @1003 2021-01-07.."),
    _FIRST_LADY,
    date="2015-03-12",
    held=["first lady @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "first-lady-of-a-state",
    "Person:Grace Mensah",
    None,
    human("@1", "Grace Mensah", _GH, "P39 @1003 2021-01-07.."),
    _FIRST_LADY,
    held=["first lady"],
    others=["Country:Ghana", "Place:Ashanti"],
)
add(
    "wife-of-president-is-president",
    "Person:Grace Mensah",
    None,
    human("@1", "Grace Mensah", _GH, "P39 @810 2021-01-07.."),
    held=["first lady @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "deputy-prime-minister-first",
    "Person:Nikola Popović",
    None,
    human("@1", "Nikola Popović", _RS, "P39 @1002 2022-10-26.."),
    _DPM_RS,
    held=["first deputy prime minister @ Country:Serbia"],
    others=["Country:Serbia"],
)
add(
    "prime-minister-for-deputy",
    "Person:Nikola Popović",
    None,
    human("@1", "Nikola Popović", _RS, "P39 @1002 2022-10-26.."),
    _DPM_RS,
    held=["prime minister @ Country:Serbia"],
    others=["Country:Serbia"],
)
add(
    "police-chief-of-a-city",
    "Person:Ivan Petrov",
    None,
    human("@1", "Ivan Petrov", _RU, "P39 @1004 2020-01-01.."),
    _POLICE,
    held=["police chief @ Country:Russia"],
    others=["Country:Russia"],
)
add(
    "press-secretary-of-somebody",
    "Person:Ivan Petrov",
    None,
    human("@1", "Ivan Petrov", _RU, "P39 @1005 2020-01-01.."),
    _PRESS,
    held=["press secretary @ Country:Russia"],
    others=["Country:Russia"],
)
add(
    "special-envoy",
    "Person:John Miller",
    None,
    human("@1", "John Miller", _US, "P39 @1006 2021-01-01.."),
    _ENVOY,
    held=["special envoy @ Country:United States"],
    others=["Country:United States", "Country:Sudan"],
)
add(
    "permanent-representative",
    "Person:Samuel Mensah",
    None,
    human("@1", "Samuel Mensah", _GH, "P39 @1008 2021-01-01.."),
    _PERMANENT_EU,
    held=["permanent representative @ Country:Ghana"],
    others=["Country:Ghana", "Organization:European Union"],
)
add(
    "federal-judge",
    "Person:John Miller",
    None,
    human("@1", "John Miller", _US, "P39 @1009 2001-01-01.."),
    _FEDERAL_JUDGE,
    held=["federal judge @ Country:United States"],
    others=["Country:United States"],
)
add(
    "chief-justice-of-a-state",
    "Person:Ibrahim Musa",
    None,
    human("@1", "Ibrahim Musa", "P27 %NG", "P39 @1010 2022-06-27.."),
    _CHIEF_JUSTICE,
    held=["chief justice"],
    others=["Country:Nigeria", "Place:Kano"],
)
add(
    "army-chief",
    "Person:Asif Khan",
    "@1",
    human("@1", "Asif Khan", "P27 %PK", "P39 @1011 2022-11-29.."),
    _ARMY_CHIEF,
    held=["army chief @ Country:Pakistan"],
    others=["Country:Pakistan", "Country:India"],
)
add(
    "army-chief-untold",
    "Person:Asif Khan",
    None,
    human("@1", "Asif Khan", "P27 %PK", "P39 @1011 2022-11-29.."),
    _ARMY_CHIEF,
    held=["army chief"],
    others=["Country:Pakistan", "Country:Bangladesh"],
)
add(
    "first-minister-of-wales",
    "Person:Mark Reid",
    None,
    human("@1", "Mark Reid", "P27 %GB", "P39 @1012 2023-03-29.."),
    _FIRST_MINISTER,
    held=["first minister @ Place:Wales"],
    others=["Place:Wales", "Country:United Kingdom"],
)
add(
    "first-minister-untold",
    "Person:Mark Reid",
    None,
    human("@1", "Mark Reid", "P27 %GB", "P39 @1012 2023-03-29.."),
    _FIRST_MINISTER,
    held=["first minister"],
    others=["Place:Wales", "Country:United Kingdom"],
)
add(
    "archbishop-of-another-see",
    "Person:Pavle Jović",
    None,
    human("@1", "Pavle Jović", _RS, "P39 @1013 2020-01-01.."),
    _ARCHBISHOP,
    held=["archbishop @ Country:Serbia"],
    others=["Country:Serbia"],
)
add(
    "numeral-of-an-archbishop",
    "Person:Teodor II",
    None,
    human("@1", "Teodor I", _RS, "P39 @1013 2010-01-01.."),
    _ARCHBISHOP,
    held=["archbishop @ Place:Belgrade"],
    others=["Country:Serbia", "Place:Belgrade"],
)
add(
    "numeral-of-a-king",
    "Person:Abdullah II",
    None,
    human("@1", "Abdullah I", "P27 %JO", "P39 @1014 2010-01-01.."),
    _KING_JO,
    held=["king @ Country:Jordan"],
    others=["Country:Jordan"],
)
add(
    "numeral-of-a-king-third",
    "Person:Alexander III",
    None,
    human("@1", "Alexander II", _RS, "P39 @1015 1850-01-01.."),
    _TSAR,
    date="1860-03-12",
    held=["king @ Country:Serbia"],
    others=["Country:Serbia"],
)
add(
    "numeral-left-out",
    "Person:Petar Karađorđević",
    None,
    human("@1", "Petar Karađorđević II", _RS, "P39 @1015 1934-10-09..1945-11-29"),
    _TSAR,
    date="1935-03-12",
    held=["prince @ Country:Serbia"],
    others=["Country:Serbia"],
)
add(
    "queen-consort",
    "Person:Sofía Grau",
    None,
    human("@1", "Sofía Grau", "P27 %ES", "P39 @1041 1975-11-22.."),
    position("@1041", "Queen consort of Spain", "P17 %ES"),
    _MONARCH_ES,
    held=["queen @ Country:Spain"],
    others=["Country:Spain"],
)
add(
    "party-secretary-of-vietnam",
    "Person:Nguyen Van Hung",
    None,
    human("@1", "Nguyen Van Hung", "P27 %CN", "P39 @1016 2012-11-15.."),
    _PARTY_VN,
    held=["general secretary @ Organization:Communist Party"],
    others=["Country:Vietnam", "Country:China", "Organization:Communist Party"],
)
add(
    "house-speaker-of-japan",
    "Person:John Miller",
    None,
    human("@1", "John Miller", _US, "P39 @1017 2023-10-25.."),
    _HOUSE_US,
    held=["speaker @ Organization:House of Representatives"],
    others=["Country:Japan", "Country:United States", "Organization:House of Representatives"],
)
add(
    "house-speaker-of-colorado",
    "Person:John Miller",
    None,
    human("@1", "John Miller", _US, "P39 @1017 2023-10-25.."),
    _HOUSE_US,
    held=["speaker @ Organization:House of Representatives"],
    others=["Place:Colorado", "Country:United States", "Organization:House of Representatives"],
)
add(
    "central-bank-of-which",
    "Person:Ibrahim Musa",
    None,
    human("@1", "Ibrahim Musa", "P27 %NG", "P39 @1018 2023-09-22.."),
    _BANK_NG,
    held=["governor @ Organization:Central Bank"],
    others=["Country:Kenya", "Country:Nigeria", "Organization:Central Bank"],
)
add(
    "central-bank-deputy",
    "Person:Ibrahim Musa",
    None,
    human("@1", "Ibrahim Musa", "P27 %NG", "P39 @1018 2023-09-22.."),
    _BANK_NG,
    held=["deputy central bank governor @ Country:Nigeria"],
    others=["Country:Nigeria"],
)
add(
    "national-bank-not-central",
    "Person:Nikos Pappas",
    None,
    human("@1", "Nikos Pappas", "P27 %GR", "P39 @1029 2022-01-01.."),
    _CENTRAL_BANK_GR,
    held=["central bank governor @ Country:Greece"],
    others=["Country:Greece"],
)
add(
    "navy-of-which",
    "Person:Arjun Rao",
    None,
    human("@1", "Arjun Rao", "P27 %IN", "P39 @1020 2022-01-01.."),
    _NAVY_IN,
    held=["commander @ Organization:Navy"],
    others=["Country:Sri Lanka", "Country:India", "Organization:Navy"],
)
add(
    "intelligence-of-which",
    "Person:Somchai Suk",
    None,
    human("@1", "Somchai Suk", "P27 %TH", "P39 @1021 2022-01-01.."),
    _INTELLIGENCE,
    held=["director @ Organization:National Intelligence Agency"],
    others=["Country:Thailand", "Country:Japan", "Organization:National Intelligence Agency"],
)
add(
    "european-council-or-commission",
    "Person:Luc Maes",
    None,
    human("@1", "Luc Maes", "P27 %BE", "P39 @1022 2019-12-01.."),
    _EU_COUNCIL,
    held=["president @ Organization:European Commission"],
    others=["Country:Belgium", "Organization:European Commission"],
)
add(
    "european-council-by-alias",
    "Person:Luc Maes",
    None,
    human("@1", "Luc Maes", "P27 %BE", "P39 @1022 2019-12-01.."),
    _EU_COUNCIL,
    held=["president @ Organization:Council of Europe"],
    others=["Country:Belgium", "Organization:Council of Europe", "Organization:European Council"],
)
add(
    "vice-foreign-minister",
    "Person:Wang Li",
    None,
    human("@1", "Wang Li", "P27 %CN", "P39 @1023 2019-01-01.."),
    _VICE_FOREIGN,
    held=["vice foreign minister @ Country:China"],
    others=["Country:China", "Country:Serbia"],
)
add(
    "foreign-minister-for-vice",
    "Person:Wang Li",
    None,
    human("@1", "Wang Li", "P27 %CN", "P39 @1023 2019-01-01.."),
    _VICE_FOREIGN,
    held=["foreign minister @ Country:China"],
    others=["Country:China", "Country:Serbia"],
)
add(
    "vice-governor",
    "Person:Wang Li",
    None,
    human("@1", "Wang Li", "P27 %CN", "P39 @1031 2019-01-01.."),
    _VICE_GOVERNOR,
    held=["vice governor @ Country:China"],
    others=["Country:China"],
)
add(
    "minister-of-two-things",
    "Person:Ana Jović",
    "@1",
    human("@1", "Ana Jović", _RS, "P39 @1024 2022-10-26.."),
    _HEALTH_SPORT,
    held=["health minister @ Country:Serbia"],
    others=["Country:Serbia"],
    clear=True,
)
add(
    "state-secretary-of-two-things",
    "Person:Ana Jović",
    None,
    human("@1", "Ana Jović", _RS, "P39 @1025 2022-10-26.."),
    _HEALTH_STATE,
    held=["health minister @ Country:Serbia"],
    others=["Country:Serbia"],
)
add(
    "chief-prosecutor-of-a-town",
    "Person:Ivan Petrov",
    None,
    human("@1", "Ivan Petrov", _RU, "P39 @1026 2020-01-01.."),
    _PROSECUTOR,
    held=["chief prosecutor @ Country:Russia"],
    others=["Country:Russia"],
)
add(
    "bosnian-chairman-of-which",
    "Person:Emir Hodžić",
    None,
    human("@1", "Emir Hodžić", "P27 %BA", "P39 @1028 2022-11-16.."),
    _PRESIDENCY,
    held=["chairman @ Country:Bosnia and Herzegovina"],
    others=["Country:Bosnia and Herzegovina"],
)
add(
    "bosnian-council",
    "Person:Emir Hodžić",
    None,
    human("@1", "Emir Hodžić", "P27 %BA", "P39 @1028 2022-11-16.."),
    _COUNCIL_HEAD,
    _PRESIDENCY,
    held=["chairman of the Council of Ministers @ Country:Bosnia and Herzegovina"],
    others=["Country:Bosnia and Herzegovina"],
)
add(
    "acting-for-president",
    "Person:Samuel Mensah",
    None,
    human("@1", "Samuel Mensah", _GH, "P39 @810 2001-01-07..2009-01-07"),
    held=["acting president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "ex-of-another-office",
    "Person:Samuel Mensah",
    None,
    human("@1", "Samuel Mensah", _GH, "P39 @1001 2001-01-07..2009-01-07"),
    _VICE_GH,
    held=["former president @ Country:Ghana"],
    others=["Country:Ghana"],
)
add(
    "changed-citizenship",
    "Person:Mikheil Beridze",
    None,
    human("@1", "Mikheil Beridze", "P27 %UA", "P39 @833 2004-01-25..2013-11-17"),
    held=["governor @ Country:Ukraine"],
    others=["Country:Ukraine", "Country:Georgia"],
)
add(
    "mayor-of-tripoli-lebanon",
    "Person:Ahmad Karami",
    None,
    human("@1", "Ahmad Karami", "P27 %LY", "P39 @1033 2021-01-01.."),
    _MAYOR_TRIPOLI,
    held=["mayor @ Place:Tripoli"],
    others=["Place:Tripoli", "Country:Lebanon", "Country:Libya"],
)
add(
    "fleet-commander",
    "Person:Ivan Petrov",
    None,
    human("@1", "Ivan Petrov", _RU, "P39 @1034 2020-01-01.."),
    _COMMANDER,
    held=["fleet commander @ Country:Russia"],
    others=["Country:Russia"],
)
add(
    "ambassador-with-receiver",
    "Person:Samuel Mensah",
    None,
    human("@1", "Samuel Mensah", _GH, "P39 @1035 2020-01-01.."),
    _AMBASSADOR,
    held=["ambassador @ Country:Ghana"],
    others=["Country:Ghana", "Country:Russia", "Country:China"],
)
add(
    "rector-elsewhere",
    "Person:Ana Jović",
    None,
    human("@1", "Ana Jović", _RS, "P39 @1036 2020-01-01.."),
    _UNIVERSITY,
    held=["rector @ Country:Serbia"],
    others=["Country:Serbia"],
)
add(
    "election-commission-of-a-region",
    "Person:Ella Orlova",
    None,
    human("@1", "Ella Orlova", _RU, "P39 @1037 2016-03-28.."),
    _ELECTION,
    held=["chair @ Organization:Central Election Commission"],
    others=["Country:Russia", "Country:Georgia", "Organization:Central Election Commission"],
)
add(
    "soviet-prime-minister",
    "Person:Ivan Petrov",
    None,
    human("@1", "Ivan Petrov", _RU, "P39 @1038 1991-12-26.."),
    _PM_SU,
    date="1990-06-12",
    held=["prime minister @ Country:Soviet Union"],
    others=["Country:Russia", "Country:Soviet Union"],
)
add(
    "hungarian-order",
    "Person:Nagy Imre",
    None,
    human("@1", "Imre Nagy", "P27 %HU", "P39 @1042 2020-01-01.."),
    position("@1042", "Minister of Agriculture of Hungary", "P17 %HU"),
    held=["farm director @ Country:Hungary"],
    others=["Country:Hungary"],
)
add(
    "elect-of-years-later",
    "Person:Luc Maes",
    None,
    human("@1", "Luc Maes", "P27 %RO", "P39 @1032 2029-01-01.."),
    _PRESIDENT_ROMANIA,
    held=["president-elect @ Country:Romania"],
    others=["Country:Romania"],
)
add(
    "elect-soon",
    "Person:Luc Maes",
    "@1",
    human("@1", "Luc Maes", "P27 %RO", "P39 @1032 2024-12-21.."),
    _PRESIDENT_ROMANIA,
    held=["president-elect @ Country:Romania"],
    others=["Country:Romania"],
)
add(
    "elect-already-in-office",
    "Person:Luc Maes",
    None,
    human("@1", "Luc Maes", "P27 %RO", "P39 @1032 2014-12-21.."),
    _PRESIDENT_ROMANIA,
    held=["president-elect @ Country:Romania"],
    others=["Country:Romania"],
)
add(
    "presidential-candidate",
    "Person:Luc Maes",
    None,
    human("@1", "Luc Maes", "P27 %RO", "P39 @1032 2024-12-21.."),
    _PRESIDENT_ROMANIA,
    held=["presidential candidate @ Country:Romania"],
    others=["Country:Romania"],
)

# -- People without an office of one ------------------------------------------------------------------------------

_MARY = human("@20", "Mary Smith", _US, "P39 @800 2021-01-20..", "P22 @1")
_MARYS = "Person:Mary Smith = president @ Country:United States"
add(
    "brother-of-the-fathers-name",
    "Person:William Smith",
    None,
    human("@1", "William Smith", _US, "P40 @20"),
    _MARY,
    others=["Country:United States", "Person:Mary Smith = US president"],
)
add(
    "daughter-of-the-mothers-name",
    "Person:Ann Smith",
    None,
    human("@1", "Ann Smith", _US, "P26 @21"),
    human("@21", "Bob Smith", _US, "P39 @800 2021-01-20.."),
    others=["Country:United States", "Person:Bob Smith = US president"],
)
add(
    "neighbour-of-the-name",
    "Person:Ann Smith",
    None,
    human("@1", "Ann Smith", _US, "P3373 @21", "P106 @901"),
    human("@21", "Bob Smith", _US, "P39 @800 2021-01-20.."),
    LAWYER,
    held=["lawyer"],
    others=["Country:United States", "Person:Bob Smith = US president"],
)
add(
    "economist-of-the-fund",
    "Person:Rafael Silva",
    None,
    human("@1", "Rafael Silva", "P27 %BR", "P106 @904", "P108 Q7804"),
    ECONOMIST,
    item("Q7804", "International Monetary Fund", "P31 Q484652"),
    held=["economist @ Organization:International Monetary Fund"],
    others=["Country:Brazil", "Organization:International Monetary Fund"],
)
add(
    "lawyer-of-the-bank",
    "Person:Wang Li",
    None,
    human("@1", "Wang Li", "P27 %CN", "P106 @901", "P108 @30"),
    LAWYER,
    body("@30", "Huawei", _COMPANY, "P17 %CN"),
    held=["lawyer @ Organization:Huawei"],
    others=["Country:China", "Organization:Huawei"],
)
add(
    "councillor-of-labour",
    "Person:John Stewart",
    None,
    human("@1", "John Stewart", "P27 %GB", "P106 @31", "P102 @701"),
    item("@31", "politician", "P31 Q28640"),
    LABOUR,
    held=["politician @ Organization:Labour Party"],
    others=["Country:United Kingdom", "Organization:Labour Party"],
)
add(
    "journalist-of-the-agency",
    "Person:Ivan Petrov",
    None,
    human("@1", "Ivan Petrov", _RU, "P106 @903", "P108 @32"),
    JOURNALIST,
    body("@32", "TASS", "Q192283", "P17 %RU"),
    held=["journalist @ Organization:TASS"],
    others=["Country:Russia", "Organization:TASS"],
)
add(
    "businessman-and-his-company",
    "Person:Ivan Petrov",
    None,
    human("@1", "Ivan Petrov", _RU, "P106 @905", "P108 @33"),
    BUSINESSMAN,
    body("@33", "Rosneft", _COMPANY, "P17 %RU"),
    held=["businessman @ Organization:Rosneft"],
    others=["Country:Russia", "Organization:Rosneft"],
)
add(
    "two-kims-of-a-team",
    "Person:Kim Min-jae",
    None,
    human("@1", "Kim Min-jae", "P27 %KR", "P106 @902", "P54 @34"),
    item("@902", "association football player", "P31 Q28640", also=["defender"]),
    body("@34", "Jeonbuk Motors", "Q476028", "P17 %KR"),
    held=["defender @ Organization:Jeonbuk Motors"],
    others=["Country:South Korea", "Organization:Jeonbuk Motors"],
)
add(
    "kunya",
    "Person:Abu Ali",
    None,
    human("@1", "Abu Ali", "P27 %IQ", "P463 @35"),
    body("@35", "Kataib Hezbollah", "Q17149090", "P17 %IQ"),
    held=["commander @ Organization:Kataib Hezbollah"],
    others=["Country:Iraq", "Organization:Kataib Hezbollah"],
)
add(
    "pseudonym",
    "Person:Comandante Marcos",
    None,
    human("@1", "Rafael Silva", "P27 %MX", also=["Comandante Marcos"]),
    held=["commander @ Country:Mexico"],
    others=["Country:Mexico"],
)
add(
    "tone-marks",
    "Person:Nguyen Van Hung",
    None,
    human("@1", "Nguyễn Văn Hưng", _VN, "P106 @901"),
    LAWYER,
    held=["lawyer @ Country:Vietnam"],
    others=["Country:Vietnam"],
)
add(
    "ship",
    "Person:Ivan Susanin",
    None,
    item("@1", "Ivan Susanin", "P31 Q11446"),
    human("@2", "Ivan Susanin", "P569 1550", "P570 1613"),
    others=["Country:Russia"],
    held=["captain @ Country:Russia"],
)
add(
    "maria-the-witness",
    "Person:Maria",
    None,
    human("@1", "Maria Petrova", _RU, "P39 @1038 2020-01-16.."),
    _PM_SU,
    local=True,
    others=["Country:Russia", "Person:Maria Petrova = Russian prime minister"],
)
add(
    "ahmed-the-brother",
    "Person:Ahmed",
    None,
    human("@1", "Ahmed Nazif", "P27 %IQ", "P39 @847 2020-01-16.."),
    local=True,
    others=["Country:Iraq", "Person:Ahmed Nazif = Iraqi prime minister"],
)
add(
    "surname-in-korea",
    "Person:Kim",
    "@1",
    human("@1", "Kim Dong-su", "P27 %KR", "P39 @826 2022-05-10.."),
    local=True,
    others=["Country:South Korea", "Person:Kim Dong-su = South Korean foreign minister"],
)
add(
    "two-articles-two-people",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["president @ Country:Ghana"],
    others=["Country:Ghana"],
    also_in=(["defender @ Organization:Asante Kotoko"], ["Country:Ghana", "Organization:Asante Kotoko"]),
)
add(
    "two-articles-one-of-law",
    "Person:Samuel Mensah",
    None,
    _PRESIDENT,
    held=["president @ Country:Ghana"],
    others=["Country:Ghana"],
    also_in=([], ["Country:Ghana"]),
)

# -- Bodies -------------------------------------------------------------------------------------------------------

add(
    "saab-cars",
    "Organization:Saab",
    None,
    body("@1", "Saab Automobile", _COMPANY, "P17 %SE", also=["Saab"]),
    others=["Country:Sweden"],
)
add(
    "samsung-electronics-of-vietnam",
    "Organization:Samsung",
    None,
    body("@1", "Samsung Vietnam", _COMPANY, "P17 %KR", also=["Samsung"]),
    others=["Country:South Korea", "Country:Vietnam"],
)
add(
    "tesla-of-prague",
    "Organization:Tesla",
    None,
    body("@1", "Tesla", _COMPANY, "P17 %CZ"),
    others=["Country:Czech Republic"],
)
add(
    "shell-pakistan",
    "Organization:Shell",
    None,
    body("@1", "Shell Pakistan", _COMPANY, "P17 %PK", also=["Shell"]),
    others=["Country:Pakistan", "Country:United Kingdom"],
)
add("barcelona-the-club", "Organization:Barcelona", None, city("@1", "Barcelona", "%ES"), others=["Country:Spain"])
add(
    "club-as-place",
    "Place:Chelsea",
    None,
    body("@1", "Chelsea", "Q476028", "P17 %GB"),
    others=["Country:United Kingdom"],
)
add(
    "ministry-renamed",
    "Organization:Ministry of Internal Affairs",
    None,
    body("@1", "Ministry of Internal Affairs", "Q327333", "P17 %RU", "P576 1946"),
    others=["Country:Russia"],
)
add(
    "ministry-with-adjective",
    "Organization:Russian Defense Ministry",
    None,
    body("@1", "Russian Defense Ministry", "Q327333", "P17 %UA"),
    others=["Country:Russia", "Country:Ukraine"],
)
add(
    "foreign-ministry-of-abkhazia",
    "Organization:Foreign Ministry",
    None,
    body("@1", "Foreign Ministry", "Q327333", "P17 %GE"),
    others=["Country:Georgia", "Country:Russia"],
)
add(
    "conservatives-both",
    "Organization:Conservative Party",
    None,
    body("@1", "Conservative Party", "Q7278", "P17 %GB"),
    others=["Country:United Kingdom", "Country:Canada"],
)
add(
    "conservatives-of-colombia",
    "Organization:Conservative Party",
    None,
    body("@1", "Conservative Party", "Q7278", "P17 %GB"),
    others=["Country:Colombia"],
)
add(
    "republicans-of-armenia",
    "Organization:Republican Party",
    None,
    body("@1", "Republican Party", "Q7278", "P17 %US"),
    others=["Country:Armenia", "Country:United States"],
)
add(
    "kremlin-as-body",
    "Organization:Kremlin",
    None,
    body("@1", "Kremlin", "Q327333", "P17 %RU"),
    others=["Country:Russia"],
)
add(
    "downing-street",
    "Organization:Downing Street",
    None,
    body("@1", "Downing Street", "Q327333", "P17 %GB"),
    others=["Country:United Kingdom"],
)
add(
    "downing-street-as-place",
    "Place:Downing Street",
    None,
    item("@1", "Downing Street", "P31 Q79007", "P17 %GB"),
    others=["Country:United Kingdom"],
)
add(
    "taliban-of-pakistan",
    "Organization:Taliban",
    None,
    body("@1", "Taliban", "Q17149090", "P17 %AF"),
    others=["Country:Pakistan", "Country:Afghanistan"],
)
add(
    "al-jazeera-the-club",
    "Organization:Al Jazeera",
    None,
    body("@1", "Al Jazeera", "Q476028", "P17 %QA"),
    others=["Country:Qatar"],
)
add(
    "sky-news-of-australia",
    "Organization:Sky News",
    None,
    body("@1", "Sky News", "Q192283", "P17 %GB"),
    others=["Country:Australia", "Country:United Kingdom"],
)
add(
    "african-union-a-film",
    "Organization:African Union",
    None,
    item("@1", "African Union", "P31 Q11424"),
    others=["Country:Ghana"],
)
add(
    "african-union-the-former",
    "Organization:African Union",
    None,
    body("@1", "Organisation of African Unity", "Q484652", "P576 2002-07-09", also=["African Union"]),
    others=["Country:Ghana"],
)
add(
    "opec-the-fund",
    "Organization:OPEC",
    None,
    body("@1", "OPEC Fund for International Development", "Q484652", also=["OPEC"]),
    others=["Country:Austria"],
)
add(
    "commonwealth-of-which",
    "Organization:Commonwealth",
    None,
    body("@1", "Commonwealth of Independent States", "Q484652", also=["Commonwealth"]),
    others=["Country:Russia"],
)

# -- Countries and places -----------------------------------------------------------------------------------------

add(
    "aleppo-only-the-governorate",
    "Place:Aleppo",
    None,
    city("@1", "Aleppo Governorate", "%SY", "Q56061", also=["Aleppo"]),
    others=["Country:Syria"],
)
add(
    "zurich-only-the-canton",
    "Place:Zurich",
    None,
    city("@1", "Canton of Zürich", "%CH", "Q56061", also=["Zurich"]),
    others=["Country:Switzerland"],
)
add(
    "oslo-minnesota",
    "Place:Oslo",
    None,
    city("@1", "Oslo", "%NO"),
    city("@2", "Oslo", "%US"),
    others=["Country:Norway", "Country:United States"],
)
add(
    "odessa-texas-with-ukraine",
    "Place:Odessa",
    None,
    city("@1", "Odessa", "%UA"),
    city("@2", "Odessa", "%US"),
    others=["Country:Ukraine", "Country:United States"],
)
add(
    "comma-of-another-region",
    "Place:Richmond, Virginia",
    "@2",
    city("@1", "Richmond County", "%US", "Q56061", also=["Richmond, Virginia"]),
    city("@2", "Richmond", "%US", also=["Richmond, Virginia"]),
    others=["Country:United States"],
)
add(
    "comma-only-the-county",
    "Place:Richmond, Virginia",
    None,
    city("@1", "Richmond County", "%US", "Q56061", also=["Richmond, Virginia"]),
    others=["Country:United States"],
)
add(
    "comma-georgia",
    "Place:Washington, Georgia",
    None,
    city("@1", "Washington", "%US", also=["Washington, Georgia"]),
    others=["Country:Georgia", "Country:United States"],
)
add(
    "east-germany",
    "Country:East Germany",
    None,
    item("%DE", "Germany", "P31 Q3624078", "P297 DE", also=["East Germany"]),
    date="1975-03-12",
    others=["Country:Poland"],
)
add(
    "united-arab-republic",
    "Country:United Arab Republic",
    None,
    item("%EG", "Egypt", "P31 Q3624078", "P297 EG", also=["United Arab Republic"]),
    date="1960-03-12",
    others=["Country:Syria"],
)
add(
    "korea",
    "Country:Korea",
    None,
    item("%KR", "South Korea", "P31 Q3624078", "P297 KR", also=["Korea"]),
    others=["Country:Japan"],
)
add("samoa-the-american", "Place:Samoa", None, city("@1", "Samoa", "%US", "Q56061"), others=["Country:United States"])
add(
    "new-york-only-the-state",
    "Place:New York",
    None,
    city("@1", "New York", "%US", "Q56061"),
    others=["Country:United States"],
)
add(
    "brussels-only-the-region",
    "Place:Brussels",
    None,
    city("@1", "Brussels-Capital Region", "%BE", "Q56061", also=["Brussels"]),
    others=["Country:Belgium", "Organization:NATO"],
)
add("river-for-town", "Place:Don", None, item("@1", "Don", "P31 Q2221906", "P17 %RU"), others=["Country:Russia"])
