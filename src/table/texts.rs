//! The fields of one row, kept.

/// Texts in one allocation: a table may have millions of fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    joined: Box<str>,
    /// Where each ends.
    ends: Box<[usize]>,
}

impl Texts {
    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// A text, empty behind the last one.
    pub fn get(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or_default();
        let start = start.copied().unwrap_or_default();
        self.joined.get(start..end).unwrap_or_default()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|at| self.get(at))
    }
}

impl<T: AsRef<str>> FromIterator<T> for Texts {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut joined = String::new();
        let ends = texts.into_iter().map(|text| {
            joined.push_str(text.as_ref());
            joined.len()
        });
        let ends = ends.collect();

        Self {
            joined: joined.into(),
            ends,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_comes_back_and_behind_the_last_there_is_nothing() {
        let texts: Texts = ["", "Курс", "", "a"].into_iter().collect();
        assert_eq!(texts.iter().collect::<Vec<_>>(), ["", "Курс", "", "a"]);
        assert_eq!((texts.get(1), texts.get(4), texts.get(9)), ("Курс", "", ""));
    }
}
