//! What was wrong with files of news, in both languages; the English messages are `Display`.

use crate::{
    error::{Bilingual, after_colon},
    model::{Lang, tr},
    news::{
        Unread, WarcProblem,
        corpus::{CorpusError, RowFault, RowProblem},
        feed::{FeedError, FeedFault, FeedFaultKind},
        page::PageError,
    },
    render::errors::table_error,
};

/// Something that was left out of a file: where, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewsFault {
    /// A row of a collection.
    Row(RowFault),
    Feed(FeedFault),
    /// A record of an archive of pages.
    Record(ArchivedFault),
}

/// A page of an archive that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchivedFault {
    /// The record, from 1.
    pub number: u64,
    /// The address of its page.
    pub address: Option<String>,
    pub what: Bilingual,
}

impl NewsFault {
    /// The file inside an archive.
    pub fn member(&self) -> Option<&str> {
        match self {
            Self::Row(fault) => fault.member.as_deref(),
            Self::Record(fault) => fault.address.as_deref(),
            Self::Feed(_) => None,
        }
    }

    /// The line, from 1; of an archive the record.
    pub const fn line(&self) -> u64 {
        match self {
            Self::Row(fault) => fault.line,
            Self::Feed(fault) => fault.line,
            Self::Record(fault) => fault.number,
        }
    }

    pub fn what(&self, lang: Lang) -> String {
        let what = match self {
            Self::Row(fault) => row_problem(&fault.what),
            Self::Feed(fault) => feed_fault(&fault.kind),
            Self::Record(fault) => fault.what.clone(),
        };
        what.text(lang).to_owned()
    }
}

/// One line: `a.csv, line 7: no title`, with the file inside an archive in brackets.
pub fn fault_line(file: &str, fault: &NewsFault, lang: Lang) -> String {
    let member = fault.member().map(|member| format!(" ({member})"));
    let member = member.unwrap_or_default();
    let line = fault.line();
    let what = fault.what(lang);

    if matches!(fault, NewsFault::Record(_)) {
        return tr!(
            lang,
            "{file}{member}, record {line}: {what}",
            "{file}{member}, запись {line}: {what}"
        );
    }
    tr!(
        lang,
        "{file}{member}, line {line}: {what}",
        "{file}{member}, строка {line}: {what}"
    )
}

/// Why a page cannot be read.
pub fn page_error(error: &PageError) -> Bilingual {
    let russian = match error {
        PageError::TooLarge { .. } => "страница слишком велика",
        PageError::NoText => "на странице нет текста",
    };
    Bilingual::new(error.to_string(), russian)
}

fn row_problem(problem: &RowProblem) -> Bilingual {
    let russian = match problem {
        RowProblem::NoTitle => "нет заголовка".into(),
        RowProblem::FieldCount { found, header } => format!("полей {found}, а в шапке {header}"),
        RowProblem::Date { text } => format!("«{text}» — не дата"),
        RowProblem::AmbiguousDate { text } => format!(
            "«{text}» можно прочесть как две разные даты, а по столбцу не видно, что стоит первым — день или месяц: запишите ГГГГ-ММ-ДД"
        ),
        RowProblem::Time { text } => {
            format!("«{text}» — не время; заголовок записан с одной датой")
        }
        RowProblem::NotUtf8 => "не UTF-8".into(),
        RowProblem::TooLong => "строка слишком длинная".into(),
        RowProblem::Json { cause } => format!("это не объект JSON ({cause})"),
        RowProblem::NoObject => "это не объект JSON".into(),
        RowProblem::JsonEnds => {
            "JSON обрывается или ломается посреди значения; дальше прочесть нельзя".into()
        }
        RowProblem::Member(error) => corpus_error(error).ru,
        RowProblem::Cut { cause } => format!("дальше прочесть нельзя ({cause})"),
    };

    Bilingual::new(problem.to_string(), russian)
}

/// Why nothing of a collection could be read.
pub fn corpus_error(error: &CorpusError) -> Bilingual {
    let russian = match error {
        CorpusError::NotText => {
            "это не текст (CSV, TSV, строки JSON) и не gzip, bzip2, Zstandard или tar с ним".into()
        }
        CorpusError::NoRecords => {
            "JSON без объектов; заголовки читаются из объектов вида {\"title\": …, \"url\": …, \"date\": …}".into()
        }
        CorpusError::NestedRecords(list) => format!(
            "записей там, где их ищут, нет, но в `{list}` есть список объектов с ключами {}: их достанет `{}`, \
             а --map title=КЛЮЧ укажет, в каком ключе заголовки",
            list.keys(),
            list.command()
        ),
        CorpusError::NoChannels { chats } => format!(
            "в этой выгрузке аккаунта Telegram нет каналов, только другие чаты (их {chats}), а это не новости; выгрузите сам канал"
        ),
        CorpusError::OtherChat { kind } => format!(
            "чат Telegram вида `{kind}`: сообщения людей — не новости; выгрузите канал"
        ),

        CorpusError::Table(error) => return table_error(error),
        CorpusError::NoTables { members } => {
            format!("среди файлов архива ({members}) нет ни CSV, ни TSV, ни JSON")
        }

        CorpusError::Unreadable { cause } => format!("прочесть не удалось ({cause})"),
    };

    Bilingual::new(error.to_string(), russian)
}

/// A kind of file that is not read, and what to do.
pub fn unread_kind(kind: Unread) -> Bilingual {
    let russian = match kind {
        Unread::Pdf => "это PDF: сохраните страницу как HTML или её текст как .txt",
        Unread::Zip => "это файл ZIP: сначала распакуйте",
        Unread::Office => {
            "это документ Office или LibreOffice: книгу сохраните как CSV, текст — как .txt"
        }
        Unread::Picture => "это картинка: сохраните страницу как HTML или её текст как .txt",
        Unread::OtherPacker => {
            "файл сжат в xz, 7-Zip или RAR, а этого программа не читает: распакуйте его или сожмите в gzip, bzip2 или Zstandard"
        }
        Unread::Database => "это база SQLite: выгрузите заголовки в CSV",
        Unread::Mail => {
            "это электронное письмо: сохраните страницу, на которую оно ссылается, или текст письма как .txt"
        }
        Unread::WebArchive => {
            "это веб-архив Safari: сохраните страницу как HTML («Исходный код страницы»)"
        }
        Unread::Binary => {
            "это не текст, а такой формат программа не читает: сохраните страницу как HTML, её текст как .txt, таблицу как CSV"
        }
        Unread::Unknown => {
            "ни по имени, ни по содержимому не понять, что это за файл; с --as text программа прочтёт его как текст страницы"
        }
    };

    Bilingual::new(kind.to_string(), russian)
}

/// A record of an archive of pages that was left out.
pub fn warc_problem(problem: &WarcProblem) -> Bilingual {
    let russian = match problem {
        WarcProblem::TooLarge => "страница слишком велика".into(),
        WarcProblem::Packed(name) => {
            format!("страница сжата способом `{name}`, а его программа не читает")
        }
        WarcProblem::NoRecord => "здесь не начинается запись WARC; дальше прочесть нельзя".into(),
        WarcProblem::Cut { cause } => format!("дальше прочесть нельзя ({cause})"),
    };

    Bilingual::new(problem.to_string(), russian)
}

/// What could not be read of a feed.
pub fn feed_fault(kind: &FeedFaultKind) -> Bilingual {
    let russian = match kind {
        FeedFaultKind::Junk => "перед началом документа есть лишнее".into(),
        FeedFaultKind::Cut(element) => format!("документ оборван внутри `{element}`"),
        FeedFaultKind::Unclosed(element) => format!("`{element}` не закрыт"),
        FeedFaultKind::BrokenTag(element) => format!("в теге `{element}` нет кавычки или `>`"),

        FeedFaultKind::NoTitle => "запись без заголовка и без текста".into(),
        FeedFaultKind::UnreadableDate(text) => format!("«{text}» — не дата"),
        FeedFaultKind::UndecodableBytes => "есть байты, недопустимые в его кодировке".into(),

        FeedFaultKind::OwnEntities => "собственные сущности не раскрываются".into(),
        FeedFaultKind::TooDeep => "слишком глубокая вложенность".into(),
        FeedFaultKind::Row(problem) => return row_problem(problem),
        FeedFaultKind::WithoutOffset => {
            "даты без смещения от UTC, как их выгружают старые программы, приняты за московские"
                .into()
        }
        FeedFaultKind::TooManyItems => "слишком много записей".into(),
    };

    Bilingual::new(kind.to_string(), russian)
}

/// Why nothing of a feed could be read.
pub fn feed_error(error: &FeedError) -> Bilingual {
    let russian = match error {
        FeedError::TooLarge { limit_mib } => format!("больше {limit_mib} МиБ"),
        FeedError::Empty => "документ пуст".into(),
        FeedError::NotAFeed { first_words } => {
            format!("это не лента{}", after_colon(first_words))
        }
        FeedError::EntityBomb => "сущность XML вложена в другие сущности (так устроена «XML-бомба»)".into(),
        FeedError::ExternalEntity => "сущность XML ссылается на другой документ".into(),
        FeedError::UntitledSitemap => {
            "это карта сайта без заголовков: программа читает только карты для Google News (`news:title`)"
                .into()
        }
        FeedError::SitemapIndex => {
            "это указатель карт сайта: добавьте из него карту для Google News".into()
        }
        FeedError::ListOfFeeds => {
            "это список лент (OPML): впишите их адреса в настройки как [[feeds]]".into()
        }
        FeedError::OtherXml { root } => format!(
            "это XML другого вида (`{root}`): программа читает RSS, Atom, RDF, карты для Google News и NewsInfo Банка России"
        ),
        FeedError::OtherKind(kind) => return unread_kind(*kind),
        FeedError::SavedPages => {
            "это сохранённые страницы, а не лента: для них есть `rates news add`".into()
        }
        FeedError::Collection(error) => return corpus_error(error),
        FeedError::Broken(fault) => {
            let what = feed_fault(&fault.kind).ru;
            format!("до ошибки прочесть нечего: строка {}: {what}", fault.line)
        }
    };

    Bilingual::new(error.to_string(), russian)
}
