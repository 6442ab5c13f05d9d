/** The chart's requests, as a client asks them. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Location } from "vscode-languageserver";
import type { ChartDetails } from "../../server/src/core/chart/details.ts";
import { uriOfPath } from "../../server/src/host/uris.ts";
import type {
  ChartAnswer,
  ChartAtAnswer,
  ChartAtParams,
  ChartFixParams,
  ChartNodeParams,
  ChartParams,
  ExposeAnswer,
} from "../../server/src/lsp/messages.ts";
import { makeFolder } from "../support/folder.ts";
import { startEditor } from "../support/lsp-client.ts";
import { service, shop } from "../support/shop.ts";

async function openShop(t: TestContext, files: Readonly<Record<string, string>> = shop) {
  const folder = await makeFolder(t, files);
  const editor = await startEditor(t, { folders: [uriOfPath(folder)] });
  const uri = uriOfPath(join(folder, "service.yaml"));
  const { connection } = editor;
  const ask = async <P, R>(method: string, params: P): Promise<R> => connection.sendRequest(method, params);
  return {
    editor,
    uri,
    chart: (params: ChartParams) => ask<ChartParams, ChartAnswer | null>("portolan/chart", params),
    details: (params: ChartNodeParams) =>
      ask<ChartNodeParams, ChartDetails | null>("portolan/chartDetails", params),
    source: (params: ChartNodeParams) =>
      ask<ChartNodeParams, Location | null>("portolan/chartSource", params),
    at: (params: ChartAtParams) => ask<ChartAtParams, ChartAtAnswer | null>("portolan/chartAt", params),
    fix: (params: ChartFixParams) => ask<ChartFixParams, ExposeAnswer | null>("portolan/chartFix", params),
  };
}

const CART = "Service/default/cart";

test("a graph is sent once, and again when something in it has changed", async (t) => {
  const { editor, uri, chart } = await openShop(t);
  await editor.open(uri, service);
  const first = await chart({ textDocument: { uri } });
  assert.ok(first);
  assert.ok(first.graph?.nodes.some(({ id }) => id === CART));
  assert.deepEqual(
    first.units.map(({ id, name }) => [id, name]),
    [[first.unit, "."]],
  );
  const same = await chart({ unit: first.unit, drawn: first.revision });
  assert.equal(same?.graph, undefined);
  assert.equal(same?.revision, first.revision);
  await editor.replace(uri, "kind: Service", "kind: Service # a note");
  const noted = await chart({ unit: first.unit, drawn: first.revision });
  assert.equal(noted?.graph, undefined, "a comment changes nothing that is drawn");
  await editor.replace(uri, "app: crat", "app: cart");
  const mended = await chart({ unit: first.unit, drawn: first.revision });
  assert.notEqual(mended?.revision, first.revision);
  const pill = mended?.graph?.nodes.find(({ kind }) => kind === "Endpoints");
  assert.equal(pill?.title, "1 planned");
});

test("without any unit there is no chart", async (t) => {
  const { chart } = await openShop(t, { "notes.txt": "nothing" });
  assert.equal(await chart({}), null);
});

test("a unit that is gone gives way to the one that holds the file", async (t) => {
  const { editor, uri, chart } = await openShop(t);
  await editor.open(uri, service);
  const answer = await chart({ unit: "gone", textDocument: { uri } });
  assert.ok(answer?.graph);
});

test("the cursor's node, its details, its source and its fix", async (t) => {
  const { editor, uri, chart, details, source, at, fix } = await openShop(t);
  await editor.open(uri, service);
  const unit = (await chart({}))?.unit ?? "";
  assert.deepEqual(await at({ textDocument: { uri }, position: { line: 8, character: 12 } }), {
    unit,
    node: CART,
    row: "80",
  });
  const panel = await details({ unit, node: CART });
  const [finding] = panel?.findings ?? [];
  assert.equal(finding?.code, "PTL101");
  assert.deepEqual(
    finding?.fixes.map(({ preferred }) => preferred),
    [true],
  );
  const place = await source({ unit, node: CART });
  assert.equal(place?.uri, uri);
  assert.equal(place?.range.start.line, 3);
  const row = await source({ unit, node: CART, row: "80" });
  assert.equal(row?.range.start.line, 8);
  const action = await fix({ unit, node: CART, finding: finding?.id ?? "", fix: 0 });
  assert.match(action?.title ?? "", /^Change `app: crat` to `app: cart`/);
  assert.match(JSON.stringify(action?.edit), /"newText":"cart"/);
});

test("what is gone is answered with nothing", async (t) => {
  const { editor, uri, chart, details, source, at, fix } = await openShop(t);
  await editor.open(uri, service);
  const unit = (await chart({}))?.unit ?? "";
  assert.equal(await details({ unit, node: "Service/default/gone" }), null);
  assert.equal(await details({ unit: "gone", node: CART }), null);
  assert.equal(await source({ unit, node: "Service/default/gone" }), null);
  assert.equal(await fix({ unit, node: CART, finding: "PTL101 elsewhere", fix: 0 }), null);
  assert.equal(await fix({ unit, node: CART, finding: "PTL101 spec.selector.app value", fix: 9 }), null);
  await editor.open(`${uri}.txt`, "nothing");
  assert.equal(await at({ textDocument: { uri: `${uri}.txt` }, position: { line: 0, character: 0 } }), null);
});
