/** Hover on a selector, and wherever else in a Service. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hovered } from "../../support/cursor.ts";
import { card, deployment, PORT, service } from "../../support/hoverCard.ts";

describe("hover on selector", () => {
  it("resolves it, and each pair", () => {
    const source =
      service({ selector: "    app: web\n    track: stable", port: "      port: 80\n" }).replace(
        "selector:",
        "sel$0ector:",
      ) + deployment();
    assert.deepEqual(card(source), [
      "Selects nothing: no pod in namespace shop carries `track: stable`",
      "✓ `app: web` on Deployment web",
      "✗ `track: stable` on no pod template",
      "near: Deployment web has `track: web`",
    ]);
    assert.deepEqual(card(source.replaceAll("stable", "web")), [
      "Selects 3 pods of Deployment web",
      "✓ `app: web` on Deployment web",
      "✓ `track: web` on Deployment web",
      "Deployment web: 3 replicas",
    ]);
  });

  it("speaks of one pair", () => {
    const source =
      service({ selector: "    app: w$0eb\n    track: stable", port: "      port: 80\n" }) + deployment();
    assert.deepEqual(card(source), [
      "`app: web` is on the pods of Deployment web",
      "the selector selects nothing: no pod in namespace shop carries `track: stable`",
      "Deployment web: 3 replicas",
      "near: Deployment web has `track: web`",
    ]);
    assert.deepEqual(
      card(source.replace("w$0eb", "web").replace("stable", "stab$0le"))[0],
      "`track: stable` is on no pod template in namespace shop",
    );
    assert.deepEqual(
      card(source.replace("w$0eb", "<a$0pp>"))[0],
      "The value of `app` cannot be known: a placeholder stands there",
    );
  });

  it("names pods of another namespace, and the file of another file", () => {
    const elsewhere =
      service({ selector: "    app: w$0eb", port: "      port: 80\n" }) +
      deployment().replace("namespace: shop", "namespace: ops");
    assert.deepEqual(card(elsewhere), [
      "`app: web` is on no pod template in namespace shop",
      "the selector selects nothing: only pods in another namespace carry its labels (Deployment web in namespace ops)",
    ]);
    const files = `# file: a/service.yaml\n${service({ selector: "    app: w$0eb", port: "      port: 80\n" })}# file: a/pods.yaml\n${deployment()}`;
    assert.deepEqual(card(files)[1], "Deployment web in `a/pods.yaml`: 3 replicas");
  });
});

describe("hover on the rest of a port", () => {
  it("says what a name is good for", () => {
    assert.deepEqual(
      card(
        (service({ port: PORT.replace("$0", "") }) + deployment()).replace("name: http\n", "name: ht$0tp\n"),
      ).slice(0, 2),
      ["`http` names port 80", "DNS SRV `_http._tcp.web.shop.svc.cluster.local`"],
    );
  });

  it("says what a protocol lets through", () => {
    const udp = service({ port: `${PORT.replace("$0", "")}      protocol: UD$0P\n` }) + deployment();
    assert.deepEqual(card(udp).slice(0, 2), [
      "Port 80 takes UDP and nothing else",
      "client → `web.shop.svc.cluster.local:80` → targetPort `http` → `nginx:8080` on Deployment web (3 replicas), which is declared for TCP only",
    ]);
    assert.equal(
      card(udp.replace("UD$0P", "ud$0p"))[0],
      "`udp` is no protocol of a Service: the API server takes TCP, UDP and SCTP",
    );
  });

  it("lists all ports at once, in twelve lines", () => {
    const many = Array.from(
      { length: 20 },
      (_, index) => `    - { name: p${index}, port: ${index + 1}, targetPort: http }\n`,
    ).join("");
    const lines = card(
      service({ port: PORT.replace("$0", ""), more: many }).replace("ports:", "por$0ts:") + deployment(),
    );
    assert.equal(lines[0], "Service web listens on 21 ports");
    assert.equal(lines[1], "Port 80 leads to 8080 on 3 pods of Deployment web · TCP · `http`");
    assert.equal(lines.at(-1), "and 14 more");
  });
});

describe("hover", () => {
  it("is silent elsewhere", () => {
    for (const place of ["kind: Serv$0ice", "name: ng$0inx", "apiVersion: v$01"]) {
      const source = (service({ port: PORT.replace("$0", "") }) + deployment()).replace(
        place.replace("$0", ""),
        place,
      );
      assert.equal(hovered(source), undefined, place);
    }
    assert.equal(hovered("spec:\n  ports:\n    - po$0rt: 80\n"), undefined);
  });

  it("is silent in a document that does not parse", () => {
    assert.equal(hovered(service({ port: `${PORT}  broken: [\n` })), undefined);
  });

  it("lets no name out of its Markdown", () => {
    const evil = "a`b](http://x)<img src=x>|**\u202e";
    const source = service({ port: PORT.replace("http", `'${evil}'`) }) + deployment();
    assert.equal(
      card(source)[0],
      "Port 80 leads nowhere: Deployment web declares no port `` a`b](http://x)<img src=x>|**\\u202e ``",
    );
    const named = service({ port: PORT }) + deployment(`"*a* [b](http://c) <i> www.d.e"`);
    assert.match(
      card(named)[0] ?? "",
      /Deployment \\\*a\\\* \\\[b\\\]\\\(http\\:\/\/c\\\) &lt;i\\> www\\\.d\.e$/,
    );
  });
});
