/** One edit of a text, as people make them, and as accidents do. */
import type { Random } from "./random.ts";

type Edit = (text: string, random: Random, others: string) => string;

const CHARACTERS = [..."{}[]:,#&*!|>'\"%@`-?<~=\\/.$ \n\n\t\raZ019é漢😀", "\0", "\uD800", "\uFEFF", "\u2028"];

const FRAGMENTS = [
  ...[
    "---\n",
    "...\n",
    "<<<<<<< HEAD\n",
    "=======\n",
    ">>>>>>> theirs\n",
    "%YAML 1.2\n---\n",
    "# portolan-ignore\n",
  ],
  ...[
    "{{ .Values.x }}",
    "{{- if .x }}\n",
    "${NAME}",
    "$(CART_SERVICE_HOST)",
    "&a ",
    "*a",
    "<<: *a\n",
    "!!binary ",
    "? ",
  ],
  ...[
    "__proto__: 1\n",
    "constructor: {}\n",
    "toString",
    "1e999",
    ".nan",
    "0x1F",
    "0o17",
    "99999999999999999999",
    "null",
  ],
  ...[
    '"',
    "'",
    '"\\u12"',
    "|+\n",
    ">-\n",
    ": :",
    "- - - ",
    "[[[[",
    "}}}}",
    "kind: List\nitems:\n",
    "status: {}\n",
  ],
  ...[
    "# portolan-ignore-file PTL101: known\n",
    "http://cart.shop.svc.cluster.local:80/x",
    "apiVersion: v1\n",
    "kind: Service\n",
  ],
];

const typed: Edit = (text, random) => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + CHARACTERS[random.below(CHARACTERS.length)] + text.slice(at);
};

const deleted: Edit = (text, random) => {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + text.slice(at + 1 + (random.oneIn(4) ? random.below(40) : 0));
};

const fragment: Edit = (text, random) => {
  const at = random.oneIn(2) ? lineStart(text, random) : random.below(text.length + 1);
  return text.slice(0, at) + FRAGMENTS[random.below(FRAGMENTS.length)] + text.slice(at);
};

const pasted: Edit = (text, random, others) => {
  const lines = others.split("\n");
  const first = random.below(lines.length);
  const some = lines.slice(first, first + 1 + random.below(12));
  const at = lineStart(text, random);
  return `${text.slice(0, at)}${some.join("\n")}\n${text.slice(at)}`;
};

const moved: Edit = (text, random) => {
  const lines = text.split("\n");
  const some = lines.splice(random.below(lines.length), 1 + random.below(3));
  lines.splice(random.below(lines.length + 1), 0, ...some, ...(random.oneIn(3) ? some : []));
  return lines.join("\n");
};

const indented: Edit = (text, random) => {
  const at = lineStart(text, random);
  const rest = text.slice(at);
  return text.slice(0, at) + (random.oneIn(2) ? `  ${rest}` : rest.replace(/^ {1,2}/, ""));
};

/** One word becomes another that stands somewhere. */
const renamed: Edit = (text, random, others) => {
  const words = [...text.matchAll(/[\w./-]+/g)];
  const word = words[random.below(words.length)];
  const by = others.match(/[\w./-]+/g) ?? [];
  if (!word) return text;
  return (
    text.slice(0, word.index) + (by[random.below(by.length)] ?? "") + text.slice(word.index + word[0].length)
  );
};

const lineEnds: Edit = (text, random) =>
  text.includes("\r\n")
    ? text.replaceAll("\r\n", "\n")
    : text.replaceAll("\n", random.oneIn(9) ? "\r" : "\r\n");

const cut: Edit = (text, random) => (random.oneIn(8) ? "" : text.slice(0, random.below(text.length + 1)));

/** `others` is text to paste from. */
export function mangled(text: string, random: Random, others: string): string {
  const edit = random.pick([
    ...([typed, typed, typed, deleted, deleted, deleted] as const),
    ...([fragment, fragment, pasted, moved, moved, indented, renamed, renamed] as const),
    random.oneIn(4) ? cut : typed,
    random.oneIn(3) ? lineEnds : renamed,
  ]);
  return edit(text, random, others);
}

function lineStart(text: string, random: Random): number {
  return text.lastIndexOf("\n", random.below(text.length + 1) - 1) + 1;
}
