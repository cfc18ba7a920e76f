//! How a query was understood, in plain words.

use super::tree::{Field, Node, Query, Text};
use std::fmt::{self, Display};

/// Says how a query was understood: `all of: active/active, "repl v2.1", tag replication, not nova`.
#[must_use]
pub fn describe(query: &Query) -> String {
    query.to_string()
}

impl Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.root.fmt(f)
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Node::And(nodes) => list(f, "all of: ", &flat(nodes)),
            Node::Or(nodes) => list(f, "any of: ", &nodes.iter().collect::<Vec<_>>()),
            Node::Not(node) => left_out(f, node),
            Node::Word(text) => f.write_str(&text.text),
            Node::Phrase(text) => write!(f, "\"{}\"", text.text),
            Node::Near(text, gap) => {
                let words = counted(*gap, "word");
                write!(f, "\"{}\" with at most {words} between", text.text)
            }
            Node::Prefix(text) => write!(f, "words that begin with {}", text.text),
            Node::Fuzzy(text, edits) => {
                let edits = counted((*edits).into(), "edit");
                write!(f, "words like {} ({edits})", text.text)
            }
            Node::Regex(text) => write!(f, "words of the form /{}/", text.text),
            Node::Wider(node, _) => node.fmt(f),
            Node::Begun(node) => write!(f, "{node}\u{2026}"),
            Node::Field(Field::Has, text) => write!(f, "has {}", with_article(&text.text)),
            Node::Field(field, text) => value(f, *field, text),
        }
    }
}

/// All that is wanted, where words that together are a name are wanted as one.
fn flat(nodes: &[Node]) -> Vec<&Node> {
    let mut out = Vec::new();
    for node in nodes {
        match node {
            Node::Wider(inner, _) => match inner.as_ref() {
                Node::And(words) => out.extend(flat(words)),
                one => out.push(one),
            },
            node => out.push(node),
        }
    }
    out
}

fn list(f: &mut fmt::Formatter<'_>, head: &str, nodes: &[&Node]) -> fmt::Result {
    f.write_str(head)?;
    for (at, node) in nodes.iter().enumerate() {
        if at > 0 {
            f.write_str(", ")?;
        }
        inner(f, node)?;
    }
    Ok(())
}

fn left_out(f: &mut fmt::Formatter<'_>, node: &Node) -> fmt::Result {
    if let Node::Field(Field::Has, text) = node {
        return write!(f, "has no {}", text.text);
    }
    f.write_str("not ")?;
    inner(f, node)
}

fn counted(number: u32, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {what}{plural}")
}

fn with_article(noun: &str) -> String {
    let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {noun}", if vowel { "an" } else { "a" })
}

/// A node below another: a list goes in parentheses, so that its commas stay its own.
fn inner(f: &mut fmt::Formatter<'_>, node: &Node) -> fmt::Result {
    match node {
        Node::And(_) | Node::Or(_) => write!(f, "({node})"),
        _ => node.fmt(f),
    }
}

fn value(f: &mut fmt::Formatter<'_>, field: Field, text: &Text) -> fmt::Result {
    if text.text.contains(char::is_whitespace) {
        write!(f, "{field} \"{}\"", text.text)
    } else {
        write!(f, "{field} {}", text.text)
    }
}
