//! Addresses of a table of the configuration: each is of the web, and none comes twice, however it is written.

use crate::{
    error::Bilingual,
    net::{WebAddress, shown_address},
};
use std::collections::BTreeMap;

/// The addresses of the rows so far.
#[derive(Default)]
pub struct Addresses {
    /// The row of each address as it is asked.
    by_asked: BTreeMap<String, usize>,
    /// The row of each address as it is shown and stored, without secrets.
    by_shown: BTreeMap<String, usize>,
}

impl Addresses {
    /// Reads the address of a row and keeps it. Rows with another `purpose` may have the same address.
    pub fn add(
        &mut self,
        url: &str,
        purpose: &str,
        number: usize,
    ) -> Result<WebAddress, Bilingual> {
        let address = WebAddress::parse(url).map_err(|cause| of_key("url", &cause))?;
        let shown = shown_address(url);

        let asked = format!("{purpose} {}", address.normal);
        if let Some(first) = self.by_asked.insert(asked, number) {
            return Err(Bilingual::new(
                format!("the address of row {first} again, {shown}"),
                format!("снова адрес строки {first}: {shown}"),
            ));
        }
        // What was asked is stored and found again by its address without secrets.
        if let Some(first) = self.by_shown.insert(format!("{purpose} {shown}"), number) {
            return Err(Bilingual::new(
                format!(
                    "the address of row {first} but for a password or token, which is not stored; add something \
                     that tells them apart, such as ?feed={number}"
                ),
                format!(
                    "адрес строки {first} с другим паролем или токеном, а они не сохраняются; добавьте к адресу \
                     отличие, например ?feed={number}"
                ),
            ));
        }
        Ok(address)
    }
}

/// The name of a row, or the one that it has without a name.
pub fn parse_name(name: Option<String>, default: String) -> Result<String, Bilingual> {
    let name = name.map_or(default, |name| name.trim().to_owned());
    if name.is_empty() || name.contains(char::is_control) {
        return Err(Bilingual::new(
            "name: empty, or not on one line",
            "name: имя пусто или не в одну строку",
        ));
    }
    Ok(name)
}

/// A problem of a row, named with the table and the row's number, from 1.
pub fn in_row(table: &str, number: usize, problem: &Bilingual) -> Bilingual {
    Bilingual::new(
        format!("{table}, row {number}: {}", problem.en),
        format!("{table}, строка таблицы {number}: {}", problem.ru),
    )
}

/// A problem of a key.
pub fn of_key(key: &str, problem: &Bilingual) -> Bilingual {
    Bilingual::new(
        format!("{key}: {}", problem.en),
        format!("{key}: {}", problem.ru),
    )
}
