//! The word lists of correlate-spec.md, appendix A, and of the clause rule, written with е for ё.

/// A.1: words of no meaning of their own (Snowball's Russian list with six additions).
pub const STOP_WORDS: &str = "
и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще
нет о из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам сказал ведь там
потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб без будто человек чего раз тоже
себе под жизнь будет ж тогда кто этот говорил того потому этого какой совсем ним здесь этом один почти мой тем чтобы
нее кажется сейчас были куда зачем сказать всех никогда сегодня можно при наконец два об другой хоть после над больше
тот через эти нас про всего них какая много разве сказала три эту моя впрочем хорошо свою этой перед иногда лучше
чуть том нельзя такой им более всегда конечно всю между мочь это который свой весь стать";

/// A.2: lemmas that are furniture of the news.
pub const NEWS_FURNITURE: &str =
    "сообщить заявить назвать рассказать эксперт сми видео фото год день";

/// A.3: lemmas of a rate's moves.
pub const MOVES: &str = "
взлет взлететь вырасти дешеветь дорожать достигнуть достичь копейка максимум минимум обвал обвалиться обновить
опускаться опуститься ослабеть ослабить ослабление ослабнуть откатиться отметка падать падение повысить повыситься
повышаться подешеветь подниматься поднять подняться подорожать подрасти подскочить понизить превысить превышать
приблизиться пробить просесть расти рост рухнуть скакнуть скорректироваться слабеть снижаться снижение снизить
снизиться укрепиться укрепление укрепляться упасть";

/// A.4: lemmas that turn a story into its opposite, besides the lemmas of moves.
pub const OPPOSITES: &str = "ввести отменить снять сохранить начать прекратить";

/// A.5: names of currencies.
pub const CURRENCY_NAMES: &str = "доллар евро юань рубль usd eur cny";

/// A.6: words that make a currency's name after them a price.
pub const QUANTITIES: &str = "
тыс млн млрд трлн тысяча миллион миллиард триллион сто сотня десяток пол половина полтора полмиллиона два три четыре
пять шесть семь восемь девять десять цифровой";

/// Words that foretell a rate. This list and those down to the openers of clauses are of the rule of clauses, not of
/// the specification.
pub const FORECASTS: &str =
    "спрогнозировать прогнозировать прогноз предсказать предречь предрекать";

/// What a currency has besides a `курс` that says the same.
pub const PRICES: &str = "стоимость котировка цена";

/// After one of these a currency is neither what moves nor what is moved.
pub const PREPOSITIONS: &str = "
в во на к ко о об обо за из изо от до у с со по под над при для про без через перед между против вокруг";

/// What begins the mention of a circumstance; `на фоне` is known by its noun.
pub const PASSING: &str = "вслед фон из-за после при несмотря благодаря вследствие вопреки ввиду";

/// Adjectives of a currency's origin, which may be between a noun and the currency that it governs.
pub const ORIGINS: &str = "российский американский европейский китайский";

/// Words that may precede the subject of a clause.
pub const CLAUSE_OPENERS: &str = "что почему как когда если и";

/// Words that begin a clause added to the main one.
pub const ASIDE_OPENERS: &str = "а но зато чтобы хотя";

/// Words that news has much more often than other texts, where they share forms with other words: `банки` are banks
/// before they are jars.
#[cfg(feature = "dictionary")]
pub const NEWS_LEMMAS: [&str; 10] = [
    "банк",
    "график",
    "долг",
    "дрон",
    "песков",
    "прибыль",
    "риск",
    "скачок",
    "суд",
    "счет",
];

/// A.3 and A.4: lemmas in which near-duplicates may not differ.
pub fn antonyms() -> impl Iterator<Item = &'static str> {
    MOVES.split_whitespace().chain(OPPOSITES.split_whitespace())
}

/// Words that may begin a bigram and never end one.
pub const BIGRAM_STARTERS: [&str; 3] = ["не", "без", "против"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_have_the_words_of_the_appendix_written_as_tokens_are() {
        let count = |list: &str| list.split_whitespace().count();
        assert_eq!(count(NEWS_FURNITURE), 10);
        assert_eq!((count(MOVES), count(OPPOSITES)), (53, 6));
        assert_eq!((count(CURRENCY_NAMES), count(QUANTITIES)), (7, 25));
        let lists = [
            STOP_WORDS,
            NEWS_FURNITURE,
            MOVES,
            OPPOSITES,
            CURRENCY_NAMES,
            QUANTITIES,
        ];
        let clause = [
            FORECASTS,
            PRICES,
            PREPOSITIONS,
            PASSING,
            ORIGINS,
            CLAUSE_OPENERS,
            ASIDE_OPENERS,
        ];
        for word in lists
            .iter()
            .chain(&clause)
            .flat_map(|list| list.split_whitespace())
        {
            assert_eq!(crate::text::normal_form(word).as_str(), word);
        }
    }
}
