//! The declarations of a `<!DOCTYPE …>`: looked at for what would do harm, never carried out.

use super::FeedError;

/// Looks at a whole `<!DOCTYPE …>`: whether it declares texts, references to which stay as they are written. The public
/// sets of HTML's entities are none.
///
/// # Errors
/// [`FeedError::EntityBomb`] when one entity is made of others, [`FeedError::ExternalEntity`] when one is to be
/// fetched from elsewhere. An external parameter entity (`% HTMLlat1`) is neither: old feeds name them to say
/// that they use HTML's entities.
pub(super) fn has_own_entities(document_type: &str) -> Result<bool, FeedError> {
    let mut has_own_entities = false;
    for declaration in document_type.split("<!ENTITY").skip(1) {
        let body = declaration.trim_start();
        let is_parameter = body.starts_with('%');
        let name = body.trim_start_matches(|c: char| c == '%' || c.is_whitespace());
        let definition = name
            .split_once(char::is_whitespace)
            .map_or("", |(_, rest)| rest.trim_start());

        match definition.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let value = definition[1..].split(quote).next().unwrap_or_default();
                if refers_to_another(value) {
                    return Err(FeedError::EntityBomb);
                }
                has_own_entities = true;
            }
            // `% HTMLlat1 PUBLIC …`: old feeds name the entities of HTML, which are known here.
            _ if is_parameter => {}
            _ => return Err(FeedError::ExternalEntity),
        }
    }

    Ok(has_own_entities)
}

/// Whether a value has a reference in it other than to a character.
fn refers_to_another(value: &str) -> bool {
    value.match_indices(['&', '%']).any(|(at, _)| {
        value[at + 1..].starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bombs_and_calls_are_refused() {
        let check = |text: &str, expected| assert_eq!(has_own_entities(text), expected, "{text}");
        check(
            "<!DOCTYPE rss SYSTEM \"http://my.netscape.com/publish/formats/rss-0.91.dtd\">",
            Ok(false),
        );
        let html =
            "<!DOCTYPE r [<!ENTITY % HTMLlat1 PUBLIC \"-//W3C//ENTITIES\" \"x.ent\"> %HTMLlat1;]>";
        check(html, Ok(false));
        check(
            "<!DOCTYPE r [<!ENTITY nbsp '&#160;'><!ENTITY pc '100%'>]>",
            Ok(true),
        );
        check(
            "<!DOCTYPE r [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]>",
            Err(FeedError::EntityBomb),
        );
        check(
            "<!DOCTYPE r [<!ENTITY % a \"%b;%b;\">]>",
            Err(FeedError::EntityBomb),
        );
        check(
            "<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>",
            Err(FeedError::ExternalEntity),
        );
        check(
            "<!DOCTYPE r [<!ENTITY a PUBLIC 'x' 'http://127.0.0.1/'>]>",
            Err(FeedError::ExternalEntity),
        );
        check("<!DOCTYPE r [<!ENTITY", Err(FeedError::ExternalEntity));
    }
}
