//! What else stands in the text of a mail: messages of a digest, patches.

use super::{codes, items, one, topics};
use crate::recap::plain::plain;

/// A digest as Mailman sends it.
pub(super) const DIGEST: &str = "From: dev-request@lists.example.org
Subject: Dev Digest, Vol 4, Issue 2
Date: Mon, 2 May 2016 12:00:00 +0000

Send Dev mailing list submissions to
\tdev@lists.example.org

Today's Topics:

   1. [nova] TODO: nothing yet (Jo Lee)
   2. Re: [nova] Cells (Ann)


----------------------------------------------------------------------

Message: 1
Date: Mon, 2 May 2016 10:00:00 +0000
From: Jo Lee <jo@example.org>
To: dev@lists.example.org
Subject: [dev] [nova]
\t=?utf-8?q?Caf=C3=A9?= plans
Content-Type: text/plain

Hi all,

Decision: one cell.

-- 
Decision: signed.


------------------------------

Message: 2
Date: Mon, 2 May 2016 11:00:00 +0000
From: Ann <ann@example.org>
Subject: Re: [nova] Cells

Jo Lee wrote:
> Decision: one cell.

AGREED: two cells.

------------------------------

Subject: Digest Footer

Decision: of the list.


------------------------------

End of Dev Digest, Vol 4, Issue 2
*********************************
";

#[test]
fn messages_of_a_digest_are_topics() {
    let reading = one(DIGEST);
    assert_eq!(
        topics(&reading),
        [
            "1-11 1 Dev Digest, Vol 4, Issue 2",
            "14-29 2 [nova] Caf\u{e9} plans",
            "32-54 2 [nova] Cells"
        ]
    );
    assert_eq!(items(&reading), ["26-26 one cell", "42-42 two cells"]);
    let text = plain(&reading.text).text;
    for words in [
        "TODO: nothing yet",
        "Jo Lee, 2016-05-02",
        "signed",
        "of the list",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(codes(&reading, "mail"), Vec::<String>::new());
}

/// A mail of `git send-email`.
pub(super) const PATCH: &str = "From: Jo <jo@example.org>
Subject: [PATCH v2 1/2] Drop the queue
Date: Mon, 2 May 2016 10:00:00 +0000

Decision: the queue goes.

Signed-off-by: Jo <jo@example.org>
---
 x.md | 3 ++-
 1 file changed, 2 insertions(+), 1 deletion(-)

diff --git a/x.md b/x.md
index 1..2 100644
--- a/x.md
+++ b/x.md
@@ -1,2 +1,3 @@
 ## Plans
-- # TODO: remove
+# Decision: in code
+- ```
-- 
2.20.1
";

#[test]
fn patches_are_code() {
    let reading = one(PATCH);
    assert_eq!(topics(&reading), ["1-22 1 [PATCH v2 1/2] Drop the queue"]);
    assert_eq!(items(&reading), ["5-5 the queue goes"]);
    let expected = "````\n---\n x.md | 3 ++-\n";
    assert!(reading.text.contains(expected), "{}", reading.text);
    let on = PATCH.replace("-- \n2.20.1\n", "\nAGREED: it was slow.\n\n-- \nJo\n");
    assert_eq!(items(&one(on)), ["5-5 the queue goes", "22-22 it was slow"]);
}
