import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { applied, marked, offered } from "../../support/cursor.ts";
import { afterAction } from "../../support/workspace.ts";

const deployment = (name: string) => `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: web
          image: web:1
          ports: [{ name: http, containerPort: 8080 }]
`;

const CRAT = `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: cr$0at # the cart's pods
  ports:
    - port: 80
      targetPort: http
${deployment("cart")}`;

const FIX = "Change `app: crat` to `app: cart` (Deployment cart)";

describe("code actions", () => {
  it("mend the finding under the cursor", () => {
    assert.equal(applied(CRAT, FIX), CRAT.replace("cr$0at", "cart"));
  });

  it("silence it with a comment, after every fix", () => {
    assert.deepEqual(
      offered(CRAT).map(({ title, kind, preferred }) => ({ title, kind, preferred })),
      [
        { title: FIX, kind: "quickfix", preferred: true },
        { title: "Ignore PTL101 here", kind: "quickfix", preferred: false },
        {
          title: "Fix all safe problems (Portolan)",
          kind: "source.fixAll.portolan",
          preferred: false,
        },
      ],
    );
    const text = applied(CRAT, "Ignore PTL101 here") ?? "";
    assert.ok(
      text.includes("    # portolan-ignore PTL101: accepted as it is\n    app: crat # the cart's pods\n"),
    );
    assert.deepEqual(marked(text.replace("crat", "cr$0at")).analysis.diagnostics(marked(CRAT).file), {
      shown: [],
      suppressed: 1,
    });
  });

  it("name the diagnostics that they answer", () => {
    const { analysis, file } = marked(CRAT);
    const [diagnostic] = analysis.diagnostics(file).shown;
    assert.deepEqual(offered(CRAT)[0]?.answers, [{ code: "PTL101", range: diagnostic?.range }]);
  });

  it("are none where nothing is wrong, save those of the file", () => {
    const titles = offered(CRAT.replace("$0", "").replace("kind: Ser", "kind: S$0er")).map(
      ({ title }) => title,
    );
    assert.deepEqual(titles, ["Fix all safe problems (Portolan)"]);
    assert.deepEqual(offered(CRAT.replace("cr$0at", "$0cart")), []);
  });

  it("keep line breaks of Windows", () => {
    const windows = CRAT.replaceAll("\n", "\r\n");
    const { fixture } = marked(CRAT);
    const files = [{ path: "manifest.yaml", text: windows.replace("$0", "") }];
    const action = offered(windows).find(({ title }) => title === FIX);
    assert.ok(action && fixture);
    assert.deepEqual(afterAction(files, action)[0]?.text, windows.replace("cr$0at", "cart"));
  });
});

describe("fix all", () => {
  it("makes every safe fix of the file", () => {
    const source = `${CRAT}---\n${CRAT.replace("$0", "").replaceAll("cart", "shop").replace("crat", "sohp")}`;
    const text = applied(source, "Fix all safe problems (Portolan)");
    assert.equal(text, source.replace("cr$0at", "cart").replace("sohp", "shop"));
  });

  it("is not offered when there is nothing to fix", () => {
    const { analysis, file } = marked(CRAT.replace("cr$0at", "cart$0"));
    assert.equal(analysis.fixAll(file), undefined);
  });
});
