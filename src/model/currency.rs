//! The catalogue of currencies: codes, names and the Bank's ids over time.
//!
//! Ids and names are facts of the Bank's `XML_val.asp` and `XML_daily.asp` answers. An id is not a currency:
//! a redenominated one has several (TRL R01700, TRY R01700J), and here both belong to the present code. Its earlier
//! records are then converted with the redenomination table.

use super::redenomination::REDENOMINATIONS;
use jiff::civil::{Date, date};
use std::fmt;

/// Date of the Bank's first records; before it there is nothing to ask for.
pub const FIRST_RECORD_DAY: Date = date(1992, 7, 1);

/// A currency the Bank quotes or has quoted.
#[derive(Debug, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217 letters: `USD`.
    pub code: &'static str,
    /// ISO 4217 digits: `840`.
    pub number: &'static str,
    /// Russian name.
    pub name_ru: &'static str,
    /// English name.
    pub name_en: &'static str,
    /// The Bank's ids, earliest first.
    pub ids: &'static [SourceId],
    /// Date of the Bank's very first record of it, where that is known.
    pub first_day: Option<Date>,
    /// First day from which it is known to be quoted on every working day; an empty list after it is a fault.
    pub daily_from: Option<Date>,
    /// Last day on which it was quoted, for one that has ended.
    pub last_day: Option<Date>,
}

/// One of the Bank's ids and the days of records to which it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceId {
    /// For example `R01235`.
    pub id: &'static str,
    /// First day, if it has a predecessor.
    pub from: Option<Date>,
    /// Last day, if it has a successor.
    pub to: Option<Date>,
}

/// An id that the currency has always had.
const fn always(id: &'static str) -> SourceId {
    SourceId {
        id,
        from: None,
        to: None,
    }
}

const fn to(id: &'static str, last: Date) -> SourceId {
    SourceId {
        to: Some(last),
        ..always(id)
    }
}

const fn from(id: &'static str, first: Date) -> SourceId {
    SourceId {
        from: Some(first),
        ..always(id)
    }
}

/// A row of the catalogue, to which the days that are known are added.
const fn quoted(
    code: &'static str,
    number: &'static str,
    name_ru: &'static str,
    name_en: &'static str,
    ids: &'static [SourceId],
) -> Currency {
    Currency {
        code,
        number,
        name_ru,
        name_en,
        ids,
        first_day: None,
        daily_from: None,
        last_day: None,
    }
}

impl Currency {
    const fn first_on(self, day: Date) -> Self {
        Self {
            first_day: Some(day),
            ..self
        }
    }

    const fn daily_since(self, day: Date) -> Self {
        Self {
            daily_from: Some(day),
            ..self
        }
    }

    const fn ended_on(self, day: Date) -> Self {
        Self {
            last_day: Some(day),
            ..self
        }
    }

    /// Whether rates known up to a day are all there will be, because the Bank no longer quotes the currency.
    pub fn has_ended_by(&self, covered_to: Date) -> bool {
        self.last_day.is_some_and(|last| covered_to >= last)
    }

    /// The currency of an exact code in capitals, present or former.
    pub fn by_code(code: &str) -> Option<&'static Self> {
        let present = REDENOMINATIONS
            .iter()
            .find(|r| r.former_code == code)
            .map_or(code, |r| r.currency);

        CATALOGUE.iter().find(|c| c.code == present)
    }

    /// The codes before each of its redenominations, earliest first: `BYB` and `BYR` for `BYN`.
    pub fn former_codes(&self) -> impl Iterator<Item = &'static str> {
        REDENOMINATIONS
            .iter()
            .filter(|r| r.currency == self.code)
            .map(|r| r.former_code)
    }

    /// The code before the last redenomination: `TRL` for `TRY`.
    pub fn former_code(&self) -> Option<&'static str> {
        self.former_codes().last()
    }

    /// The Bank's id for records of `day`.
    pub fn id_on(&self, day: Date) -> &'static str {
        // Ids are in the order of time, and the last of them has no end.
        let id = self.ids.iter().find(|id| id.to.is_none_or(|to| day <= to));
        id.map_or(self.ids[0].id, |id| id.id)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

/// The currency that has (or had) one of the Bank's ids.
pub fn currency_of_id(id: &str) -> Option<&'static Currency> {
    CATALOGUE
        .iter()
        .find(|currency| currency.ids.iter().any(|known| known.id == id))
}

/// All currencies: the dollar and the euro, those quoted today by code, then those that have ended.
#[rustfmt::skip]
pub const CATALOGUE: &[Currency] = &[
    quoted("USD", "840", "Доллар США", "US dollar", &[always("R01235")]).first_on(date(1992, 7, 1)).daily_since(date(1992, 7, 1)),
    quoted("EUR", "978", "Евро", "Euro", &[always("R01239")]).first_on(date(1999, 1, 1)).daily_since(date(1999, 1, 1)),
    quoted("AED", "784", "Дирхам ОАЭ", "UAE dirham", &[always("R01230")]).daily_since(date(2023, 3, 18)),
    quoted("AMD", "051", "Армянский драм", "Armenian dram", &[always("R01060")]).first_on(date(1994, 9, 14)).daily_since(date(2010, 1, 12)),
    quoted("AUD", "036", "Австралийский доллар", "Australian dollar", &[always("R01010")]).daily_since(date(1996, 5, 17)),
    quoted("AZN", "944", "Азербайджанский манат", "Azerbaijani manat", &[to("R01020", date(2005, 12, 31)), from("R01020A", date(2006, 1, 1))]).daily_since(date(2010, 1, 12)),
    quoted("BDT", "050", "Бангладешская така", "Bangladeshi taka", &[always("R01685")]).daily_since(date(2026, 3, 3)),
    quoted("BGN", "975", "Болгарский лев", "Bulgarian lev", &[always("R01100")]).first_on(date(1992, 8, 1)).daily_since(date(2010, 1, 12)).ended_on(date(2025, 12, 31)),
    quoted("BHD", "048", "Бахрейнский динар", "Bahraini dinar", &[always("R01080")]).daily_since(date(2026, 4, 11)),
    quoted("BOB", "068", "Боливийский боливиано", "Bolivian boliviano", &[always("R01105")]).daily_since(date(2026, 3, 3)),
    quoted("BRL", "986", "Бразильский реал", "Brazilian real", &[always("R01115")]).daily_since(date(2010, 1, 12)),
    quoted("BYN", "933", "Белорусский рубль", "Belarusian ruble", &[to("R01090", date(2016, 6, 30)), from("R01090B", date(2016, 7, 1))]).daily_since(date(2016, 7, 1)),
    quoted("CAD", "124", "Канадский доллар", "Canadian dollar", &[always("R01350")]).daily_since(date(1996, 5, 17)),
    quoted("CHF", "756", "Швейцарский франк", "Swiss franc", &[always("R01775")]).daily_since(date(1996, 5, 17)),
    quoted("CNY", "156", "Китайский юань", "Chinese yuan", &[always("R01375")]).daily_since(date(2006, 5, 11)),
    quoted("CUP", "192", "Кубинское песо", "Cuban peso", &[always("R01395")]).daily_since(date(2026, 3, 3)),
    quoted("CZK", "203", "Чешская крона", "Czech koruna", &[always("R01760")]).daily_since(date(2010, 1, 12)),
    quoted("DKK", "208", "Датская крона", "Danish krone", &[always("R01215")]).daily_since(date(1996, 5, 17)),
    quoted("DZD", "012", "Алжирский динар", "Algerian dinar", &[always("R01030")]).daily_since(date(2026, 3, 3)),
    quoted("EGP", "818", "Египетский фунт", "Egyptian pound", &[always("R01240")]).daily_since(date(2023, 3, 18)),
    quoted("ETB", "230", "Эфиопский быр", "Ethiopian birr", &[always("R01800")]).daily_since(date(2026, 3, 3)),
    quoted("GBP", "826", "Фунт стерлингов", "Pound sterling", &[always("R01035")]).daily_since(date(1996, 5, 17)),
    quoted("GEL", "981", "Грузинский лари", "Georgian lari", &[always("R01210")]).daily_since(date(2023, 3, 18)),
    quoted("HKD", "344", "Гонконгский доллар", "Hong Kong dollar", &[always("R01200")]).daily_since(date(2017, 4, 1)),
    quoted("HUF", "348", "Венгерский форинт", "Hungarian forint", &[always("R01135")]).daily_since(date(2010, 1, 12)),
    quoted("IDR", "360", "Индонезийская рупия", "Indonesian rupiah", &[always("R01280")]).daily_since(date(2023, 3, 18)),
    quoted("INR", "356", "Индийская рупия", "Indian rupee", &[always("R01270")]).daily_since(date(2010, 1, 12)),
    quoted("IRR", "364", "Иранский риал", "Iranian rial", &[always("R01300")]).daily_since(date(2026, 3, 3)),
    quoted("JPY", "392", "Японская иена", "Japanese yen", &[always("R01820")]).daily_since(date(1996, 5, 17)),
    quoted("KGS", "417", "Киргизский сом", "Kyrgyzstani som", &[always("R01370")]).daily_since(date(2010, 1, 12)),
    quoted("KRW", "410", "Вона Республики Корея", "South Korean won", &[always("R01815")]).daily_since(date(2010, 1, 12)),
    quoted("KZT", "398", "Казахстанский тенге", "Kazakhstani tenge", &[always("R01335")]).first_on(date(1993, 12, 1)).daily_since(date(1993, 12, 1)),
    quoted("MDL", "498", "Молдавский лей", "Moldovan leu", &[always("R01500")]).daily_since(date(2010, 1, 12)),
    quoted("MMK", "104", "Мьянманский кьят", "Myanmar kyat", &[always("R02005")]).daily_since(date(2026, 4, 11)),
    quoted("MNT", "496", "Монгольский тугрик", "Mongolian tugrik", &[always("R01503")]).daily_since(date(2026, 4, 11)),
    quoted("NGN", "566", "Нигерийская найра", "Nigerian naira", &[always("R01520")]).daily_since(date(2026, 3, 3)),
    quoted("NOK", "578", "Норвежская крона", "Norwegian krone", &[always("R01535")]).daily_since(date(1996, 5, 17)),
    quoted("NZD", "554", "Новозеландский доллар", "New Zealand dollar", &[always("R01530")]).daily_since(date(2023, 3, 18)),
    quoted("OMR", "512", "Оманский риал", "Omani rial", &[always("R01540")]).daily_since(date(2026, 4, 11)),
    quoted("PLN", "985", "Польский злотый", "Polish zloty", &[always("R01565")]).daily_since(date(2010, 1, 12)),
    quoted("QAR", "634", "Катарский риал", "Qatari riyal", &[always("R01355")]).daily_since(date(2023, 3, 18)),
    quoted("RON", "946", "Румынский лей", "Romanian leu", &[to("R01585", date(2005, 6, 30)), from("R01585F", date(2005, 7, 1))]).daily_since(date(2010, 1, 12)),
    quoted("RSD", "941", "Сербский динар", "Serbian dinar", &[always("R01805F")]).daily_since(date(2023, 3, 18)),
    quoted("SAR", "682", "Саудовский риял", "Saudi riyal", &[always("R01580")]).daily_since(date(2026, 3, 3)),
    quoted("SEK", "752", "Шведская крона", "Swedish krona", &[always("R01770")]).daily_since(date(1996, 5, 17)),
    quoted("SGD", "702", "Сингапурский доллар", "Singapore dollar", &[always("R01625")]).daily_since(date(1996, 5, 17)),
    quoted("THB", "764", "Таиландский бат", "Thai baht", &[always("R01675")]).daily_since(date(2023, 3, 18)),
    quoted("TJS", "972", "Таджикский сомони", "Tajikistani somoni", &[always("R01670")]).daily_since(date(2010, 1, 12)),
    quoted("TMT", "934", "Туркменский манат", "Turkmenistani manat", &[to("R01710", date(2008, 12, 31)), from("R01710A", date(2009, 1, 1))]).daily_since(date(2010, 1, 12)),
    quoted("TRY", "949", "Турецкая лира", "Turkish lira", &[to("R01700", date(2004, 12, 31)), from("R01700J", date(2005, 1, 1))]).first_on(date(1992, 7, 1)).daily_since(date(1992, 7, 1)),
    quoted("UAH", "980", "Украинская гривна", "Ukrainian hryvnia", &[always("R01720")]).daily_since(date(1996, 9, 3)),
    quoted("UZS", "860", "Узбекский сум", "Uzbekistani sum", &[always("R01717")]).daily_since(date(2010, 1, 12)),
    quoted("VND", "704", "Вьетнамский донг", "Vietnamese dong", &[always("R01150")]).daily_since(date(2023, 3, 18)),
    quoted("XDR", "960", "СДР (специальные права заимствования)", "SDR (special drawing rights)", &[always("R01589")]).daily_since(date(2002, 9, 21)),
    quoted("ZAR", "710", "Южноафриканский рэнд", "South African rand", &[always("R01810")]).daily_since(date(2010, 1, 12)),
    quoted("ATS", "040", "Австрийский шиллинг", "Austrian schilling", &[always("R01015")]).ended_on(date(2001, 12, 31)),
    quoted("BEF", "056", "Бельгийский франк", "Belgian franc", &[always("R01095")]).ended_on(date(2001, 12, 31)),
    quoted("DEM", "276", "Немецкая марка", "Deutsche Mark", &[always("R01510")]).ended_on(date(2001, 12, 31)),
    quoted("EEK", "233", "Эстонская крона", "Estonian kroon", &[always("R01795")]).ended_on(date(2010, 12, 31)),
    quoted("ESP", "724", "Испанская песета", "Spanish peseta", &[always("R01315")]).ended_on(date(2001, 12, 31)),
    quoted("FIM", "246", "Финляндская марка", "Finnish markka", &[always("R01740")]).ended_on(date(2001, 12, 31)),
    quoted("FRF", "250", "Французский франк", "French franc", &[always("R01750")]).ended_on(date(2001, 12, 31)),
    quoted("GRD", "300", "Греческая драхма", "Greek drachma", &[always("R01205")]).ended_on(date(2001, 12, 31)),
    quoted("IEP", "372", "Ирландский фунт", "Irish pound", &[always("R01305")]).ended_on(date(2001, 12, 31)),
    quoted("ISK", "352", "Исландская крона", "Icelandic krona", &[always("R01310")]),
    quoted("ITL", "380", "Итальянская лира", "Italian lira", &[always("R01325")]).ended_on(date(2001, 12, 31)),
    quoted("KWD", "414", "Кувейтский динар", "Kuwaiti dinar", &[always("R01390")]),
    quoted("LBP", "422", "Ливанский фунт", "Lebanese pound", &[always("R01420")]),
    quoted("LTL", "440", "Литовский лит", "Lithuanian litas", &[always("R01435")]).ended_on(date(2014, 12, 31)),
    quoted("LVL", "428", "Латвийский лат", "Latvian lats", &[always("R01405")]).ended_on(date(2013, 12, 31)),
    quoted("NLG", "528", "Нидерландский гульден", "Dutch guilder", &[always("R01523")]).ended_on(date(2001, 12, 31)),
    quoted("PTE", "620", "Португальский эскудо", "Portuguese escudo", &[always("R01570")]).ended_on(date(2001, 12, 31)),
    quoted("XEU", "954", "ЭКЮ", "ECU", &[always("R01790")]).ended_on(date(1998, 12, 31)),
];

/// Each item once, in the order of its first appearance.
pub fn each_once<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }

    once
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_ids_are_unique() {
        let mut codes: Vec<_> = CATALOGUE
            .iter()
            .flat_map(|c| [Some(c.code), c.former_code()])
            .flatten()
            .collect();
        let mut ids: Vec<_> = CATALOGUE
            .iter()
            .flat_map(|c| c.ids.iter().map(|id| id.id))
            .collect();
        for list in [&mut codes, &mut ids] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all);
        }
    }

    #[test]
    fn ids_follow_the_redenomination() {
        let lira = Currency::find("TRY").unwrap();
        assert_eq!(lira.id_on(date(2004, 12, 31)), "R01700");
        assert_eq!(lira.id_on(date(2005, 1, 1)), "R01700J");
        assert_eq!(currency_of_id("R01700").unwrap().code, "TRY");
        assert!(currency_of_id("R99999").is_none());
    }
}
