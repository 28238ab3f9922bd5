//! People's Markdown as HTML through an allow-list: the only door for markup that people wrote.

use std::{collections::HashSet, sync::LazyLock};

use ammonia::Builder;
use pulldown_cmark::{Options, Parser};

static SANITIZER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "br",
            "strong",
            "em",
            "ul",
            "ol",
            "li",
            "blockquote",
            "code",
            "pre",
            "a",
            "h3",
            "h4",
        ]))
        .add_tag_attributes("a", ["href"])
        .url_schemes(HashSet::from(["https", "http", "mailto"]))
        .link_rel(Some("nofollow noopener ugc"));
    builder
});

/// Safe HTML. Headings become `h3` so that they fit below the page's own.
pub fn to_html(markdown: &str) -> String {
    let parser = Parser::new_ext(markdown, Options::empty()).map(|event| {
        use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
        match event {
            Event::Start(Tag::Heading { id, classes, attrs, .. }) => {
                Event::Start(Tag::Heading { level: HeadingLevel::H3, id, classes, attrs })
            }
            Event::End(TagEnd::Heading(_)) => Event::End(TagEnd::Heading(HeadingLevel::H3)),
            // Markup typed as text is shown as text.
            Event::Html(html) | Event::InlineHtml(html) => Event::Text(html),
            Event::SoftBreak => Event::HardBreak,
            other => other,
        }
    });
    let mut html = String::with_capacity(markdown.len() * 2);
    pulldown_cmark::html::push_html(&mut html, parser);
    SANITIZER.clean(&html).to_string()
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn markdown_is_rendered_and_everything_else_is_text() {
        assert_eq!(to_html("Hola **mundo**"), "<p>Hola <strong>mundo</strong></p>\n");
        assert!(to_html("# Título").contains("<h3>Título</h3>"));
        for attack in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>)",
            "<a href=\"https://a.b\" onclick=\"x()\">x</a>",
            "![x](https://a.b/c.png)",
            "<svg/onload=alert(1)>",
        ] {
            let html = to_html(attack);
            for bad in ["<script", "<img", "<svg", "href=\"javascript", "href=\"data"] {
                assert!(!html.contains(bad), "{attack} became {html}");
            }
        }
    }
}
