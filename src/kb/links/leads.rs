//! Where a link leads.

use std::fmt;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To a topic.
    Topic {
        /// Its id.
        id: String,
        /// Its title.
        title: String,
        /// The path of its note.
        path: String,
    },
    /// To a file or folder of the knowledge base that holds no topic, at this path.
    File(String),
    /// Nowhere.
    Nowhere(Broken),
}

/// Why a link leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It leads out of the knowledge base, where kb does not look.
    Outside,
    /// There is nothing at this path.
    Missing {
        /// The path.
        path: String,
        /// A note that could be meant.
        nearest: Option<String>,
    },
    /// No note has this name.
    Unnamed {
        /// The name.
        name: String,
        /// A note that could be meant.
        nearest: Option<String>,
    },
    /// Several notes have this name, none of them nearer than the others.
    Ambiguous {
        /// The name.
        name: String,
        /// Their paths.
        paths: Vec<String>,
    },
    /// The note has no such heading.
    NoHeading {
        /// Its path.
        path: String,
        /// What was named.
        anchor: String,
        /// A heading that could be meant, as its anchor.
        nearest: Option<String>,
    },
}

impl Leads {
    /// The id of the topic.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Leads::Topic { id, .. } => Some(id),
            _ => None,
        }
    }

    /// The title of the topic.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        match self {
            Leads::Topic { title, .. } => Some(title),
            _ => None,
        }
    }

    /// The path of the note or file.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match self {
            Leads::Topic { path, .. } | Leads::File(path) => Some(path),
            Leads::Nowhere(_) => None,
        }
    }

    /// Why it leads nowhere.
    #[must_use]
    pub fn broken(&self) -> Option<&Broken> {
        match self {
            Leads::Nowhere(why) => Some(why),
            _ => None,
        }
    }
}

impl Broken {
    /// How to mend it, where we know.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        match self {
            Broken::Outside => {
                Some("link to what lies below the root, or to an address".to_owned())
            }
            Broken::Missing { nearest, .. } | Broken::Unnamed { nearest, .. } => {
                nearest.as_ref().map(|near| format!("there is `{near}`"))
            }
            Broken::Ambiguous { .. } => Some("name its folder too".to_owned()),
            Broken::NoHeading { nearest, .. } => {
                let near = nearest.as_ref();
                near.map(|near| format!("the nearest is `#{near}`"))
            }
        }
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Broken::Outside => f.write_str("it leads out of the knowledge base"),
            Broken::Missing { path, .. } => write!(f, "there is no `{path}`"),
            Broken::Unnamed { name, .. } => write!(f, "no note is called `{name}`"),
            Broken::Ambiguous { name, paths } => {
                write!(f, "`{name}` names {} notes: ", paths.len())?;
                let paths: Vec<String> = paths.iter().map(|path| format!("`{path}`")).collect();
                f.write_str(&paths.join(", "))
            }
            Broken::NoHeading { path, anchor, .. } => {
                write!(f, "`{path}` has no heading `{anchor}`")
            }
        }
    }
}
