//! What is taken out, and what stays.

use super::{lines, without, without_attributes};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

/// Without blanks at the ends of lines.
fn left(markdown: &str) -> String {
    let out = without(markdown);
    let lines: Vec<&str> = out.text.lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[test]
fn attribute_lists_are_no_text() {
    let table = [
        ("a\n{: .note}", "a\n"),
        ("a\n{: .no_toc #b k=\"v w\" l='m' }", "a\n"),
        ("> a\n> {: .note}", "> a\n>"),
        ("* TOC\n{:toc}", "\n"),
        (
            "1. Table of contents\n{: .x}\n{:toc}",
            "1. Table of contents\n\n",
        ),
        ("a\n{:toc}", "a\n"),
        (
            "{::options toc_levels=\"1..3\" /}",
            "{::options toc_levels=\"1..3\" /}",
        ),
        ("{::nomarkdown}\na\n{:/}", "\na\n"),
        ("[a](http://b){:target=\"_blank\"} c", "[a](http://b) c"),
        ("**a**{: .b}, `c`{:.d}.", "**a**, `c`."),
        ("# HA {#ha-anchor}", "# HA"),
        ("# HA{#a}\ntext", "# HA\ntext"),
        ("## A {: #b .c }\n\nd", "## A\n\nd"),
        ("## A {.b}", "## A"),
        (":::info\na\n:::", "\na\n"),
        ("> ::: warning\n> a\n> :::", ">\n> a\n>"),
        ("::: {.note}\na\n::::", "\na\n"),
        ("{{% notice note %}}\na\n{{% /notice %}}", "\na\n"),
        ("{{< alert >}}\na\n  {{</ alert >}}", "\na\n"),
    ];
    for (markdown, expected) in table {
        assert_eq!(left(markdown), expected, "{markdown}");
    }
}

#[test]
fn braces_of_a_sentence_and_of_code_are_text() {
    for markdown in [
        "In C++ {:foo} is within a sentence",
        "a{:.b} c",
        "println with {:?}\n{:?}\n{:#?}\n{:>8}",
        "`{: .note}` and\n\n```\n{: .note}\n{% include a %}\n```",
        "    {: .note}\n    {% include a %}",
        "- a\n\n      {: .note}",
        "# String.pad{Left,Right}\n# Promise.{all,race}\n# `{#a}`\n# {#a}",
        "We should use {% include a.html %} there",
        "{% if a %}\n{{ b }}\n{% endif %}",
        "{% include a",
        ":::note Use it\na :::\n::\n```\n:::\n```",
        "{{ a }}\n{{< a\n{{< 1 >}}\nsee {{< ref b >}}",
        "{%}\n{% %}\n{: }\n{:}\n{}",
        "[a](b{% if c %}) [d]({% post_url",
    ] {
        assert_eq!(left(markdown), markdown);
        assert!(lines(markdown).taken.is_empty());
    }
}

#[test]
fn tags_on_lines_of_their_own_are_no_text() {
    assert_eq!(
        left("a\n\n{% include toc.html %}\n{%- toc -%} {: .x}"),
        "a\n\n\n"
    );
    assert_eq!(left("{% raw %}\n{{ a }}\n{% endraw %}"), "\n{{ a }}\n");
    assert_eq!(
        left("a\n{% comment %}\nb é\n{% endcomment %}\nc"),
        "a\n\n\n\nc"
    );
    assert_eq!(left("{% comment %}\nb"), "\nb");
}

#[test]
fn what_is_highlighted_is_code() {
    assert_eq!(
        left("{% highlight ruby linenos %}\nputs \"*x*\"\n\n{: .a}\n{% endhighlight %}\nb"),
        "~~~ruby\nputs \"*x*\"\n\n{: .a}\n~~~\nb"
    );
    assert_eq!(
        left("{% highlight sh %}\n~~~~\n{% endhighlight %}"),
        "~~~~~sh\n~~~~\n~~~~~"
    );
    assert_eq!(
        left("```\n{% highlight a %}\n```\nb"),
        "```\n{% highlight a %}\n```\nb"
    );
}

#[test]
fn a_tag_that_makes_a_link_leaves_what_it_names() {
    assert_eq!(
        left("[a]({% post_url 2016-05-06-b %}) [c]({{ site.url }}{% link _posts/d.md %}#e){:.f}."),
        "[a](2016-05-06-b) [c](/_posts/d.md)."
    );
    assert_eq!(left("`[a]({% post_url b %})`"), "`[a]({% post_url b %})`");
}

#[test]
fn what_was_taken_is_known() {
    let markdown = "# A {#b}\n{: .c}\n{% include d %}";
    let taken = without(markdown).taken;
    let taken: Vec<_> = taken
        .iter()
        .map(|(line, text)| (*line, text.as_str()))
        .collect();
    assert_eq!(taken, [(1, "{: .c}"), (2, "{% include d %}"), (0, " {#b}")]);
    assert_eq!(without_attributes("HA {#ha}"), "HA");
    assert_eq!(without_attributes("{#ha}"), "{#ha}");
}

proptest! {
    #[test]
    fn nothing_moves(markdown in "(\\{:|\\{%|\\{#|%?\\}| |\n|`|```|~~~|\\[a\\]\\(|\\)|\\*|# |> |- |toc|\\.b|c=\"|highlight|endhighlight|comment|post_url|é|日){0,40}") {
        let count = |text: &str| text.matches('\n').count();
        let out = without(&markdown);
        prop_assert_eq!(count(&out.text), count(&markdown));
        for (line, text) in out.taken {
            prop_assert!(line as usize + count(&text) <= count(&markdown));
        }
        prop_assert_eq!(lines(&markdown).text.len(), markdown.len());
    }
}
