//! What is wrong with a user's table or with `--map`, in both languages; the English messages are `Display`.

use crate::{
    error::Bilingual,
    model::{Lang, counted},
    render::words::joined,
    table::{LONGEST_ROW_BYTES, MappingError, TableError},
};

/// Why nothing of a table can be read.
pub fn table_error(error: &TableError) -> Bilingual {
    let russian = match error {
        TableError::Empty => "файл пуст".to_owned(),
        TableError::NotText => {
            "это не таблица в виде текста, а, возможно, книга или UTF-16 без метки порядка байтов; сохраните её как CSV в UTF-8".to_owned()
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

/// Why a row with more fields than the header cannot be read.
pub fn field_count(found: usize, header: usize) -> Bilingual {
    let Bilingual { en, ru } = counts_of_fields(found, header);
    // The usual reason for too many: 90,65 between commas.
    Bilingual::new(
        en + "; put a figure with a decimal comma in quotes, or `;` between the fields",
        ru + "; число с запятой возьмите в кавычки, или разделите поля знаком `;`",
    )
}

/// That a row ends before a field that is needed.
pub fn missing_field(field: &str, found: usize, header: usize) -> Bilingual {
    let Bilingual { en, ru } = counts_of_fields(found, header);
    Bilingual::new(
        en + &format!(": `{field}` is missing; complete the row"),
        ru + &format!(": нет поля `{field}`; дополните строку"),
    )
}

/// That a row has the sums of a table and no day, by the word with which it begins.
pub fn row_of_totals(word: &str) -> Bilingual {
    Bilingual::new(
        format!("`{word}` without a date looks like a row of totals; delete it from the table"),
        format!("«{word}» без даты похоже на строку итогов; удалите её из таблицы"),
    )
}

fn counts_of_fields(found: usize, header: usize) -> Bilingual {
    let [en, ru] = [Lang::En, Lang::Ru]
        .map(|lang| counted(found, lang, ["field", "fields"], ["поле", "поля", "полей"]));
    Bilingual::new(
        format!("{en} where the header has {header}"),
        format!("{ru}, а в первой строке {header}"),
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
