//! What is wrong with a user's table or with `--map`, in both languages; the English messages are `Display`.

use crate::{
    error::Bilingual,
    render::words::joined,
    table::{LONGEST_ROW_BYTES, MappingError, TableError},
};

/// Why nothing of a table can be read.
pub fn table_error(error: &TableError) -> Bilingual {
    let russian = match error {
        TableError::Empty => "файл пуст".to_owned(),
        TableError::NotText => {
            "это не таблица в виде текста; сохраните её как CSV, книгу прочесть нельзя".to_owned()
        }
        TableError::RowTooLong => format!(
            "строка длиннее {} МиБ; сократите её или найдите незакрытую кавычку",
            LONGEST_ROW_BYTES >> 20
        ),
        TableError::NoColumn { field, found } => {
            let found = listed(found);
            format!(
                "среди столбцов {found} нет столбца для поля `{field}`; назовите его: --map \
                 \"{field}=СТОЛБЕЦ\""
            )
        }
        TableError::NoHeader { field, found } => {
            let found = listed(found);
            format!(
                "на месте названий столбцов — данные ({found}); добавьте над ними строку с \
                 названиями, среди них `{field}`"
            )
        }
        TableError::TwoColumns {
            field,
            columns: [one, other],
        } => {
            format!("для поля `{field}` есть два столбца: «{one}» и «{other}»; переименуйте лишний")
        }
        TableError::NoMappedColumn {
            field,
            column,
            found,
        } => {
            let found = listed(found);
            format!("нет столбца «{column}» для поля `{field}`; есть {found}")
        }
    };

    Bilingual::new(error.to_string(), russian)
}

/// That a row has nothing in a field that is needed.
pub fn empty_field(field: &str) -> Bilingual {
    Bilingual::new(
        format!("the field `{field}` is empty"),
        format!("поле `{field}` пусто"),
    )
}

/// Why a row with another number of fields than the header cannot be read.
pub fn field_count(found: usize, header: usize) -> Bilingual {
    let en = format!("{found} fields where the header has {header}");
    let ru = format!("полей {found}, а в первой строке {header}");
    if found < header {
        return Bilingual::new(en, ru);
    }

    // The usual reason for too many: 90,65 between commas.
    Bilingual::new(
        en + "; put a figure with a decimal comma in quotes, or `;` between the fields",
        ru + "; число с запятой возьмите в кавычки, или разделите поля знаком `;`",
    )
}

/// Why a mapping of columns cannot be understood.
pub fn mapping_error(error: &MappingError) -> Bilingual {
    let russian = match error {
        MappingError::NotAPair(text) => format!("«{text}» — не ПОЛЕ=СТОЛБЕЦ"),
        MappingError::UnknownField {
            field,
            column,
            known,
        } => {
            let fields = known.join(", ");
            format!("нет поля «{field}» для столбца «{column}»; поля: {fields}")
        }
        MappingError::Twice(name) => format!("«{name}» назван дважды"),
    };

    Bilingual::new(error.to_string(), russian)
}

fn listed(names: &[String]) -> String {
    joined(names.iter().map(|name| format!("«{name}»")), ", ")
}
