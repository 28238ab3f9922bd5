//! The first steps of a new person: what is still missing until their profile is worth showing.

/// What a person has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one fact each, all independent")]
pub struct Standing {
    pub has_picture: bool,
    pub has_title: bool,
    pub has_bio: bool,
    pub has_verified_email: bool,
    /// Published, now or before.
    pub has_gig: bool,
    /// Ordered something, or keeps something they found.
    pub has_found_something: bool,
    pub has_payout_account: bool,
    pub has_document: bool,
}

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstStep {
    VerifyEmail,
    AddPicture,
    TellAboutYou,
    /// Publish the first gig or find the first one: whichever side they are here for.
    Begin,
    /// Who sells has to be paid, and to say who they are.
    AddDocument,
    AddPayoutAccount,
}

impl FirstStep {
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::AddPicture => "add_picture",
            Self::TellAboutYou => "tell_about_you",
            Self::Begin => "begin",
            Self::AddDocument => "add_document",
            Self::AddPayoutAccount => "add_payout_account",
        }
    }
}

/// The steps that concern a person, each with whether it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checklist(pub Vec<(FirstStep, bool)>);

impl Checklist {
    /// None once there is nothing left to do. The last two steps concern only who sells.
    pub fn of(person: &Standing) -> Option<Self> {
        let mut steps = vec![
            (FirstStep::VerifyEmail, person.has_verified_email),
            (FirstStep::AddPicture, person.has_picture),
            (FirstStep::TellAboutYou, person.has_title && person.has_bio),
            (FirstStep::Begin, person.has_gig || person.has_found_something),
        ];
        if person.has_gig {
            steps.push((FirstStep::AddDocument, person.has_document));
            steps.push((FirstStep::AddPayoutAccount, person.has_payout_account));
        }
        steps.iter().any(|(_, is_done)| !is_done).then_some(Self(steps))
    }

    pub fn done(&self) -> usize {
        self.0.iter().filter(|(_, is_done)| *is_done).count()
    }

    pub fn total(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLIENT: Standing = Standing {
        has_picture: true,
        has_title: true,
        has_bio: true,
        has_verified_email: true,
        has_gig: false,
        has_found_something: true,
        has_payout_account: false,
        has_document: false,
    };

    #[test]
    fn a_new_person_has_four_steps_and_none_done() {
        let list = Checklist::of(&Standing::default()).unwrap();
        assert_eq!((list.done(), list.total()), (0, 4));
    }

    #[test]
    fn the_list_ends_with_its_last_step_and_sellers_have_two_more() {
        assert_eq!(Checklist::of(&CLIENT), None, "a client needs no account to be paid on");
        let seller = Standing { has_gig: true, ..CLIENT };
        let list = Checklist::of(&seller).unwrap();
        assert_eq!((list.done(), list.total()), (4, 6));
        let ready = Standing { has_document: true, has_payout_account: true, ..seller };
        assert_eq!(Checklist::of(&ready), None);
        assert!(Checklist::of(&Standing { has_bio: false, ..ready }).is_some(), "a title alone tells little");
    }
}
