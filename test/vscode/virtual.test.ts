// A folder that is on no disk: what is open is judged, explained and mended, and what is not open is not called missing.

import assert from "node:assert/strict";
import { extensions, workspace } from "vscode";
import {
  apply,
  codeActions,
  diagnosticAt,
  diagnostics,
  extensionId,
  hoverText,
  noDiagnostic,
  open,
  place,
  revertAll,
} from "./editor.ts";
import { eventually } from "./eventually.ts";
import { serveFiles } from "./memoryFiles.ts";

const service = `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: crat
  ports:
    - port: 80
`;
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: cart
          image: example.com/cart:1
`;

suite("a virtual workspace", () => {
  suiteSetup(() =>
    serveFiles("memfs", { "/shop/service.yaml": service, "/shop/deployment.yaml": deployment }),
  );
  teardown(revertAll);

  test("is judged as far as it is open in the editor", async () => {
    assert.deepEqual(
      workspace.workspaceFolders?.map(({ uri }) => uri.toString()),
      ["memfs:/shop"],
    );
    assert.ok(extensions.getExtension(extensionId), "Portolan is not disabled");
    const document = await open("service.yaml");
    const { start } = place(document, "80");
    await eventually("a card", async () => (await hoverText(document.uri, start)) || undefined);
    assert.deepEqual(diagnostics(document.uri), []);
    await open("deployment.yaml");
    const { range } = await diagnosticAt(document.uri, "PTL101");
    const [fix] = await codeActions(document.uri, range, "quickfix");
    assert.ok(fix);
    await apply(fix);
    await noDiagnostic(document.uri, "PTL101");
  });
});
