//! What decisions come to, by their words.

use super::outcome;
use crate::model::Outcome;

#[test]
fn tells_outcomes() {
    let table = [
        ("Stage 2 acceptance", Outcome::Agreed),
        ("it is too soon to expose this", Outcome::Deferred),
        ("Rejected; use the other one", Outcome::Rejected),
        ("the blue one", Outcome::Unknown),
        (
            "Consensus on the text; will revisit the name",
            Outcome::Agreed,
        ),
        ("Consensus to defer; nothing else", Outcome::Deferred),
        (
            "We did not approve; the next meeting may",
            Outcome::Rejected,
        ),
        (
            "Not to be shipped until the bugs are mended",
            Outcome::Deferred,
        ),
        (
            "It should reject odd values, and a rejected promise is closed",
            Outcome::Agreed,
        ),
        ("Consensus to reject it", Outcome::Rejected),
        ("No stage 2", Outcome::Rejected),
        (
            "Agree that Jo drafts it for the next meeting",
            Outcome::Agreed,
        ),
        ("Talk again at the next meeting", Outcome::Deferred),
        (
            "Reaffirmed that `export defer` is at stage two",
            Outcome::Agreed,
        ),
        ("Odd arguments are rejected eagerly", Outcome::Agreed),
        ("No.", Outcome::Rejected),
        ("No, but we like it", Outcome::Rejected),
        ("Not inclined to change it", Outcome::Rejected),
        ("Go ahead (we may revisit the policy)", Outcome::Agreed),
        ("Use both\nThe second is deferred", Outcome::Agreed),
        ("No objections", Outcome::Agreed),
        (
            "Use the ring and do not wait for the driver",
            Outcome::Agreed,
        ),
        ("Wait for the driver", Outcome::Deferred),
        ("Do not postpone the release, use it", Outcome::Agreed),
        ("not rejected, goes in and will be used", Outcome::Agreed),
        ("map \"permission denied\" to 403", Outcome::Unknown),
        ("request denied (+1, 5, -0)", Outcome::Rejected),
    ];
    for (text, expected) in table {
        assert_eq!(outcome(text, false), expected, "{text}");
    }
}

/// What is against, and what only sounds so.
#[test]
fn tells_what_is_against() {
    let rejected = [
        "We will not merge the other protocol.",
        "will not fix",
        "The WG will not adopt the draft.",
        "we cannot accept the proposal",
        "against the proposal",
        "Not advancing to Stage 3",
        "no support for the change",
        "motion fails, 3 to 5",
        "decline the RFC",
        "close the RFC as not planned",
        "We agreed we should not have runways",
        "We agreed not to have runways",
        "We won't add a second queue",
        "Let's not do it",
        "Don't merge it",
        "Do not add a flag",
        "It was not approved",
        "Reject",
        "Reject the second option",
        "All three proposals are rejected",
        "The change was withdrawn",
        "not moving to the ring",
    ];
    for text in rejected {
        assert_eq!(outcome(text, true), Outcome::Rejected, "{text}");
    }
    let agreed = [
        "reject unsigned images by default",
        "reject any odd value",
        "specs not approved by O-1 are rejected",
        "the deferred items are listed on the wiki",
        "We agreed that specs without an owner get abandoned after a cycle",
        "patches without tests will be rejected",
        "we do not accept patches without tests",
        "clients must not retry",
        "images that are not signed are skipped",
        "Use the ring, we will not wait for the driver",
        "Keep v2, we will not drop it",
        "it is not withdrawn yet",
        "We will not block the release",
        "if the vendor does not support it, use the ring",
        "We will use the ring and will not support the driver",
        "specs will not be accepted after M2",
        "There is no reason not to merge it",
        "Not a blocker, merge it",
        "Do not use the old names",
        "No objections",
        "Stage 1, and it will not be a part of the other one",
        "values are never odd and should not look so, they must be even",
    ];
    for text in agreed {
        assert_eq!(outcome(text, true), Outcome::Agreed, "{text}");
    }
    for text in [
        "not withdrawn yet",
        "Not asking for stage 2",
        "if it is slow, we reject it",
    ] {
        assert_eq!(outcome(text, false), Outcome::Unknown, "{text}");
    }
    assert_eq!(outcome("Not asking for stage 2", true), Outcome::Unknown);
}

#[test]
fn tells_what_is_put_off() {
    for text in [
        "moved to 1.31",
        "pushed to next cycle",
        "parked",
        "park it",
        "hold until May",
        "Hold the release until May",
        "table for now",
        "postpone the freeze",
        "The vote was postponed.",
        "We will not merge it yet",
        "We won't adopt it for now",
        "Not advancing yet",
    ] {
        assert_eq!(outcome(text, true), Outcome::Deferred, "{text}");
    }
    for text in [
        "moved to GitLab",
        "a suitable format, stable for all",
        "the delayed jobs are dropped",
        "Add a table for the results",
        "parked jobs are dropped",
    ] {
        assert_eq!(outcome(text, true), Outcome::Agreed, "{text}");
    }
}

#[test]
fn to_disagree_is_no_agreement() {
    let found = outcome("Agreed to disagree on runways", true);
    assert_eq!(found, Outcome::Unknown);
}
