//! Why nothing can be appended to a file of prices.

use super::PriceFormat;
use crate::error::Bilingual;

/// What is the matter with a line of the file, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceFault {
    /// It is not of the format.
    Foreign(usize),
    /// A comment or a text that has no end begins on it.
    Open(usize),
    /// After it, the program takes the point of a price for a mark of thousands.
    DecimalComma(usize),
    /// It includes a file, which may have such a line.
    Include(usize),
}

impl PriceFault {
    pub const fn line(self) -> usize {
        match self {
            Self::Foreign(line)
            | Self::Open(line)
            | Self::DecimalComma(line)
            | Self::Include(line) => line,
        }
    }

    pub fn message(self, format: PriceFormat) -> Bilingual {
        let name = format.name();
        let (en, ru) = match self {
            Self::Foreign(_) => (
                format!(
                    "this does not look like a line of {name}; choose the format of the file by --format, or another file"
                ),
                format!(
                    "строка не похожа на строку {name}; выберите формат файла в --format или другой файл"
                ),
            ),
            Self::Open(_) => (
                format!(
                    "{name} would not read prices at the end of the file, because what begins here is never closed; close it, or \
                     choose another file"
                ),
                format!(
                    "начатое в этой строке не закрыто, и {name} не прочтёт цены в конце файла; закройте начатое или выберите другой файл"
                ),
            ),
            Self::DecimalComma(_) => (
                format!(
                    "after this decimal comma {name} misreads prices such as 90.6537; {}",
                    way_out(format).en
                ),
                format!(
                    "после этой десятичной запятой {name} неверно читает цены вида 90.6537; {}",
                    way_out(format).ru
                ),
            ),
            Self::Include(_) => (
                format!(
                    "the included file may declare a decimal comma, with which {name} misreads prices such as 90.6537; {}",
                    way_out(format).en
                ),
                format!(
                    "во включаемом файле может быть объявлена десятичная запятая, с которой {name} неверно читает цены вида \
                     90.6537; {}",
                    way_out(format).ru
                ),
            ),
        };
        Bilingual::new(en, ru)
    }
}

/// How a journal with a decimal comma gets prices.
fn way_out(format: PriceFormat) -> Bilingual {
    match format {
        PriceFormat::Ledger => Bilingual::new(
            "append to a file of prices alone, and name it in ledger's --price-db",
            "дописывайте в отдельный файл цен и укажите его в --price-db программы ledger",
        ),
        PriceFormat::Hledger | PriceFormat::Beancount => Bilingual::new(
            "append to a file of prices alone, and include it",
            "дописывайте в отдельный файл цен и включите его директивой include",
        ),
    }
}
