//! `XML_val.asp` and `XML_valFull.asp`: the Bank's ids with names and, in the full one, ISO codes.

use super::xml::{Element, malformed, open_document, other};
use crate::error::AnswerFault;

/// An id of the Bank. Not a currency: redenominated ones have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogueItem {
    /// The Bank's id.
    pub id: String,
    /// The id it descends from; its own for most. The Bank pads it with blanks, here they are gone.
    pub parent_id: Option<String>,
    /// Russian name.
    pub name_ru: String,
    /// English name, if given.
    pub name_en: Option<String>,
    /// ISO letters, if it has them.
    pub code: Option<String>,
    /// ISO digits, three of them, if it has them.
    pub number: Option<String>,
}

/// Reads an answer of `XML_val.asp` or `XML_valFull.asp`.
///
/// # Errors
/// The fault of the document, so also when an item has no id or no name: none of the Bank's lacks them.
pub fn parse_catalogue(bytes: &[u8]) -> Result<Vec<CatalogueItem>, AnswerFault> {
    let document = open_document(bytes, "Valuta")?;
    let items: Option<Vec<_>> = document.root.named("Item").map(parse_item).collect();
    match items {
        None => Err(malformed(
            "an item without ID or Name",
            "валюта без ID или Name",
        )),
        Some(items) if items.is_empty() => {
            Err(other("a `Valuta` without items", "`Valuta` без валют"))
        }
        Some(items) => Ok(items),
    }
}

fn parse_item(element: &Element) -> Option<CatalogueItem> {
    // The Bank leaves out leading zeros: 36 is 036.
    let number = element
        .text_of("ISO_Num_Code")
        .and_then(|digits| digits.parse::<u16>().ok());

    Some(CatalogueItem {
        id: element
            .attribute("ID")
            .filter(|id| !id.is_empty())?
            .to_owned(),
        parent_id: element.owned_text_of("ParentCode"),
        name_ru: element.owned_text_of("Name")?,
        name_en: element.owned_text_of("EngName"),
        code: element.owned_text_of("ISO_Char_Code"),
        number: number.map(|number| format!("{number:03}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const PADDED: &[u8] =
        include_bytes!("../../../tests/fixtures/val_full_parent_padded_and_no_iso_code.xml");

    #[test]
    fn blanks_go_and_missing_codes_stay_missing() {
        let items = parse_catalogue(PADDED).unwrap();
        let said: Vec<_> = items
            .iter()
            .map(|i| (&*i.id, i.parent_id.as_deref(), i.code.as_deref()))
            .collect();
        assert_eq!(
            said,
            [
                ("R01010", Some("R01010"), Some("AUD")),
                ("R01020A", Some("R01020"), Some("AZN")),
                ("R01436", Some("R01436"), None),
            ]
        );
        assert_eq!(items[0].number.as_deref(), Some("036"));
        assert_eq!(items[1].name_ru, "Азербайджанский манат");
    }

    #[test]
    fn a_list_that_is_none_is_refused() {
        assert!(matches!(
            parse_catalogue(b"<Valuta/>"),
            Err(AnswerFault::OtherDocument { .. })
        ));
        let nameless = b"<Valuta><Item ID='R1'/></Valuta>";
        assert!(matches!(
            parse_catalogue(nameless),
            Err(AnswerFault::Malformed { .. })
        ));
    }
}
