//! Lines that run a script or load something where they get into a page as they stand. Each sets `window.__pwn`, or asks
//! a listener of ours.

/// What lines do where they can.
const DO: &str = "window.__pwn=1";

/// Elements that tell of something by themselves, with the attribute that runs then.
const EVENTS: [&str; 26] = [
    "<img src=x onerror=%>",
    "<img src=\"x\" onerror=\"%\">",
    "<img src=x onerror='%'//",
    "<IMG SRC=x ONERROR=%>",
    "<img/src=x/onerror=%>",
    "<img\tsrc=x\tonerror=%>",
    "<image src=x onerror=%>",
    "<video src=x onerror=%></video>",
    "<video><source onerror=%></video>",
    "<audio src=x onerror=%></audio>",
    "<body onload=%>",
    "<body onpageshow=%>",
    "<input autofocus onfocus=%>",
    "<select autofocus onfocus=%></select>",
    "<textarea autofocus onfocus=%></textarea>",
    "<button autofocus onfocus=%>a</button>",
    "<a href=# autofocus tabindex=1 onfocus=%>a</a>",
    "<details open ontoggle=%>a</details>",
    "<marquee onstart=%>a</marquee>",
    "<object data=x onerror=%></object>",
    "<embed src=x onload=%>",
    "<link rel=stylesheet href=x onerror=%>",
    "<style onload=%></style>",
    "<script src=x onerror=%></script>",
    "<iframe onload=%></iframe>",
    "<div style=\"animation-name:a\" onanimationstart=%>a</div>",
];

/// Scripts, by all ways to write one.
const SCRIPTS: [&str; 22] = [
    "<script>%</script>",
    "<SCRIPT>%</SCRIPT>",
    "<script >%</script >",
    "<script\n>%</script\n>",
    "<script/a>%</script>",
    "<script>%//",
    "<script type=module>%</script>",
    "<script type=text/javascript>%</script>",
    "<script src=data:text/javascript,%></script>",
    "<script src=\"data:,%\"></script>",
    "<script src=@/a.js></script>",
    "<script src=//127.0.0.1:1/a.js></script>",
    "<scr<script>ipt>%</scr</script>ipt>",
    "<<script>%//<</script>",
    "</title><script>%</script>",
    "</textarea><script>%</script>",
    "</style><script>%</script>",
    "</script><script>%</script>",
    "--><script>%</script>",
    "]]><script>%</script>",
    "</noscript><script>%</script>",
    "<noscript><p title=\"</noscript><img src=x onerror=%>\">",
];

/// Values that end an attribute they are put into.
const BREAKOUTS: [&str; 22] = [
    "\"><script>%</script>",
    "'><script>%</script>",
    "><script>%</script>",
    "\" autofocus onfocus=\"%",
    "' autofocus onfocus='%",
    "\" onmouseover=\"%",
    "' onmouseover='%",
    " onmouseover=% ",
    "\"onload=\"%",
    "x\" onerror=\"%\" src=\"x",
    "&quot;><script>%</script>",
    "&#34;><script>%</script>",
    "&#x22;&#x3e;&#x3c;script&#x3e;%&#x3c;/script&#x3e;",
    "&lt;script&gt;%&lt;/script&gt;",
    "&amp;lt;script&amp;gt;%",
    "\\\"><script>%</script>",
    "\\u003cscript\\u003e%\\u003c/script\\u003e",
    "\\x3cscript\\x3e%\\x3c/script\\x3e",
    "${%}",
    "{{%}}",
    "{{constructor.constructor('%')()}}",
    "{% raw %}<script>%</script>{% endraw %}",
];

/// Addresses that run.
const ADDRESSES: [&str; 34] = [
    "[a](javascript:%)",
    "[a](JaVaScRiPt:%)",
    "[a]( javascript:%)",
    "[a](<javascript:%>)",
    "[a](javascript&colon;%)",
    "[a](javascript&#58;%)",
    "[a](java&#x0a;script:%)",
    "[a](java&Tab;script:%)",
    "[a](&#106;avascript:%)",
    "[a](\\javascript:%)",
    "[a](data:text/html,<script>%</script>)",
    "[a](data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19wd249MTwvc2NyaXB0Pg==)",
    "[a](vbscript:%)",
    "[a](blob:%)",
    "[a](file:///etc/passwd)",
    "[a](x \"onmouseover=%\")",
    "[a](x\" onmouseover=\"%)",
    "[a]: javascript:%\n\n[a]",
    "![a](javascript:%)",
    "![a](@/a.png)",
    "![a](x \"\"onerror=%\")",
    "![a\" onerror=\"%](x)",
    "<javascript:%>",
    "<a href=javascript:%>a</a>",
    "<a href=\"java\nscript:%\">a</a>",
    "<a href=\"\u{1}javascript:%\">a</a>",
    "<a href=data:text/html,<script>%</script>>a</a>",
    "<form action=javascript:%><button autofocus>a</button></form>",
    "<button formaction=javascript:% autofocus>a</button>",
    "<iframe src=javascript:%></iframe>",
    "<iframe srcdoc=\"<script>parent.%</script>\"></iframe>",
    "<iframe src=\"data:text/html,<script>parent.%</script>\"></iframe>",
    "<object data=javascript:%></object>",
    "<embed src=javascript:%>",
];

/// Other languages within HTML.
const FOREIGN: [&str; 26] = [
    "<svg onload=%>",
    "<svg/onload=%>",
    "<svg><script>%</script></svg>",
    "<svg><script href=data:,%></script></svg>",
    "<svg><script>//&NewLine;%</script></svg>",
    "<svg><animate onbegin=% attributeName=x dur=1s></svg>",
    "<svg><set onbegin=% attributeName=x></svg>",
    "<svg><a><animate attributeName=href values=javascript:% /><text y=20>a</text></a></svg>",
    "<svg><foreignObject><script>%</script></foreignObject></svg>",
    "<svg><image href=@/a.png onerror=%></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'><script>%</script></svg>#x\"></svg>",
    "<svg><style><img src=x onerror=%></style></svg>",
    "<svg><title><script>%</script></title></svg>",
    "<svg><desc><img src=x onerror=%></desc></svg>",
    "<math><mtext><img src=x onerror=%></mtext></math>",
    "<math href=javascript:%>a</math>",
    "<math><annotation-xml encoding=text/html><script>%</script></annotation-xml></math>",
    "<math><maction actiontype=statusline xlink:href=javascript:%>a</maction></math>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=%&gt;\">",
    "<math><mtext><table><mglyph><style><math><img src=x onerror=%>",
    "<svg></p><style><a id=\"</style><img src=x onerror=%>\">",
    "<svg><p><style><g title=\"</style><img src=x onerror=%>\"></p></svg>",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=%>",
    "<table><td><svg><desc><table><td></td></desc><script>%</script></table>",
    "<listing>&lt;img src=x onerror=%&gt;</listing>",
    "<noembed><img title=\"</noembed><img src=x onerror=%>\">",
];

/// What loads or styles, and asks a listener where it can.
const LOADS: [&str; 30] = [
    "<img src=@/a.png>",
    "<img srcset=\"@/a.png 1x\">",
    "<picture><source srcset=@/a.png><img></picture>",
    "<input type=image src=@/a.png>",
    "<video poster=@/a.png></video>",
    "<audio src=@/a.ogg autoplay></audio>",
    "<track src=@/a.vtt>",
    "<link rel=stylesheet href=@/a.css>",
    "<link rel=icon href=@/a.ico>",
    "<link rel=preload as=image href=@/a.png>",
    "<link rel=prefetch href=@/a.html>",
    "<link rel=manifest href=@/a.json>",
    "<style>@import '@/a.css';</style>",
    "<style>*{background:url(@/a.png)}</style>",
    "<style>@font-face{font-family:a;src:url(@/a.woff)}*{font-family:a}</style>",
    "<p style=\"background:url(@/a.png)\">a</p>",
    "<p style=background-image:url('@/a.png')>a</p>",
    "<div style=\"list-style:url(@/a.png);display:list-item\">a</div>",
    "<table background=@/a.png><td>a</table>",
    "<body background=@/a.png>",
    "<iframe src=@/a.html></iframe>",
    "<frameset><frame src=@/a.html></frameset>",
    "<object data=@/a.html></object>",
    "<embed src=@/a.html>",
    "<applet code=@/a.class></applet>",
    "<base href=@/><img src=a.png>",
    "<svg><image xlink:href=@/a.png></svg>",
    "<svg><filter><feImage href=@/a.png></filter></svg>",
    "<portal src=@/a.html></portal>",
    "<menu icon=@/a.png></menu>",
];

/// Marks of Markdown and of notes around all that.
const MARKUP: [&str; 32] = [
    "```\n</code></pre><script>%</script>\n```",
    "```\"><script>%</script>\na\n```",
    "```html onload=%\n<img src=x onerror=%>\n```",
    "~~~ <script>%</script>\na\n~~~",
    "    <script>%</script>",
    "`<script>%</script>`",
    "`` ` `` <script>%</script>",
    "`</code><script>%</script>`",
    "**<script>%</script>**",
    "_<img src=x onerror=%>_",
    "~~<svg onload=%>~~",
    "> <script>%</script>",
    "- <script>%</script>\n- <img src=x onerror=%>",
    "1. <script>%</script>",
    "- [ ] <script>%</script>",
    "| <script>%</script> | a |\n|---|---|\n| <img src=x onerror=%> | b |",
    "[[<script>%</script>]]",
    "[[a|<img src=x onerror=%>]]",
    "[[javascript:%]]",
    "![[<img src=x onerror=%>]]",
    "[^a]\n\n[^a]: <script>%</script>",
    "<!-- --><script>%</script> -->",
    "<!--><script>%</script>-->",
    "<![CDATA[<script>%</script>]]>",
    "<?xml version=\"1.0\"?><script>%</script>",
    "<!DOCTYPE html [<!ENTITY a '<script>%</script>'>]>&a;",
    "# a {#x onclick=%}",
    "### \"><img src=x onerror=%> {.x}",
    "a\n===\n<script>%</script>\n---",
    "<plaintext><script>%</script>",
    "<xmp><script>%</script></xmp><script>%</script>",
    "Decision: <script>%</script> is agreed, [a](javascript:%).",
];

/// What no content security policy stops: only cleaning does.
const BEYOND: [&str; 4] = [
    "<meta http-equiv=refresh content=\"0;url=@/a.html\">",
    "<meta http-equiv=\"refresh\" content='0; url=javascript:%'>",
    "<link rel=preconnect href=@>",
    "<link rel=dns-prefetch href=@>",
];

/// The lines with what they do, and with a listener's place that tells which of its list each is.
fn made(lines: &[&str], listener: &str) -> Vec<String> {
    let lines = lines.iter().enumerate();
    lines
        .map(|(at, line)| {
            // Not every sign of these stands for something.
            let kept = line
                .replace("@import", "\u{0}import")
                .replace("@font", "\u{0}font");
            let put = kept.replace('@', &format!("{listener}/{at}"));
            put.replace('\u{0}', "@")
                .replace("{% ", "{\u{0} ")
                .replace(" %}", " \u{0}}")
                .replace('%', DO)
                .replace('\u{0}', "%")
        })
        .collect()
}

/// The lines that a content security policy alone must hold, with a listener at this address.
pub(crate) fn policed(listener: &str) -> Vec<String> {
    let all: [&[&str]; 7] = [
        &EVENTS, &SCRIPTS, &BREAKOUTS, &ADDRESSES, &FOREIGN, &LOADS, &MARKUP,
    ];
    all.iter().flat_map(|lines| made(lines, listener)).collect()
}

/// All lines.
pub(crate) fn all(listener: &str) -> Vec<String> {
    let mut out = policed(listener);
    out.extend(made(&BEYOND, listener));
    out
}

#[test]
fn there_are_enough() {
    let lines = all("http://127.0.0.1:1");
    assert!(lines.len() >= 190, "{}", lines.len());
    let acts = |line: &&String| {
        line.contains(DO)
            || line.contains("127.0.0.1")
            || line.contains("base64")
            || line.contains("file:")
    };
    assert_eq!(lines.iter().filter(acts).count(), lines.len());
}
