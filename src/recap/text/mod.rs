//! Text without markup as Markdown: what its author meant is told by how the lines stand.
//!
//! A `log` of a channel is read message by message. Else `blocks` parts lines at empty ones and tells code and tables from words; `titles` says which lines are titles, `posts`
//! which of them begin a post of their own; `lists` and `body` write the rest. The rules stand in `docs/markups.md`.

mod blocks;
mod body;
mod case;
mod code;
mod inline;
mod levels;
mod lists;
mod log;
mod posts;
mod tables;
mod titles;

#[cfg(test)]
mod tests;

use super::lines::{Line, untabbed};
use super::pen::Pen;
use super::script::Script;
use super::source::Source;
use blocks::Block;
use levels::Levels;
use titles::Title;

/// Blanks that a tab goes on to the next multiple of.
pub(super) const TAB: usize = 4;

/// Reads the recaps of a note from its line `first` on: several, where it holds several posts.
pub(super) fn read(source: &Source, first: u32) -> Vec<Script> {
    let raw: Vec<Line<'_>> = (first..=source.line_count())
        .map(|n| Line::new(source.line(n), n))
        .collect();
    if let Some(meetings) = log::scripts(&raw) {
        return meetings;
    }
    let texts: Vec<(u32, String)> = (first..=source.line_count())
        .map(|n| (n, untabbed(source.line(n), TAB)))
        .collect();
    let lines: Vec<Line<'_>> = texts.iter().map(|(n, text)| Line::new(text, *n)).collect();
    let blocks = blocks::blocks(&lines);
    let titles = titles::titles(&blocks);
    let posts = posts::posts(&blocks, &titles);
    posts
        .iter()
        .map(|post| post_script(&blocks, &titles, post))
        .collect()
}

/// Writes lines of text that are no post of their own, such as the body of a mail.
pub(super) fn write(lines: &[Line<'_>], pen: &mut Pen) {
    let blocks = blocks::blocks(lines);
    let titles = titles::titles(&blocks);
    let own = titles::of_post(&titles, 0..blocks.len());
    let levels = Levels::below_a_title(&own);
    write_blocks(&blocks, &own, &levels, pen);
}

fn post_script(blocks: &[Block<'_>], titles: &[Title<'_>], post: &posts::Post) -> Script {
    let mut own: Vec<Title<'_>> = titles::of_post(titles, post.blocks.clone());
    let levels = Levels::of(&own, post.is_titled);
    let mut pen = Pen::default();
    if let Some(date) = posts::date(blocks, &own, post) {
        // The line that tells it is no title of its own.
        own.retain(|title| blocks[title.block].lines[0].no != date.line);
        pen.script().metadata.fields.push(date);
    }
    write_blocks(&blocks[post.blocks.clone()], &own, &levels, &mut pen);
    pen.done()
}

fn write_blocks(blocks: &[Block<'_>], titles: &[Title<'_>], levels: &Levels, pen: &mut Pen) {
    let mut lists = lists::Lists::default();
    let is_wiki = blocks
        .iter()
        .any(|block| titles::wiki(block.lines[0].text).is_some());
    let mut rest_of_titles = titles.iter().peekable();
    for block in blocks {
        let title = rest_of_titles.next_if(|title| title.block == block.index);
        let mut rest = block.lines;
        if let Some(title) = title {
            lists.end(pen);
            let from = crate::model::Lines::new(block.lines[0].no, block.lines[title.count - 1].no);
            pen.heading(levels.of_title(title), &inline::words(title.text), from);
            rest = &block.lines[title.count..];
        }
        if !rest.is_empty() {
            let kind = body::Kind {
                is_code: block.is_code && !(is_wiki && titles::numbers(rest)),
                below_title: title.is_some(),
                is_wiki,
            };
            body::write(rest, kind, &mut lists, pen);
        }
    }
    lists.end(pen);
}
