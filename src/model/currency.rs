//! The catalogue of currencies: codes, names and the Bank's ids over time.
//!
//! Ids and names are facts of the Bank's `XML_val.asp` and `XML_daily.asp` answers. An id is not a currency:
//! a redenominated one has several (TRL R01700, TRY R01700J), and here both belong to the present code, whose
//! earlier records are then counted through the redenomination table.

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

/// One of the Bank's ids and the days of records for which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceId {
    /// For example `R01235`.
    pub id: &'static str,
    /// First day, if it has a predecessor.
    pub from: Option<Date>,
    /// Last day, if it has a successor.
    pub to: Option<Date>,
}

impl SourceId {
    const fn always(id: &'static str) -> Self {
        Self {
            id,
            from: None,
            to: None,
        }
    }
}

impl Currency {
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
    Currency { code: "USD", number: "840", name_ru: "Доллар США", name_en: "US dollar", ids: &[SourceId::always("R01235")], first_day: Some(date(1992, 7, 1)), daily_from: Some(date(1992, 7, 1)), last_day: None },
    Currency { code: "EUR", number: "978", name_ru: "Евро", name_en: "Euro", ids: &[SourceId::always("R01239")], first_day: Some(date(1999, 1, 1)), daily_from: Some(date(1999, 1, 1)), last_day: None },
    Currency { code: "AED", number: "784", name_ru: "Дирхам ОАЭ", name_en: "UAE dirham", ids: &[SourceId::always("R01230")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "AMD", number: "051", name_ru: "Армянский драм", name_en: "Armenian dram", ids: &[SourceId::always("R01060")], first_day: Some(date(1994, 9, 14)), daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "AUD", number: "036", name_ru: "Австралийский доллар", name_en: "Australian dollar", ids: &[SourceId::always("R01010")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "AZN", number: "944", name_ru: "Азербайджанский манат", name_en: "Azerbaijani manat", ids: &[SourceId { id: "R01020", from: None, to: Some(date(2005, 12, 31)) }, SourceId { id: "R01020A", from: Some(date(2006, 1, 1)), to: None }], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "BDT", number: "050", name_ru: "Бангладешская така", name_en: "Bangladeshi taka", ids: &[SourceId::always("R01685")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "BGN", number: "975", name_ru: "Болгарский лев", name_en: "Bulgarian lev", ids: &[SourceId::always("R01100")], first_day: Some(date(1992, 8, 1)), daily_from: Some(date(2010, 1, 12)), last_day: Some(date(2025, 12, 31)) },
    Currency { code: "BHD", number: "048", name_ru: "Бахрейнский динар", name_en: "Bahraini dinar", ids: &[SourceId::always("R01080")], first_day: None, daily_from: Some(date(2026, 4, 11)), last_day: None },
    Currency { code: "BOB", number: "068", name_ru: "Боливийский боливиано", name_en: "Bolivian boliviano", ids: &[SourceId::always("R01105")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "BRL", number: "986", name_ru: "Бразильский реал", name_en: "Brazilian real", ids: &[SourceId::always("R01115")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "BYN", number: "933", name_ru: "Белорусский рубль", name_en: "Belarusian ruble", ids: &[SourceId { id: "R01090", from: None, to: Some(date(2016, 6, 30)) }, SourceId { id: "R01090B", from: Some(date(2016, 7, 1)), to: None }], first_day: None, daily_from: Some(date(2016, 7, 1)), last_day: None },
    Currency { code: "CAD", number: "124", name_ru: "Канадский доллар", name_en: "Canadian dollar", ids: &[SourceId::always("R01350")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "CHF", number: "756", name_ru: "Швейцарский франк", name_en: "Swiss franc", ids: &[SourceId::always("R01775")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "CNY", number: "156", name_ru: "Китайский юань", name_en: "Chinese yuan", ids: &[SourceId::always("R01375")], first_day: None, daily_from: Some(date(2006, 5, 11)), last_day: None },
    Currency { code: "CUP", number: "192", name_ru: "Кубинское песо", name_en: "Cuban peso", ids: &[SourceId::always("R01395")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "CZK", number: "203", name_ru: "Чешская крона", name_en: "Czech koruna", ids: &[SourceId::always("R01760")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "DKK", number: "208", name_ru: "Датская крона", name_en: "Danish krone", ids: &[SourceId::always("R01215")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "DZD", number: "012", name_ru: "Алжирский динар", name_en: "Algerian dinar", ids: &[SourceId::always("R01030")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "EGP", number: "818", name_ru: "Египетский фунт", name_en: "Egyptian pound", ids: &[SourceId::always("R01240")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "ETB", number: "230", name_ru: "Эфиопский быр", name_en: "Ethiopian birr", ids: &[SourceId::always("R01800")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "GBP", number: "826", name_ru: "Фунт стерлингов", name_en: "Pound sterling", ids: &[SourceId::always("R01035")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "GEL", number: "981", name_ru: "Грузинский лари", name_en: "Georgian lari", ids: &[SourceId::always("R01210")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "HKD", number: "344", name_ru: "Гонконгский доллар", name_en: "Hong Kong dollar", ids: &[SourceId::always("R01200")], first_day: None, daily_from: Some(date(2017, 4, 1)), last_day: None },
    Currency { code: "HUF", number: "348", name_ru: "Венгерский форинт", name_en: "Hungarian forint", ids: &[SourceId::always("R01135")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "IDR", number: "360", name_ru: "Индонезийская рупия", name_en: "Indonesian rupiah", ids: &[SourceId::always("R01280")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "INR", number: "356", name_ru: "Индийская рупия", name_en: "Indian rupee", ids: &[SourceId::always("R01270")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "IRR", number: "364", name_ru: "Иранский риал", name_en: "Iranian rial", ids: &[SourceId::always("R01300")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "JPY", number: "392", name_ru: "Японская иена", name_en: "Japanese yen", ids: &[SourceId::always("R01820")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "KGS", number: "417", name_ru: "Киргизский сом", name_en: "Kyrgyzstani som", ids: &[SourceId::always("R01370")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "KRW", number: "410", name_ru: "Вона Республики Корея", name_en: "South Korean won", ids: &[SourceId::always("R01815")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "KZT", number: "398", name_ru: "Казахстанский тенге", name_en: "Kazakhstani tenge", ids: &[SourceId::always("R01335")], first_day: Some(date(1993, 12, 1)), daily_from: Some(date(1993, 12, 1)), last_day: None },
    Currency { code: "MDL", number: "498", name_ru: "Молдавский лей", name_en: "Moldovan leu", ids: &[SourceId::always("R01500")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "MMK", number: "104", name_ru: "Мьянманский кьят", name_en: "Myanmar kyat", ids: &[SourceId::always("R02005")], first_day: None, daily_from: Some(date(2026, 4, 11)), last_day: None },
    Currency { code: "MNT", number: "496", name_ru: "Монгольский тугрик", name_en: "Mongolian tugrik", ids: &[SourceId::always("R01503")], first_day: None, daily_from: Some(date(2026, 4, 11)), last_day: None },
    Currency { code: "NGN", number: "566", name_ru: "Нигерийская найра", name_en: "Nigerian naira", ids: &[SourceId::always("R01520")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "NOK", number: "578", name_ru: "Норвежская крона", name_en: "Norwegian krone", ids: &[SourceId::always("R01535")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "NZD", number: "554", name_ru: "Новозеландский доллар", name_en: "New Zealand dollar", ids: &[SourceId::always("R01530")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "OMR", number: "512", name_ru: "Оманский риал", name_en: "Omani rial", ids: &[SourceId::always("R01540")], first_day: None, daily_from: Some(date(2026, 4, 11)), last_day: None },
    Currency { code: "PLN", number: "985", name_ru: "Польский злотый", name_en: "Polish zloty", ids: &[SourceId::always("R01565")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "QAR", number: "634", name_ru: "Катарский риал", name_en: "Qatari riyal", ids: &[SourceId::always("R01355")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "RON", number: "946", name_ru: "Румынский лей", name_en: "Romanian leu", ids: &[SourceId { id: "R01585", from: None, to: Some(date(2005, 6, 30)) }, SourceId { id: "R01585F", from: Some(date(2005, 7, 1)), to: None }], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "RSD", number: "941", name_ru: "Сербский динар", name_en: "Serbian dinar", ids: &[SourceId::always("R01805F")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "SAR", number: "682", name_ru: "Саудовский риял", name_en: "Saudi riyal", ids: &[SourceId::always("R01580")], first_day: None, daily_from: Some(date(2026, 3, 3)), last_day: None },
    Currency { code: "SEK", number: "752", name_ru: "Шведская крона", name_en: "Swedish krona", ids: &[SourceId::always("R01770")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "SGD", number: "702", name_ru: "Сингапурский доллар", name_en: "Singapore dollar", ids: &[SourceId::always("R01625")], first_day: None, daily_from: Some(date(1996, 5, 17)), last_day: None },
    Currency { code: "THB", number: "764", name_ru: "Таиландский бат", name_en: "Thai baht", ids: &[SourceId::always("R01675")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "TJS", number: "972", name_ru: "Таджикский сомони", name_en: "Tajikistani somoni", ids: &[SourceId::always("R01670")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "TMT", number: "934", name_ru: "Туркменский манат", name_en: "Turkmenistani manat", ids: &[SourceId { id: "R01710", from: None, to: Some(date(2008, 12, 31)) }, SourceId { id: "R01710A", from: Some(date(2009, 1, 1)), to: None }], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "TRY", number: "949", name_ru: "Турецкая лира", name_en: "Turkish lira", ids: &[SourceId { id: "R01700", from: None, to: Some(date(2004, 12, 31)) }, SourceId { id: "R01700J", from: Some(date(2005, 1, 1)), to: None }], first_day: Some(date(1992, 7, 1)), daily_from: Some(date(1992, 7, 1)), last_day: None },
    Currency { code: "UAH", number: "980", name_ru: "Украинская гривна", name_en: "Ukrainian hryvnia", ids: &[SourceId::always("R01720")], first_day: None, daily_from: Some(date(1996, 9, 3)), last_day: None },
    Currency { code: "UZS", number: "860", name_ru: "Узбекский сум", name_en: "Uzbekistani sum", ids: &[SourceId::always("R01717")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "VND", number: "704", name_ru: "Вьетнамский донг", name_en: "Vietnamese dong", ids: &[SourceId::always("R01150")], first_day: None, daily_from: Some(date(2023, 3, 18)), last_day: None },
    Currency { code: "XDR", number: "960", name_ru: "СДР (специальные права заимствования)", name_en: "SDR (special drawing rights)", ids: &[SourceId::always("R01589")], first_day: None, daily_from: Some(date(2002, 9, 21)), last_day: None },
    Currency { code: "ZAR", number: "710", name_ru: "Южноафриканский рэнд", name_en: "South African rand", ids: &[SourceId::always("R01810")], first_day: None, daily_from: Some(date(2010, 1, 12)), last_day: None },
    Currency { code: "ATS", number: "040", name_ru: "Австрийский шиллинг", name_en: "Austrian schilling", ids: &[SourceId::always("R01015")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "BEF", number: "056", name_ru: "Бельгийский франк", name_en: "Belgian franc", ids: &[SourceId::always("R01095")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "DEM", number: "276", name_ru: "Немецкая марка", name_en: "Deutsche Mark", ids: &[SourceId::always("R01510")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "EEK", number: "233", name_ru: "Эстонская крона", name_en: "Estonian kroon", ids: &[SourceId::always("R01795")], first_day: None, daily_from: None, last_day: Some(date(2010, 12, 31)) },
    Currency { code: "ESP", number: "724", name_ru: "Испанская песета", name_en: "Spanish peseta", ids: &[SourceId::always("R01315")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "FIM", number: "246", name_ru: "Финляндская марка", name_en: "Finnish markka", ids: &[SourceId::always("R01740")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "FRF", number: "250", name_ru: "Французский франк", name_en: "French franc", ids: &[SourceId::always("R01750")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "GRD", number: "300", name_ru: "Греческая драхма", name_en: "Greek drachma", ids: &[SourceId::always("R01205")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "IEP", number: "372", name_ru: "Ирландский фунт", name_en: "Irish pound", ids: &[SourceId::always("R01305")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "ISK", number: "352", name_ru: "Исландская крона", name_en: "Icelandic krona", ids: &[SourceId::always("R01310")], first_day: None, daily_from: None, last_day: None },
    Currency { code: "ITL", number: "380", name_ru: "Итальянская лира", name_en: "Italian lira", ids: &[SourceId::always("R01325")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "KWD", number: "414", name_ru: "Кувейтский динар", name_en: "Kuwaiti dinar", ids: &[SourceId::always("R01390")], first_day: None, daily_from: None, last_day: None },
    Currency { code: "LBP", number: "422", name_ru: "Ливанский фунт", name_en: "Lebanese pound", ids: &[SourceId::always("R01420")], first_day: None, daily_from: None, last_day: None },
    Currency { code: "LTL", number: "440", name_ru: "Литовский лит", name_en: "Lithuanian litas", ids: &[SourceId::always("R01435")], first_day: None, daily_from: None, last_day: Some(date(2014, 12, 31)) },
    Currency { code: "LVL", number: "428", name_ru: "Латвийский лат", name_en: "Latvian lats", ids: &[SourceId::always("R01405")], first_day: None, daily_from: None, last_day: Some(date(2013, 12, 31)) },
    Currency { code: "NLG", number: "528", name_ru: "Нидерландский гульден", name_en: "Dutch guilder", ids: &[SourceId::always("R01523")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "PTE", number: "620", name_ru: "Португальский эскудо", name_en: "Portuguese escudo", ids: &[SourceId::always("R01570")], first_day: None, daily_from: None, last_day: Some(date(2001, 12, 31)) },
    Currency { code: "XEU", number: "954", name_ru: "ЭКЮ", name_en: "ECU", ids: &[SourceId::always("R01790")], first_day: None, daily_from: None, last_day: Some(date(1998, 12, 31)) },
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
