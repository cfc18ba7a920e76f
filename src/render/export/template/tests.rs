use super::{TemplateError, template};
use crate::render::sample;

fn render(source: &str, name: &str) -> Result<String, TemplateError> {
    let mut out = Vec::new();
    template(&mut out, source, name, &sample::export(2, 2))?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn writes_what_it_says() {
    let source = "{% for r in releases %}{{ r.release }}: {{ r.topics|length }}\n{% endfor %}";
    assert_eq!(render(source, "a.txt").unwrap(), "Kilo: 2\nLiberty: 2\n");
    assert_eq!(
        render("{{ releases[0].topics[0].link }}x\n", "a").unwrap(),
        "x\n"
    );
    assert!(
        render("{{ matrix_svg() }}{{ heat_svg() }}", "a.html")
            .unwrap()
            .contains("<svg ")
    );
}

#[test]
fn text_is_clean_and_escaped_by_name() {
    let source = "{{ releases[0].topics[1].title }}";
    for (name, opens) in [
        ("a.html", "&lt;script"),
        ("a.svg.j2", "&lt;script"),
        ("A.HTM.jinja", "&lt;script"),
        ("a.md", "<script"),
    ] {
        let text = render(source, name).unwrap();
        assert!(
            text.starts_with(opens) && !text.contains('\u{1b}') && !text.contains('\u{202e}'),
            "{text}"
        );
        assert!(text.contains("{{ 7 * 7 }}"), "notes are no templates");
    }
    assert!(
        render("{{ scope|md }}", "a.md")
            .unwrap()
            .contains("\\<script\\>")
    );
}

#[test]
fn faults_have_their_place() {
    for (source, line, text, reason) in [
        ("a\n{{ b.c }}\n", 2, "{{ b.c }}", "undefined value"),
        (
            "a\n\n  {% fro x in y %}",
            3,
            "  {% fro x in y %}",
            "syntax error",
        ),
        ("{{ scope|nope }}", 1, "{{ scope|nope }}", "unknown filter"),
        (
            "{% include \"/etc/passwd\" %}",
            1,
            "{% include \"/etc/passwd\" %}",
            "/etc/passwd",
        ),
        (
            "é\r\né {{ releases.foo.bar }}\r\n",
            2,
            "é {{ releases.foo.bar }}",
            "undefined value",
        ),
    ] {
        let error = render(source, "a.md").unwrap_err();
        let place = error.excerpt().unwrap();
        assert_eq!((place.line, place.text.as_str()), (line, text));
        assert!(
            place.text.get(place.start..place.end).is_some(),
            "{place:?}"
        );
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert!(
        render("{% import \"x\" as y %}", "a")
            .unwrap_err()
            .hint()
            .unwrap()
            .contains("no other files")
    );
}

#[test]
fn limits_hold() {
    for source in [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% set n = namespace(x='abcdefgh') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{% set n = namespace() %}{% set n.x = n %}{{ n }}",
        "{{ releases|tojson(indent=1000000000) }}",
        "{{ 'x' * 90000000 * 90000000 }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'a.md' %}",
        "{% set x = 'x' * 50000000 %}{{ x }}{{ x }}",
    ] {
        let error = render(source, "a.md").unwrap_err();
        assert!(matches!(error, TemplateError::Fault { .. }), "{error:?}");
    }
}

#[test]
fn long_expressions_do_not_break_it() {
    let long = |unit: &str| unit.repeat(8_000 / unit.len());
    for source in [
        format!("{{{{ 1{} }}}}", long("+1")),
        format!("{{{{ 1{} }}}}", long("**1")),
        format!("{{{{ [1]{} }}}}", long("+[1]")),
        format!("{{{{ scope{} }}}}", long("~scope")),
        format!("{{{{ scope{} }}}}", long("|e")),
        format!("{{{{ scope{} }}}}", long(".a")),
        format!("{{{{ scope{} }}}}", long("()")),
        format!("{{{{ {}1 }}}}", long("not ")),
        format!("{{{{ {}1 }}}}", long("-")),
        format!("{{{{ {} }}}}", long("(")),
        format!("{{{{ 1{} }}}}", long(" if 1 else 1")),
        format!("{{{{ 1{} }}}}", long(" and 1")),
        format!("{{{{ 1{} }}}}", long("<1")),
        format!("{{% if 1 %}}{}{{% endif %}}", long("{% elif 1 %}")),
        long("{% if 1 %}"),
    ] {
        // Whether it is a fault does not matter here: it comes back.
        let _ = render(&source, "a.md");
    }
    let error = render(&"x".repeat(super::LONGEST + 1), "a.md").unwrap_err();
    assert!(error.to_string().contains("64 KiB"), "{error}");
}

#[test]
fn what_does_not_end_is_stopped() {
    let ended = super::within(std::time::Duration::from_millis(1), || {
        std::thread::park();
        Ok(Vec::new())
    });
    let error = ended.unwrap_err().to_string();
    assert!(error.contains("takes too long"), "{error}");
    let broken = super::within(super::PATIENCE, || panic!("broken"));
    assert!(broken.unwrap_err().to_string().contains("broke"));
}

#[test]
fn a_full_disk_is_no_fault_of_the_template() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let error = template(&mut Full, "a", "a", &sample::export(1, 1)).unwrap_err();
    assert!(matches!(error, TemplateError::Write(_)), "{error:?}");
}
