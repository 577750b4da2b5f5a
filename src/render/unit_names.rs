//! Names of currencies as they follow a number in a sentence.
//!
//! The Bank's nominals are powers of ten, so Russian needs two forms: the accusative singular for one (`за 1 японскую
//! иену`) and the genitive plural for all others (`за 100 японских иен`). English needs the plural.

use crate::model::{Currency, Lang};

/// Code; Russian accusative singular and genitive plural; English singular and plural.
#[rustfmt::skip]
const NAMES: &[[&str; 5]] = &[
    ["USD", "доллар США", "долларов США", "US dollar", "US dollars"],
    ["EUR", "евро", "евро", "euro", "euros"],
    ["AED", "дирхам ОАЭ", "дирхамов ОАЭ", "UAE dirham", "UAE dirhams"],
    ["AMD", "армянский драм", "армянских драмов", "Armenian dram", "Armenian drams"],
    ["AUD", "австралийский доллар", "австралийских долларов", "Australian dollar", "Australian dollars"],
    ["AZN", "азербайджанский манат", "азербайджанских манатов", "Azerbaijani manat", "Azerbaijani manats"],
    ["BDT", "бангладешскую таку", "бангладешских так", "Bangladeshi taka", "Bangladeshi taka"],
    ["BGN", "болгарский лев", "болгарских левов", "Bulgarian lev", "Bulgarian leva"],
    ["BHD", "бахрейнский динар", "бахрейнских динаров", "Bahraini dinar", "Bahraini dinars"],
    ["BOB", "боливийский боливиано", "боливийских боливиано", "Bolivian boliviano", "Bolivian bolivianos"],
    ["BRL", "бразильский реал", "бразильских реалов", "Brazilian real", "Brazilian reais"],
    ["BYN", "белорусский рубль", "белорусских рублей", "Belarusian ruble", "Belarusian rubles"],
    ["CAD", "канадский доллар", "канадских долларов", "Canadian dollar", "Canadian dollars"],
    ["CHF", "швейцарский франк", "швейцарских франков", "Swiss franc", "Swiss francs"],
    ["CNY", "китайский юань", "китайских юаней", "Chinese yuan", "Chinese yuan"],
    ["CUP", "кубинское песо", "кубинских песо", "Cuban peso", "Cuban pesos"],
    ["CZK", "чешскую крону", "чешских крон", "Czech koruna", "Czech korunas"],
    ["DKK", "датскую крону", "датских крон", "Danish krone", "Danish kroner"],
    ["DZD", "алжирский динар", "алжирских динаров", "Algerian dinar", "Algerian dinars"],
    ["EGP", "египетский фунт", "египетских фунтов", "Egyptian pound", "Egyptian pounds"],
    ["ETB", "эфиопский быр", "эфиопских быров", "Ethiopian birr", "Ethiopian birr"],
    ["GBP", "фунт стерлингов", "фунтов стерлингов", "pound sterling", "pounds sterling"],
    ["GEL", "грузинский лари", "грузинских лари", "Georgian lari", "Georgian lari"],
    ["HKD", "гонконгский доллар", "гонконгских долларов", "Hong Kong dollar", "Hong Kong dollars"],
    ["HUF", "венгерский форинт", "венгерских форинтов", "Hungarian forint", "Hungarian forints"],
    ["IDR", "индонезийскую рупию", "индонезийских рупий", "Indonesian rupiah", "Indonesian rupiahs"],
    ["INR", "индийскую рупию", "индийских рупий", "Indian rupee", "Indian rupees"],
    ["IRR", "иранский риал", "иранских риалов", "Iranian rial", "Iranian rials"],
    ["JPY", "японскую иену", "японских иен", "Japanese yen", "Japanese yen"],
    ["KGS", "киргизский сом", "киргизских сомов", "Kyrgyzstani som", "Kyrgyzstani soms"],
    ["KRW", "вону Республики Корея", "вон Республики Корея", "South Korean won", "South Korean won"],
    ["KZT", "казахстанский тенге", "казахстанских тенге", "Kazakhstani tenge", "Kazakhstani tenge"],
    ["MDL", "молдавский лей", "молдавских леев", "Moldovan leu", "Moldovan lei"],
    ["MMK", "мьянманский кьят", "мьянманских кьятов", "Myanmar kyat", "Myanmar kyats"],
    ["MNT", "монгольский тугрик", "монгольских тугриков", "Mongolian tugrik", "Mongolian tugriks"],
    ["NGN", "нигерийскую найру", "нигерийских найр", "Nigerian naira", "Nigerian nairas"],
    ["NOK", "норвежскую крону", "норвежских крон", "Norwegian krone", "Norwegian kroner"],
    ["NZD", "новозеландский доллар", "новозеландских долларов", "New Zealand dollar", "New Zealand dollars"],
    ["OMR", "оманский риал", "оманских риалов", "Omani rial", "Omani rials"],
    ["PLN", "польский злотый", "польских злотых", "Polish zloty", "Polish zlotys"],
    ["QAR", "катарский риал", "катарских риалов", "Qatari riyal", "Qatari riyals"],
    ["RON", "румынский лей", "румынских леев", "Romanian leu", "Romanian lei"],
    ["RSD", "сербский динар", "сербских динаров", "Serbian dinar", "Serbian dinars"],
    ["SAR", "саудовский риял", "саудовских риялов", "Saudi riyal", "Saudi riyals"],
    ["SEK", "шведскую крону", "шведских крон", "Swedish krona", "Swedish kronor"],
    ["SGD", "сингапурский доллар", "сингапурских долларов", "Singapore dollar", "Singapore dollars"],
    ["THB", "таиландский бат", "таиландских батов", "Thai baht", "Thai baht"],
    ["TJS", "таджикский сомони", "таджикских сомони", "Tajikistani somoni", "Tajikistani somoni"],
    ["TMT", "туркменский манат", "туркменских манатов", "Turkmenistani manat", "Turkmenistani manats"],
    ["TRY", "турецкую лиру", "турецких лир", "Turkish lira", "Turkish liras"],
    ["UAH", "украинскую гривну", "украинских гривен", "Ukrainian hryvnia", "Ukrainian hryvnias"],
    ["UZS", "узбекский сум", "узбекских сумов", "Uzbekistani sum", "Uzbekistani sums"],
    ["VND", "вьетнамский донг", "вьетнамских донгов", "Vietnamese dong", "Vietnamese dong"],
    ["XDR", "СДР", "СДР", "SDR", "SDRs"],
    ["ZAR", "южноафриканский рэнд", "южноафриканских рэндов", "South African rand", "South African rand"],
    ["ATS", "австрийский шиллинг", "австрийских шиллингов", "Austrian schilling", "Austrian schillings"],
    ["BEF", "бельгийский франк", "бельгийских франков", "Belgian franc", "Belgian francs"],
    ["DEM", "немецкую марку", "немецких марок", "Deutsche Mark", "Deutsche Marks"],
    ["EEK", "эстонскую крону", "эстонских крон", "Estonian kroon", "Estonian kroons"],
    ["ESP", "испанскую песету", "испанских песет", "Spanish peseta", "Spanish pesetas"],
    ["FIM", "финляндскую марку", "финляндских марок", "Finnish markka", "Finnish markkas"],
    ["FRF", "французский франк", "французских франков", "French franc", "French francs"],
    ["GRD", "греческую драхму", "греческих драхм", "Greek drachma", "Greek drachmas"],
    ["IEP", "ирландский фунт", "ирландских фунтов", "Irish pound", "Irish pounds"],
    ["ISK", "исландскую крону", "исландских крон", "Icelandic krona", "Icelandic kronur"],
    ["ITL", "итальянскую лиру", "итальянских лир", "Italian lira", "Italian lire"],
    ["KWD", "кувейтский динар", "кувейтских динаров", "Kuwaiti dinar", "Kuwaiti dinars"],
    ["LBP", "ливанский фунт", "ливанских фунтов", "Lebanese pound", "Lebanese pounds"],
    ["LTL", "литовский лит", "литовских литов", "Lithuanian litas", "Lithuanian litai"],
    ["LVL", "латвийский лат", "латвийских латов", "Latvian lats", "Latvian lati"],
    ["NLG", "нидерландский гульден", "нидерландских гульденов", "Dutch guilder", "Dutch guilders"],
    ["PTE", "португальский эскудо", "португальских эскудо", "Portuguese escudo", "Portuguese escudos"],
    ["XEU", "ЭКЮ", "ЭКЮ", "ECU", "ECU"],
];

/// The name after a nominal: `доллар США` after 1, `японских иен` after 100.
pub fn unit_name(currency: &Currency, units: i64, lang: Lang) -> &'static str {
    let Some([_, one_ru, many_ru, one_en, many_en]) =
        NAMES.iter().find(|names| names[0] == currency.code)
    else {
        // A test holds the table against the catalogue; a code is right in any sentence.
        return currency.code;
    };

    match (units, lang) {
        (1, Lang::Ru) => one_ru,
        (_, Lang::Ru) => many_ru,
        (1, Lang::En) => one_en,
        (_, Lang::En) => many_en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CATALOGUE;

    /// Letters by which a form and the nominative of the catalogue are compared: endings differ, stems do not.
    const STEM: usize = 3;

    #[test]
    fn every_currency_of_the_catalogue_has_its_forms() {
        for currency in CATALOGUE {
            assert!(
                NAMES.iter().any(|names| names[0] == currency.code),
                "{currency}"
            );
            let stem = |text: &str| text.to_lowercase().chars().take(STEM).collect::<String>();
            for (lang, name) in [(Lang::Ru, currency.name_ru), (Lang::En, currency.name_en)] {
                for units in [1, 100] {
                    let form = unit_name(currency, units, lang);
                    assert_eq!(stem(form), stem(name), "{form} of {name}");
                }
            }
        }
        assert_eq!(NAMES.len(), CATALOGUE.len());
    }

    /// A masculine noun keeps its nominative after `за 1`; a feminine one changes its adjective and its ending.
    #[test]
    fn the_accusative_is_that_of_the_gender() {
        for names in NAMES {
            let currency = Currency::by_code(names[0]).unwrap();
            let nominative = currency.name_ru.to_lowercase();
            let accusative = unit_name(currency, 1, Lang::Ru).to_lowercase();
            let is_feminine = nominative.contains("ая ") || nominative.starts_with("вона");
            assert_eq!(
                is_feminine,
                accusative.contains("ую ") || accusative.starts_with("вону"),
                "{nominative}"
            );
            if !is_feminine && currency.code != "XDR" {
                assert_eq!(accusative, nominative);
            }
        }
    }
}
