//! Messages of mailing lists, as HyperKitty shows them.

use super::page;

const NAV: &str = "<title>\n[nova] Xena recap - Dev-discuss - lists.example.org\n</title><body><nav>menu</nav>\
    <a href='/archives/list/dev-discuss@lists.example.org/2021/4/'>April</a>\
    <div class=message-back><a href='/x'>thread</a></div><h1>[nova] Xena recap</h1><section id=thread-content>";

fn email(name: &str, time: &str, body: &str) -> String {
    format!(
        "<div class='email email-first'><div class=email-header><div class=email-author><span class=name>\n\
         <a href='/archives/users/1/'>{name}</a></span></div><div class='email-date right'><span class=date>Monday, 26 April 2021</span>\
         <div class=time><span title=\"Sender's time: {time}\">10:01</span></div></div>\
         <div class=messagelink>(<a href='/y'>permalink</a>)</div></div>\
         <div class=email-body>{body}</div><div class=email-info><a class=reply href='#'>Reply</a></div></div>"
    )
}

#[test]
fn a_message_has_its_facts() {
    let text = "Hi all,\n\nDecision: one &amp; only\n- a\n- b\n\n<div class=quoted-switch><a href='#'>...</a></div>\
        <div class=quoted-text>&gt; quoted\n&gt; more\n</div>";
    let html = format!(
        "{NAV}{}</section>",
        email("Ann Lee", "April 25, 2021, 11 p.m.", text)
    );
    let found = page(&html);
    assert_eq!(found.title.as_deref(), Some("[nova] Xena recap"));
    assert_eq!(found.date, "2021-04-25".parse().ok());
    assert_eq!(found.authors, ["Ann Lee"]);
    assert_eq!(
        found.markdown,
        "Hi all,\n\nDecision: one & only\n- a\n- b\n\n> quoted\n> more\n"
    );
    let untitled = page(&html.replace("h1>", "h6>"));
    assert_eq!(untitled.title.as_deref(), Some("[nova] Xena recap"));
}

#[test]
fn a_thread_says_who_wrote_what() {
    let first = email(
        "Ann Lee",
        "May 1, 2021",
        "<p>One point that is long enough.</p>",
    );
    let second = email(
        "Bo",
        "May 2, 2021",
        "<p>Another point that is long enough.</p>",
    );
    let found = page(&format!("{NAV}{first}{second}</section>"));
    assert_eq!(found.date, "2021-05-01".parse().ok());
    for words in ["Ann Lee", "One point", "Bo", "Another point"] {
        assert!(
            found.markdown.contains(words),
            "{words}: {}",
            found.markdown
        );
    }
    assert!(!found.markdown.contains("Reply"), "{}", found.markdown);
}
