import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { code, escaped, printCard, prose } from "../../../server/src/core/features/markdown.ts";

describe("a user's text in Markdown", () => {
  it("is code in a fence longer than any it holds", () => {
    assert.equal(code("app: web"), "`app: web`");
    assert.equal(code(80), "`80`");
    assert.equal(code("a`b``c"), "``` a`b``c ```");
    assert.equal(code(" a "), "`  a  `");
    assert.equal(code(""), '`""`');
    assert.equal(code("<b>|*x*|"), "`<b>|*x*|`");
  });

  it("has its marks of direction and its line breaks spelt out", () => {
    assert.equal(code("a\u202eb\u2066c\nd\u200be\ufeff"), "`a\\u202eb\\u2066c\\u000ad\\u200be\\ufeff`");
    assert.equal(code("שלום"), "`שלום`");
  });

  it("is escaped in a sentence", () => {
    assert.equal(escaped("web-1.2_x"), "web-1.2\\_x");
    assert.equal(
      escaped("[a](b) <c> &d; `e` *f* #g | ~h !i"),
      "\\[a\\]\\(b\\) &lt;c\\> &amp;d; \\`e\\` \\*f\\* \\#g \\| \\~h \\!i",
    );
    assert.equal(escaped("- a"), "\\- a");
    assert.equal(escaped("1. a"), "1\\. a");
    assert.equal(escaped("https://a.b me@c.d www.e.f"), "https\\://a.b me\\@c.d www\\.e.f");
  });

  it("is cut when it is longer than a line", () => {
    assert.equal(code("x".repeat(500)).length, 162);
  });

  it("may be quoted in sentences of ours", () => {
    assert.equal(prose("`role` is set by Foo_bar"), "`role` is set by Foo\\_bar");
    assert.equal(prose("`ro`le` is *"), "\\`ro\\`le\\` is \\*");
  });
});

describe("a card", () => {
  const page = { title: "Kubernetes: x", address: "https://kubernetes.io/docs/" };
  it("has twelve lines at most", () => {
    const lines = Array.from({ length: 9 }, (_, index) => `line ${index}`);
    assert.equal(printCard({ answer: "a", lines: lines.slice(1), page }).split("\n").length, 12);
    const cut = printCard({ answer: "a", lines, page }).split("\n");
    assert.equal(cut.length, 12);
    assert.equal(cut[9], "- and 2 more");
    assert.equal(
      printCard({ answer: "a", lines: [], page }),
      "**a**\n\n[Kubernetes: x](https://kubernetes.io/docs/)",
    );
  });
});
