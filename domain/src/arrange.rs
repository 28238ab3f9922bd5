//! Lists that people put in order by hand, a button at a time: the pictures of a gig, the pieces of a portfolio.

use std::str::FromStr;

/// What a button does to one entry. In a form: `earlier:<id>`, `later:<id>`, `remove:<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrangement<Id> {
    Earlier(Id),
    Later(Id),
    Remove(Id),
}

impl<Id: FromStr> Arrangement<Id> {
    /// The value of a button; nothing where it is none of ours.
    pub fn parse(button: &str) -> Option<Self> {
        let (what, id) = button.split_once(':')?;
        let id = id.parse().ok()?;
        match what {
            "earlier" => Some(Self::Earlier(id)),
            "later" => Some(Self::Later(id)),
            "remove" => Some(Self::Remove(id)),
            _ => None,
        }
    }
}

impl<Id: PartialEq> Arrangement<Id> {
    /// Changes the list; an entry that is not in it, or at its end already, changes nothing.
    pub fn apply<T>(&self, list: &mut Vec<T>, id_of: impl Fn(&T) -> Id) {
        let (Self::Earlier(id) | Self::Later(id) | Self::Remove(id)) = self;
        let Some(at) = list.iter().position(|entry| id_of(entry) == *id) else {
            return;
        };
        match self {
            Self::Earlier(_) if at > 0 => list.swap(at, at - 1),
            Self::Later(_) if at + 1 < list.len() => list.swap(at, at + 1),
            Self::Remove(_) => drop(list.remove(at)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arrangement;

    #[test]
    fn buttons_move_and_remove_one_entry_and_stop_at_the_ends() {
        let arranged = |button: &str| {
            let mut list = vec![1, 2, 3];
            if let Some(arrangement) = Arrangement::parse(button) {
                arrangement.apply(&mut list, |entry| *entry);
            }
            list
        };
        assert_eq!(arranged("earlier:2"), [2, 1, 3]);
        assert_eq!(arranged("later:2"), [1, 3, 2]);
        assert_eq!(arranged("remove:2"), [1, 3]);
        for nothing in ["earlier:1", "later:3", "remove:9", "remove:x", "shuffle:1", ""] {
            assert_eq!(arranged(nothing), [1, 2, 3], "{nothing}");
        }
    }
}
