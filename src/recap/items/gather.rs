//! Records of units together with what stands below them.

use super::cues::Cue;
use super::nicks::is_nick_of;
use super::subjects::is_verb;
use super::walk::Walk;
use super::{owners, texts};
use crate::model::{Detail, Lines};
use crate::recap::struck::{has_marks, unmarked, unstruck};
use crate::recap::units::{Unit, UnitKind};

/// Most units below an item that are taken into it.
const MOST_BELOW: usize = 12;

impl Walk<'_> {
    /// One record of an item and all that is below it.
    pub(super) fn whole(&mut self, at: usize, lines: Lines, text: &str, cue: Cue, rule: &str) {
        let below = self.all_below(at);
        let mut text = text.to_owned();
        let mut end = lines.end;
        for unit in below.into_iter().take(MOST_BELOW) {
            if self.units[unit].lines.start <= lines.start
                || self.mark(self.units[unit].lines.start).is_some()
            {
                break;
            }
            let more = self.text_for(unit, cue);
            self.used[unit] = true;
            if !more.contains(char::is_alphanumeric) {
                continue;
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&more);
            end = self.units[unit].lines.end;
        }
        self.add(cue, Lines::new(lines.start, end), text, rule, Vec::new());
    }

    /// A record of each of these units.
    pub(super) fn each(&mut self, units: &[usize], cue: Cue, rule: &str, named: &[String]) {
        for at in units.iter().copied() {
            if self.used[at] || self.mark(self.units[at].lines.start).is_some() {
                continue;
            }
            self.used[at] = true;
            let below = self.below(at);
            let text = self.own_text(at);
            // `Jo:` or `Jo` over a list of what Jo is to do.
            let who = owners::only_names(&text);
            if matches!(cue, Cue::Action(_))
                && !below.is_empty()
                && (!who.is_empty()
                    || text.ends_with(':')
                    || owners::is_repeated(&text, below.iter().map(|at| self.own_text(*at))))
            {
                self.each(&below, cue, rule, &who);
                continue;
            }
            self.with_below(at, cue, rule, named);
        }
    }

    /// Whose the tasks `below` are, where the words above them name somebody and nothing else: `ACTION: jo` over what Jo is to do.
    pub(super) fn whose(&self, text: &str, below: &[usize]) -> Vec<String> {
        let nick = text.trim_end_matches([':', ' ']);
        let people = self.note.people;
        let is_known = |name: &String| people.iter().any(|person| is_nick_of(name, person));
        let names = owners::only_names(nick);
        if below.is_empty() || names.iter().any(is_known) || nick.starts_with('@') {
            return if below.is_empty() { Vec::new() } else { names };
        }
        // A word alone may be what is to be done as well: then what is below it explains that.
        let word = |c: char| c.is_alphanumeric() || "-_|^`.".contains(c);
        let is_nick = (2..=20).contains(&nick.len()) && nick.chars().all(word);
        let is_task = |at: &usize| self.own_text(*at).split(' ').next().is_some_and(is_verb);
        match is_nick && !is_verb(nick) && below.iter().all(is_task) {
            true => vec![nick.to_owned()],
            false => Vec::new(),
        }
    }

    /// What stands below an action that has a box or an owner explains it, where it has neither.
    pub(super) fn explains(&mut self, at: usize, text: &str) {
        let boxed = |unit: &Unit| matches!(unit.kind, UnitKind::Item { task: Some(_), .. });
        if !boxed(&self.units[at]) && self.owners(text).is_empty() {
            return;
        }
        for below in self.all_below(at) {
            let own = boxed(&self.units[below]) || !self.owners(&self.own_text(below)).is_empty();
            let marked = self.mark(self.units[below].lines.start).is_some();
            self.used[below] |= !own && !marked;
        }
    }

    /// A record of a unit with what explains it below.
    pub(super) fn with_below(&mut self, at: usize, cue: Cue, rule: &str, named: &[String]) {
        let lines = self.units[at].lines;
        let text = self.text_for(at, cue);
        let before = self.out.len();
        self.used[at] = true;
        if matches!(cue, Cue::Decision(_)) && !self.below(at).is_empty() {
            self.whole(at, lines, &text, cue, rule);
        } else {
            if matches!(cue, Cue::Action(_)) {
                self.explains(at, &text);
            }
            self.add(cue, lines, text, rule, named.to_vec());
        }
        self.tick(at, before);
    }

    /// What was found of a unit whose box is ticked is done.
    pub(super) fn tick(&mut self, at: usize, before: usize) {
        if let (
            UnitKind::Item {
                task: Some(true), ..
            },
            Some(found),
        ) = (&self.units[at].kind, self.out.get_mut(before))
            && let Detail::Action { done, .. } = &mut found.detail
        {
            *done = true;
        }
    }

    /// The first of these lines as a record has it, where something in it is struck out: an action that is done has all its words.
    pub(super) fn heard(&self, lines: Lines, cue: Cue) -> Option<String> {
        let raw = self.note.source.line(lines.start);
        let done =
            || matches!(cue, Cue::Action(_)) && texts::is_mostly_struck(self.note.source, lines);
        has_marks(raw).then(|| match done() {
            true => unmarked(raw),
            false => unstruck(raw).into_owned(),
        })
    }

    /// A unit's own words as a record has them: what was struck out of a decision is none of it.
    pub(super) fn text_for(&self, at: usize, cue: Cue) -> String {
        let (source, lines) = (self.note.source, self.units[at].lines);
        match cue {
            Cue::Action(_) if texts::is_mostly_struck(source, lines) => self.own_text(at),
            _ => texts::heard_text(source, lines),
        }
    }
}
