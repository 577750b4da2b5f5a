//! What is wrong with an expression of `--term`, in the words of both languages. English is `Display`.

use crate::{error::Bilingual, text::TermQueryError};

/// Why an expression cannot be searched for.
pub fn term_query_error(error: &TermQueryError) -> Bilingual {
    let russian = match error {
        TermQueryError::Empty => "нечего искать".to_owned(),
        TermQueryError::EmptyPart(sign) => format!("с одной стороны от `{sign}` ничего нет"),
        TermQueryError::NoWord(part) => format!("в «{part}» нет ни слова"),
        TermQueryError::LoneMinus => {
            "минус пишется слитно со словом, которого быть не должно: `-слово`".to_owned()
        }
        TermQueryError::OnlyExclusions(part) => {
            format!("«{part}» говорит лишь, чего быть не должно; назовите и то, что должно быть")
        }
    };

    Bilingual::new(error.to_string(), russian)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_name_the_part() {
        let words = term_query_error(&TermQueryError::OnlyExclusions("-газ".to_owned()));
        assert_eq!(
            words.en,
            "`-газ` says only what must not occur; name something that must"
        );
        assert_eq!(
            words.ru,
            "«-газ» говорит лишь, чего быть не должно; назовите и то, что должно быть"
        );
    }
}
