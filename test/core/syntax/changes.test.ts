import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PlainScalar, PlainValue } from "../../../server/src/core/value/change.ts";
import type { Path } from "../../../server/src/core/value/path.ts";
import { changed } from "../../support/changing.ts";

const set = (text: string, path: Path, value: PlainScalar) => changed(text, { type: "set", path, value });
const insert = (text: string, path: Path, value: PlainValue) =>
  changed(text, { type: "insert", path, value });
const remove = (text: string, ...path: Path) => changed(text, { type: "remove", path });
const rename = (text: string, path: Path, key: string) => changed(text, { type: "rename", path, key });
const comment = (text: string, path: Path, line: string) =>
  changed(text, { type: "comment", path, part: "value", text: line });

describe("set", () => {
  it("keeps quotes, comments and what stands around", () => {
    assert.equal(set("a:  x  # why\nb: y\n", ["a"], "z"), "a:  z  # why\nb: y\n");
    assert.equal(set("a: 'x' # why\n", ["a"], "it's"), "a: 'it''s' # why\n");
    assert.equal(set('a: "x"\n', ["a"], 'say "hi"'), 'a: "say \\"hi\\""\n');
    assert.equal(set("a: {b: x, c: y} # z\n", ["a", "b"], "w"), "a: {b: w, c: y} # z\n");
    assert.equal(set("- a: x\r\n- a: y\r\n", [1, "a"], "z"), "- a: x\r\n- a: z\r\n");
  });
  it("quotes what Kubernetes would read as something else", () => {
    for (const text of [
      "yes",
      "on",
      "n",
      "~",
      "null",
      "080",
      "1.20",
      "0x1F",
      "1_000",
      ".5",
      "-0",
      "1e3",
      "true",
      "",
    ]) {
      assert.equal(set("a: x\n", ["a"], text), `a: "${text}"\n`, text);
    }
    for (const text of [
      "1.2.3",
      "2024-01-02",
      "12:30:45",
      "1e",
      "NaN",
      "_1",
      "yes!",
      "web-1",
      "a:b",
      "a#b",
      "-a",
    ]) {
      assert.equal(set("a: x\n", ["a"], text), `a: ${text}\n`, text);
    }
  });
  it("quotes what may not stand bare", () => {
    for (const text of [
      "a: b",
      "a #b",
      " a",
      "a ",
      "*a",
      "&a",
      "!a",
      "%a",
      "@a",
      "`a",
      "{a",
      "[a",
      "- a",
      "? a",
      ": a",
      "a:",
      "#a",
      "|",
      ">",
    ]) {
      assert.equal(set("a: x\n", ["a"], text), `a: ${JSON.stringify(text)}\n`, text);
    }
    assert.equal(set("{a: x}\n", ["a"], "b,c"), '{a: "b,c"}\n');
    assert.equal(set("a: x\n", ["a"], "b,c"), "a: b,c\n");
    assert.equal(set("a: 'x'\n", ["a"], "two\nlines"), 'a: "two\\nlines"\n');
  });
  it("writes numbers and booleans bare, whatever stood there", () => {
    assert.equal(set('nodePort: "30080"\n', ["nodePort"], 30081), "nodePort: 30081\n");
    assert.equal(set("a: 'yes'\n", ["a"], true), "a: true\n");
  });
  it("changes the anchor's scalar through an alias", () => {
    const before = "labels:\n  app: &app crat # one\nselector:\n  app: *app\n";
    assert.equal(set(before, ["selector", "app"], "cart"), before.replace("crat", "cart"));
  });
  it("changes the base's scalar through a merge key", () => {
    const before = "base: &base\n  app: crat\nselector:\n  <<: *base\n  tier: web\n";
    assert.equal(set(before, ["selector", "app"], "cart"), before.replace("crat", "cart"));
  });
  it("fills an empty value", () => {
    assert.equal(set("a:\nb: y\n", ["a"], "x"), "a: x\nb: y\n");
    assert.equal(set("a: # why\nb: y\n", ["a"], "x"), "a: x # why\nb: y\n");
    assert.equal(set("a: ~\n", ["a"], "x"), "a: x\n");
    assert.equal(set("a: &x\nb: *x\n", ["a"], "x"), "a: &x x\nb: *x\n");
    assert.equal(set("- a\n-\n", [1], "x"), "- a\n- x\n");
  });
  it("adds a key that is missing, with what is missing above it", () => {
    assert.equal(
      set("metadata:\n  name: web\nspec: {}\n", ["metadata", "namespace"], "shop"),
      "metadata:\n  name: web\n  namespace: shop\nspec: {}\n",
    );
    assert.equal(
      set("metadata:\n    name: web\n", ["spec", "selector", "app"], "web"),
      "metadata:\n    name: web\nspec:\n    selector:\n        app: web\n",
    );
    assert.equal(set("spec:\n", ["spec", "selector", "app"], "web"), "spec:\n  selector:\n    app: web\n");
    assert.equal(set("a: 1\n", ["ports", 0, "port"], 80), "a: 1\nports:\n- port: 80\n");
  });
  it("replaces a value of several lines", () => {
    assert.equal(set("a: x\n  y\nb: z\n", ["a"], "w"), "a: w\nb: z\n");
    assert.equal(set('a: "x\n  y" # c\nb: z\n', ["a"], "w"), 'a: "w" # c\nb: z\n');
  });
  it("exchanges lines of a literal block", () => {
    const text = "a: |\r\n  x: cart\r\n\r\n    y\r\nb: z\r\n";
    assert.equal(set(text, ["a"], "x: cart.shop\n\n  y\n"), text.replace("cart", "cart.shop"));
    assert.equal(set("a: |-\n  x\n  y", ["a"], "x\nz"), "a: |-\n  x\n  z");
    assert.equal(set("a: |\n  x\n", ["a"], "x\ny\n"), undefined);
  });
  it("exchanges a word of a folded block that stands there once", () => {
    assert.equal(set("a: >\n  x\n  y\nb: y\n", ["a"], "x z\n"), "a: >\n  x\n  z\nb: y\n");
    assert.equal(set("a: >\n  y\n  y\n", ["a"], "z y\n"), undefined);
    assert.equal(set("a: >\n  x\n", ["a"], "x y\n"), undefined);
  });
  it("refuses a block scalar for another, a collection, an item that is not there", () => {
    assert.equal(set("a: |\n  x\n", ["a"], "y"), undefined);
    assert.equal(set("a:\n  b: c\n", ["a"], "y"), undefined);
    assert.equal(set("a: [1]\n", ["a", 3], "y"), undefined);
    assert.equal(set("a: x\n", ["a", "b"], "y"), undefined);
    assert.equal(set("", ["a"], "y"), undefined);
  });
});

describe("insert", () => {
  it("writes a text of several lines line by line", () => {
    assert.equal(insert("a: x\n", [], { b: "c: d\n\ne: f" }), "a: x\nb: |-\n  c: d\n\n  e: f\n");
    assert.equal(insert("a: x\n", [], { b: "c\nd\n" }), "a: x\nb: |\n  c\n  d\n");
    for (const text of [" c\nd", "\nc", "c\n\n", "c\td\ne", "c\r\nd"]) {
      assert.equal(insert("a: x\n", [], { b: text }), `a: x\nb: ${JSON.stringify(text)}\n`);
    }
  });
  it("adds an item as its neighbours are written", () => {
    assert.equal(
      insert("ports:\n- port: 80 # web\nb: y\n", ["ports"], { port: 443, name: "tls" }),
      "ports:\n- port: 80 # web\n- port: 443\n  name: tls\nb: y\n",
    );
    assert.equal(
      insert("ports:\n  -   port: 80\n", ["ports"], { port: 443, name: "tls" }),
      "ports:\n  -   port: 80\n  -   port: 443\n      name: tls\n",
    );
    assert.equal(insert("a:\r\n  - x\r\n\r\nb: y", ["a"], "z"), "a:\r\n  - x\r\n  - z\r\n\r\nb: y");
    assert.equal(insert("a:\n- x", ["a"], "z"), "a:\n- x\n- z");
    assert.equal(insert("a:\n- |\n  x\n\nb: y\n", ["a"], "z"), "a:\n- |\n  x\n- z\n\nb: y\n");
    assert.equal(insert("a:\n- - x\n  - y\n", ["a", 0], "z"), "a:\n- - x\n  - y\n  - z\n");
  });
  it("makes the sequence when it is missing", () => {
    const container = "containers:\n- name: web\n  image: web:1 # pinned\nvolumes: []\n";
    assert.equal(
      insert(container, ["containers", 0, "ports"], { containerPort: 8080 }),
      "containers:\n- name: web\n  image: web:1 # pinned\n  ports:\n  - containerPort: 8080\nvolumes: []\n",
    );
    const deeper = "containers:\n  - name: web\n";
    assert.equal(
      insert(deeper, ["containers", 0, "ports"], { containerPort: 8080 }),
      "containers:\n  - name: web\n    ports:\n      - containerPort: 8080\n",
    );
    assert.equal(
      insert(deeper, ["containers", 0, "ports", 0], { containerPort: 8080 }),
      "containers:\n  - name: web\n    ports:\n      - containerPort: 8080\n",
    );
    assert.equal(insert("ports:\nb: 1\n", ["ports"], { port: 80 }), "ports:\n- port: 80\nb: 1\n");
    assert.equal(insert("ports: null # none\n", ["ports"], { port: 80 }), "ports:  # none\n- port: 80\n");
    assert.equal(insert("a: 1\n", ["args"], ["-v", "yes"]), 'a: 1\nargs:\n- -v\n- "yes"\n');
  });
  it("adds keys to a mapping", () => {
    assert.equal(
      insert("a:\n  b: 1 # one\n  # two\nc: 3\n", ["a"], { d: { e: [] } }),
      "a:\n  b: 1 # one\n  d:\n    e: []\n  # two\nc: 3\n",
    );
    assert.equal(insert("a:\n  b: 1\n", ["a"], { b: 2 }), undefined);
    assert.equal(insert("a:\n  b: 1\n", ["a"], [2]), undefined);
    assert.equal(
      insert("a:\n- b: |\n    x\n- c: 1\n", ["a", 0], { on: "~" }),
      'a:\n- b: |\n    x\n  "on": "~"\n- c: 1\n',
    );
  });
  it("keeps flow style", () => {
    assert.equal(insert("a: [x, y] # z\n", ["a"], "w"), "a: [x, y, w] # z\n");
    assert.equal(insert("a: [x, y,]\n", ["a"], "w"), "a: [x, y, w]\n");
    assert.equal(insert("a: [ ]\n", ["a"], { b: 1 }), "a: [{ b: 1 }]\n");
    assert.equal(set("a: {}\n", ["a", "b"], 1), "a: { b: 1 }\n");
    assert.equal(set("a: { b: 1 }\n", ["a", "c"], "x,y"), 'a: { b: 1, c: "x,y" }\n');
    assert.equal(
      insert("a: [\n  x, # one\n  y # two\n]\n", ["a"], "z"),
      "a: [\n  x, # one\n  y, # two\n  z\n]\n",
    );
    assert.equal(insert("a: [\n  x, # one\n]\n", ["a"], "z"), "a: [\n  x, # one\n  z,\n]\n");
  });
  it("keeps JSON JSON", () => {
    assert.equal(set('{"a": {"b": 1}}', ["a", "c"], "yes"), '{"a": {"b": 1, "c": "yes"}}');
    assert.equal(
      insert('{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}\n', ["a"], { c: [true] }),
      '{\n  "a": [\n    {\n      "b": 1\n    },\n    {"c": [true]}\n  ]\n}\n',
    );
    assert.equal(insert('{\n  "a": 1\n}\n', [], { b: "x" }), '{\n  "a": 1,\n  "b": "x"\n}\n');
  });
});

describe("remove", () => {
  it("takes the entry with its lines and the comment at their end", () => {
    assert.equal(remove("a: 1 # one\n# about b\nb: 2\n", "a"), "# about b\nb: 2\n");
    assert.equal(remove("a: 1\n# about b\nb: # two\n  - 2\nc: 3\n", "b"), "a: 1\n# about b\nc: 3\n");
    assert.equal(remove("a:\n- x # one\n- y\n", "a", 0), "a:\n- y\n");
    assert.equal(remove("a:\n- x: 1\n  y: 2\n- z", "a", 1), "a:\n- x: 1\n  y: 2\n");
    assert.equal(remove("a:\r\n- x\r\n- y: |\r\n    z\r\nb: 1\r\n", "a", 1), "a:\r\n- x\r\nb: 1\r\n");
  });
  it("keeps the dash when the first key of an item goes", () => {
    assert.equal(remove("- name: web # n\n  port: 80\n", 0, "name"), "- port: 80\n");
    assert.equal(remove("- name: web\n  # the port\n  port: 80\n", 0, "name"), "- # the port\n  port: 80\n");
    assert.equal(remove("- - a\n  - b\n", 0, 0), "- - b\n");
  });
  it("leaves an empty collection behind the last entry", () => {
    assert.equal(
      remove("spec:\n  selector: # who\n    app: web # one\n  ports: []\n", "spec", "selector", "app"),
      "spec:\n  selector: {} # who\n  ports: []\n",
    );
    assert.equal(remove("a: &x !!seq\n- b\nc: *x\n", "a", 0), "a: &x !!seq []\nc: *x\n");
    assert.equal(remove("- a: 1 # one\n- b\n", 0, "a"), "- {} # one\n- b\n");
    assert.equal(remove("- - a\n", 0, 0), "- []\n");
    assert.equal(remove("-\n  # one\n  a: 1\n", 0, "a"), "- {}\n  # one\n");
    assert.equal(remove("a: 1\n", "a"), undefined);
  });
  it("keeps flow style", () => {
    assert.equal(remove("a: {b: 1, c: 2, d: 3}\n", "a", "b"), "a: {c: 2, d: 3}\n");
    assert.equal(remove("a: {b: 1, c: 2, d: 3}\n", "a", "d"), "a: {b: 1, c: 2}\n");
    assert.equal(remove("a: [x]\n", "a", 0), "a: []\n");
    assert.equal(remove("a: { b: 1 }\n", "a", "b"), "a: {}\n");
    assert.equal(
      remove("a: [\n  x, # one\n  # about y\n  y, # two\n  z # three\n]\n", "a", 1),
      "a: [\n  x, # one\n  # about y\n  z # three\n]\n",
    );
    assert.equal(remove("a: [\n  x, # one\n  y # two\n]\n", "a", 1), "a: [\n  x, # one\n   # two\n]\n");
    assert.equal(remove('{\n  "a": 1,\n  "b": 2\n}\n', "b"), '{\n  "a": 1\n}\n');
  });
  it("refuses what is not there, or belongs to a merged mapping", () => {
    assert.equal(remove("a: 1\nb: 2\n", "c"), undefined);
    assert.equal(remove("base: &base\n  app: x\n  b: y\ns:\n  <<: *base\n", "s", "app"), undefined);
  });
});

describe("rename", () => {
  it("changes the key alone", () => {
    assert.equal(
      rename("selector:\n  run: web # w\n", ["selector", "run"], "app"),
      "selector:\n  app: web # w\n",
    );
    assert.equal(rename("{'run': web}\n", ["run"], "app"), "{'app': web}\n");
    assert.equal(rename("run: web\n", ["run"], "on"), '"on": web\n');
    assert.equal(
      rename("selector:\n  run:\n    - web\n", ["selector", "run"], "app.kubernetes.io/name"),
      "selector:\n  app.kubernetes.io/name:\n    - web\n",
    );
  });
  it("refuses a name that is taken", () => {
    assert.equal(rename("run: web\napp: web\n", ["run"], "app"), undefined);
  });
});

describe("comment", () => {
  it("stands above the line, indented as it", () => {
    assert.equal(
      comment("a:\n  - port: 80\n    name: x\n", ["a", 0, "name"], "portolan-ignore PTL101: why"),
      "a:\n  - port: 80\n    # portolan-ignore PTL101: why\n    name: x\n",
    );
    assert.equal(comment("a:\r\n  - port: 80\r\n", ["a", 0], "why"), "a:\r\n  # why\r\n  - port: 80\r\n");
    assert.equal(comment("kind: Service\n", ["spec", "ports"], "two\nlines"), "# two lines\nkind: Service\n");
    assert.equal(comment("--- {a: 1}\n", ["a"], "why"), "# why\n--- {a: 1}\n");
  });
  it("has no place in JSON", () => {
    assert.equal(comment('{"a": 1}', ["a"], "why"), undefined);
  });
});

describe("createDocument", () => {
  const service = {
    kind: "Service",
    metadata: { name: "db" },
    spec: { clusterIP: "None", ports: [{ port: 5432 }] },
  };
  const create = (text: string) => changed(text, { type: "createDocument", value: service });

  it("stands behind the document, in its style", () => {
    const added =
      "---\nkind: Service\nmetadata:\n  name: db\nspec:\n  clusterIP: None\n  ports:\n  - port: 5432\n";
    assert.equal(create("kind: StatefulSet\n"), `kind: StatefulSet\n${added}`);
    assert.equal(create("kind: StatefulSet"), `kind: StatefulSet\n${added}`);
    assert.equal(
      create("a:\r\n    - b\r\n"),
      `a:\r\n    - b\r\n${added.replace("  - port", "      - port").replaceAll("\n", "\r\n")}`,
    );
  });
  it("has no place in JSON", () => {
    assert.equal(create('{"kind": "StatefulSet"}'), undefined);
  });
});

describe("several changes at once", () => {
  it("are made one after the other", () => {
    const before = "spec:\n  ports: [] # none\n";
    assert.equal(
      changed(
        before,
        { type: "set", path: ["spec", "selector", "app"], value: "web" },
        { type: "set", path: ["spec", "selector", "tier"], value: "front" },
        { type: "insert", path: ["spec", "ports"], value: { port: 80 } },
        { type: "set", path: ["spec", "ports", 0, "name"], value: "http" },
        { type: "createDocument", value: { a: 1 } },
        { type: "createDocument", value: { b: 2 } },
      ),
      "spec:\n  ports: [{ port: 80, name: http }] # none\n  selector:\n    app: web\n    tier: front\n---\na: 1\n---\nb: 2\n",
    );
  });
  it("address what was there before", () => {
    assert.equal(
      changed(
        "selector:\n  run: crat\n  tier: web\nports: [a, b, c, d, e]\n",
        { type: "rename", path: ["selector", "run"], key: "app" },
        { type: "set", path: ["selector", "run"], value: "cart" },
        { type: "remove", path: ["ports", 1] },
        { type: "set", path: ["ports", 2], value: "C" },
        { type: "remove", path: ["ports", 3] },
        { type: "set", path: ["ports", 4], value: "E" },
        { type: "set", path: ["ports", 0], value: "A" },
      ),
      "selector:\n  app: cart\n  tier: web\nports: [A, C, E]\n",
    );
    const gone = { type: "remove", path: ["a"] } as const;
    assert.equal(changed("a: 1\nb: 2\n", gone, { type: "set", path: ["a"], value: 3 }), undefined);
  });
  it("are none at all when one of them cannot be made", () => {
    assert.equal(
      changed(
        "a: 1\nb: |\n  x\n",
        { type: "set", path: ["a"], value: 2 },
        { type: "set", path: ["b"], value: 2 },
      ),
      undefined,
    );
  });
});
