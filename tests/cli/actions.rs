//! `kb actions`: what somebody is to do.

use crate::sandbox::{Sandbox, strings};

#[test]
fn actions_have_boxes_owners_and_days() {
    let kb = Sandbox::with_outcomes();
    insta::assert_snapshot!(kb.kb(&["actions"]).done(), @"
    Cinder Mitaka outcomes · Mitaka · cinder · 2015-11-04
      [ ] Ann Bee to write the spec by 2015-12-01
          Ann Bee · due 2015-12-01 · A/A at last · notes/2015-11-04-volume-outcomes.md:20
      [x] Cee Dee to close the bug
          Cee Dee · A/A at last · notes/2015-11-04-volume-outcomes.md:21

    2 actions (1 done) in 1 recap
    ");
    insta::assert_snapshot!(kb.kb(&["actions", "--format", "md"]).done(), @"
    ## Cinder Mitaka outcomes

    Mitaka · cinder · 2015-11-04

    - [ ] Ann Bee to write the spec by 2015-12-01
      (Ann Bee; A/A at last; due 2015-12-01) `notes/2015-11-04-volume-outcomes.md:20`
    - [x] Cee Dee to close the bug
      (Cee Dee; A/A at last) `notes/2015-11-04-volume-outcomes.md:21`
    ");
    let found = kb.json(&["actions"]);
    assert_eq!(found["actions"][0]["due"], "2015-12-01");
    assert_eq!(found["actions"][1]["done"], true);
}

#[test]
fn owners_are_found_by_a_part() {
    let kb = Sandbox::with_outcomes();
    for part in ["ann", "BEE", "@ann", "Ann Bee"] {
        let found = kb.json(&["actions", "--owner", part]);
        assert_eq!(found["total"], 1, "{part}");
        assert_eq!(found["actions"][0]["owners"][0], "Ann Bee");
    }
}

#[test]
fn an_owner_that_nobody_has_is_told() {
    let kb = Sandbox::with_outcomes();
    let run = kb.kb(&["actions", "--owner", "@Anne"]);
    insta::assert_snapshot!(run.failed_with(1), @"no note has owner `@Anne`; the nearest is `Ann Bee`");
    // An owner of others than those asked for is no mistake.
    let run = kb.kb(&["actions", "--owner", "ann", "--since", "2016"]);
    assert_eq!(run.failed_with(1), "nothing found\n");
}

#[test]
fn done_ones_can_be_left_out() {
    let kb = Sandbox::with_outcomes();
    let texts = |args: &[&str]| strings(&kb.json(args)["actions"], "text");
    let (all, open) = (texts(&["actions"]), texts(&["actions", "--open"]));
    assert_eq!((all.len(), open.as_slice()), (2, &all[..1]));
    let strong = kb.json(&["actions", "--strong"]);
    assert!(
        strong["actions"]
            .as_array()
            .unwrap()
            .iter()
            .all(|a| a["strength"] == "strong")
    );
}
