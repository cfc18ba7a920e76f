//! Text as words, and words as lines of a width.

use super::{Line, Span};
use anstyle::Style;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// Columns that a word of a table has before it may be broken.
const WORD: usize = 30;
/// Columns that text written without blanks has in a table before it may be broken.
const RUN: usize = 12;

/// What is never parted by the end of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    /// Its parts.
    spans: Vec<Span>,
    /// Its columns.
    columns: usize,
    /// How it stands to the word before it.
    before: Before,
    /// Whether it stays whole where it is longer than a line.
    whole: bool,
}

/// What stands before a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Before {
    /// A blank, or the end of a line.
    #[default]
    Blank,
    /// Nothing, or the end of a line.
    Nothing,
    /// The end of a line.
    Break,
}

/// Text on its way to be words.
#[derive(Debug, Default)]
pub(super) struct Words {
    words: Vec<Word>,
    next: Option<Before>,
}

impl Words {
    /// Adds clean text; a line feed in it ends a line. Text that is `whole` is not broken within a word.
    pub(super) fn add(&mut self, span: &Span, whole: bool) {
        for cluster in span.text.graphemes(true) {
            match cluster {
                " " | "\t" => self.next = self.next.or(Some(Before::Blank)),
                "\n" | "\r\n" => self.next = Some(Before::Break),
                cluster => self.cluster(cluster, span, whole),
            }
        }
    }

    fn cluster(&mut self, cluster: &str, span: &Span, whole: bool) {
        let columns = cluster.width();
        let before = self.next.take().or_else(|| {
            let may_end = !whole && !closes(cluster) && (is_wide(cluster) || self.ends_wide());
            may_end.then_some(Before::Nothing)
        });
        if before.is_some() || self.words.is_empty() {
            self.words.push(Word {
                before: before.unwrap_or_default(),
                ..Word::default()
            });
        }
        let Some(word) = self.words.last_mut() else {
            return;
        };
        word.columns += columns;
        word.whole |= whole;
        match word.spans.last_mut() {
            Some(last) if last.style == span.style && last.link == span.link => {
                last.text.push_str(cluster);
            }
            _ => word.spans.push(span.like(cluster)),
        }
    }

    /// Adds words behind these.
    pub(super) fn append(&mut self, mut other: Self) {
        if let Some(first) = other.words.first_mut() {
            first.before = self.next.take().unwrap_or(first.before);
        }
        self.words.extend(other.words);
        self.next = other.next.or(self.next);
    }

    /// Whether a line may end behind the last character.
    fn ends_wide(&self) -> bool {
        let last = self.words.last().and_then(|word| word.spans.last());
        let last = last.and_then(|span| span.text.graphemes(true).next_back());
        last.is_some_and(|cluster| is_wide(cluster) && !opens(cluster))
    }

    /// The columns that a column of a table needs, so that no word in it is broken: what stays whole in full, other words up
    /// to a bound, and of what is written without blanks a few characters.
    pub(super) fn least(&self) -> usize {
        let (mut most, mut run) = (0, 0);
        for word in &self.words {
            run = match word.before {
                Before::Nothing => run + word.columns,
                Before::Blank | Before::Break => word.columns,
            };
            let own = match word.whole {
                true => word.columns,
                false => word.columns.min(WORD),
            };
            most = most.max(own).max(run.min(RUN));
        }
        most
    }

    /// The columns of the longest line, where none is broken but where the text says so.
    pub(super) fn columns(&self) -> usize {
        let (mut most, mut used) = (0, 0);
        for (index, word) in self.words.iter().enumerate() {
            used = match word.before {
                Before::Break => word.columns,
                Before::Blank if index > 0 => used + 1 + word.columns,
                Before::Blank | Before::Nothing => used + word.columns,
            };
            most = most.max(used);
        }
        most
    }

    /// Lines of at most `first` and then `rest` columns. With `broken`, what would stay whole is broken too.
    pub(super) fn lines(self, first: usize, rest: usize, broken: bool) -> Vec<Line> {
        let mut filling = Filling {
            done: Vec::new(),
            line: Line::default(),
            used: 0,
            room: first.max(1),
            rest: rest.max(1),
        };
        for word in self.words {
            filling.word(word, broken);
        }
        filling.done.push(filling.line);
        filling.done
    }
}

/// Lines being filled.
struct Filling {
    done: Vec<Line>,
    line: Line,
    used: usize,
    room: usize,
    rest: usize,
}

impl Filling {
    fn word(&mut self, word: Word, broken: bool) {
        let is_first = self.done.is_empty() && self.used == 0;
        let gap = usize::from(word.before == Before::Blank && self.used > 0);
        let fits = self.used + gap + word.columns <= self.room;
        match word.before {
            Before::Break if !is_first => self.end(),
            _ if fits && gap > 0 => self.blank(&word),
            _ if !fits && self.used > 0 => self.end(),
            _ => {}
        }
        if word.columns <= self.room || word.whole && !broken {
            self.used += word.columns;
            word.spans.iter().for_each(|span| self.line.push(span));
            return;
        }
        self.parted(&word);
    }

    /// A word that is longer than a line, broken behind a sign where one stands near the end, else anywhere.
    fn parted(&mut self, word: &Word) {
        let clusters: Vec<(&str, &Span)> = word
            .spans
            .iter()
            .flat_map(|span| span.text.graphemes(true).map(move |c| (c, span)))
            .collect();
        let mut rest = &clusters[..];
        while !rest.is_empty() {
            let mut columns = 0;
            let fits = |(cluster, _): &&(&str, &Span)| {
                columns += cluster.width();
                columns <= self.room
            };
            let count = rest.iter().take_while(fits).count().max(1);
            let signs = |(cluster, _): &(&str, &Span)| "_/-.:,=&?".contains(cluster);
            let near = rest[..count].iter().rposition(signs).map(|at| at + 1);
            let count = near
                .filter(|at| count < rest.len() && *at * 3 > count)
                .unwrap_or(count);
            let (part, behind) = rest.split_at(count);
            for (cluster, span) in part {
                self.used += cluster.width();
                self.line.push(&span.like(*cluster));
            }
            rest = behind;
            if !rest.is_empty() {
                self.end();
            }
        }
    }

    /// A blank before a word, which looks like both where they look alike.
    fn blank(&mut self, word: &Word) {
        let alike = self.line.spans.last().zip(word.spans.first());
        let alike = alike.filter(|(a, b)| a.style == b.style && a.link == b.link);
        let blank = alike.map_or_else(|| Span::new(" ", Style::new()), |(like, _)| like.like(" "));
        self.used += 1;
        self.line.push(&blank);
    }

    fn end(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.used = 0;
        self.room = self.rest;
    }
}

/// Whether a line may end before and behind a character: those of languages that are written without blanks.
fn is_wide(cluster: &str) -> bool {
    let first = cluster.chars().next();
    first.is_some_and(|c| c.width() == Some(2) && !('\u{ac00}'..='\u{d7a3}').contains(&c))
}

/// Whether a sign stands at no line's beginning.
fn closes(cluster: &str) -> bool {
    cluster.starts_with(|c| "、。，．！？：；）」』】〉》〕ー…".contains(c))
}

/// Whether a sign stands at no line's end.
fn opens(cluster: &str) -> bool {
    cluster.starts_with(|c| "（「『【〈《〔".contains(c))
}
