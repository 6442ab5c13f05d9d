/** `portolan describe`: what is printed of Services and workloads, and how the one that is meant is chosen. */
import assert from "node:assert/strict";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { portolan } from "../support/commandLine.ts";
import { describedWorld } from "../support/describing.ts";
import { serviceSchema, workloadSchema } from "../support/descriptionSchema.ts";
import { makeFolder } from "../support/folder.ts";
import { matchesSnapshot } from "../support/snapshot.ts";

const SNAPSHOTS = join(import.meta.dirname, "snapshots");
const SAMPLES = join(import.meta.dirname, "../../samples");

const PRINTED: readonly (readonly [file: string, line: readonly string[]])[] = [
  ["describe.web.txt", ["svc/web"]],
  ["describe.edge.txt", ["service/edge"]],
  ["describe.db.txt", ["svc/db"]],
  ["describe.mail.txt", ["svc/mail"]],
  ["describe.legacy.txt", ["svc/legacy"]],
  ["describe.lost.txt", ["svc/lost"]],
  ["describe.misnamed.txt", ["svc/misnamed"]],
  ["describe.refused.txt", ["svc/refused"]],
  ["describe.deployment.txt", ["deploy/web"]],
  ["describe.statefulset.txt", ["sts/db"]],
  ["describe.daemonset.txt", ["ds/edge"]],
  ["describe.web.json", ["svc/web", "-o", "json"]],
  ["describe.statefulset.yaml", ["sts/db", "-o", "yaml"]],
];

for (const [file, line] of PRINTED) {
  test(`describe ${line.join(" ")}`, async (t) => {
    const cwd = await makeFolder(t, describedWorld);
    const { code, out, err } = await portolan(["describe", "--root", ".", ...line], { cwd });
    assert.deepEqual([code, err], [0, ""]);
    assert.ok(!out.includes(cwd));
    matchesSnapshot(out, join(SNAPSHOTS, file));
  });
}

for (const name of ["svc/cart", "sts/db"]) {
  test(`describe ${name} of the samples`, async (t) => {
    const cwd = await makeFolder(t, {});
    await cp(SAMPLES, cwd, { recursive: true });
    const { code, out } = await portolan(["describe", name, "--root", "."], { cwd });
    assert.equal(code, 0);
    matchesSnapshot(out, join(SNAPSHOTS, `describe.sample.${name.replace("/", ".")}.txt`));
  });
}

const SERVICES = ["web", "edge", "db", "mail", "legacy", "lost", "misnamed", "refused"];
const WORKLOADS = ["deploy/web", "sts/db", "ds/edge", "job/seed"];

test("json keeps to the published shape, and yaml says the same", async (t) => {
  const cwd = await makeFolder(t, describedWorld);
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });
  for (const [names, schema] of [
    [SERVICES.map((name) => `svc/${name}`), serviceSchema],
    [WORKLOADS, workloadSchema],
  ] as const) {
    const validate = ajv.compile(schema);
    for (const name of names) {
      const json = await portolan(["describe", name, "--root", ".", "-o", "json"], { cwd });
      const answer = JSON.parse(json.out);
      validate(answer);
      assert.deepEqual(validate.errors ?? [], [], name);
      const yaml = await portolan(["describe", name, "--root", ".", "-o", "yaml"], { cwd });
      assert.deepEqual(parse(yaml.out), answer);
    }
  }
});

test("a type is what kubectl calls it", async (t) => {
  const cwd = await makeFolder(t, describedWorld);
  const run = async (typed: string) =>
    (await portolan(["describe", typed, "--root", "."], { cwd })).out.split("\n")[0];
  for (const type of ["svc", "Service", "services", "service.v1"])
    assert.match((await run(`${type}/web`)) ?? "", /^shop\/web sends ports 80 and 9100/, type);
  for (const type of ["deploy", "deployments", "deployment.apps"])
    assert.match((await run(`${type}/web`)) ?? "", /^shop\/web runs 3 pods/, type);
});

test("what is certain, and what is not", async (t) => {
  const cwd = await makeFolder(t, {
    ...describedWorld,
    "shop/operator.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: made, namespace: shop }\nspec: { ports: [{ port: 80 }] }\n",
  });
  const certaintyOf = async (name: string) =>
    JSON.parse((await portolan(["describe", `svc/${name}`, "--root", ".", "-o", "json"], { cwd })).out)
      .certainty;
  assert.equal(await certaintyOf("web"), "certain");
  assert.equal(await certaintyOf("lost"), "certain");
  assert.equal(await certaintyOf("made"), "unknown");
});

test("colours on a terminal, none with --no-color, and lines as long as the screen", async (t) => {
  const cwd = await makeFolder(t, describedWorld);
  const run = (...more: readonly string[]) =>
    portolan(["describe", "svc/edge", "--root", ".", ...more], { cwd, hasColors: true, width: 60 });
  const painted = await run();
  assert.ok(painted.out.includes("\u001b["));
  const plain = await run("--no-color");
  assert.ok(!plain.out.includes("\u001b"));
  const [first = "", second = ""] = plain.out.split("\n");
  assert.ok(first.length <= 60 && second !== "");
  const type = plain.out.slice(plain.out.indexOf("What it is"), plain.out.indexOf("As kubectl")).split("\n");
  for (const line of type) assert.ok(line.length <= 60, line);
});

const STATE = join(import.meta.dirname, "../core/network/cluster/observed/fixtures");

for (const name of ["svc/web", "svc/db", "deploy/web"]) {
  test(`describe ${name} -f STATE tells what a cluster has`, async (t) => {
    const cwd = await makeFolder(t, {
      "shop.yaml": await readFile(join(STATE, "shop.yaml")),
      "dumps/state.txt": await readFile(join(STATE, "state.yaml")),
    });
    const { code, out, err } = await portolan(["describe", name, "--root", ".", "-f", "dumps/state.txt"], {
      cwd,
    });
    assert.deepEqual([code, err], [0, ""]);
    matchesSnapshot(out, join(SNAPSHOTS, `describe.state.${name.replace("/", ".")}.txt`));
  });
}

test("of policy Local a node with a pod is named, and each node has rules of its own", async (t) => {
  const cwd = await makeFolder(t, {
    "shop.yaml": await readFile(join(STATE, "shop.yaml")),
    "state.yaml": await readFile(join(STATE, "state.yaml")),
  });
  const run = (...more: readonly string[]) =>
    portolan(["describe", "svc/web", "--root", ".", ...more], { cwd });
  assert.match((await run()).out, /^ {4}172\.18\.0\.3:31847$/m);
  assert.match(
    (await run("--node", "kind-worker")).out,
    /from outside to the\s+endpoints\s+on\s+this\s+node\s+only$/m,
  );
  assert.match((await run("--node", "kind-worker2")).out, /from outside\s+dropped\s+without\s+an\s+answer/);
});

test("what only a cluster has is told as it was dumped", async (t) => {
  const state = await readFile(join(STATE, "state.yaml"));
  const cwd = await makeFolder(t, { "dumps/state.yaml": state });
  const { code, out, err } = await portolan(["describe", "svc/web", "--root", "."], { cwd });
  assert.deepEqual([code, err], [0, ""]);
  matchesSnapshot(out, join(SNAPSHOTS, "describe.dumped.txt"));
  const json = JSON.parse(
    (await portolan(["describe", "svc/web", "--root", ".", "-o", "json"], { cwd })).out,
  );
  assert.deepEqual([json.service.file, json.findings], ["dumps/state.yaml", []]);
  const beside = await makeFolder(t, { "a.yaml": describedWorld["shop/data.yaml"] ?? "" });
  await writeFile(join(beside, "state.txt"), state);
  const run = (name: string) =>
    portolan(["describe", name, "--root", ".", "-f", "state.txt"], { cwd: beside });
  assert.match(
    (await run("svc/web")).out,
    /^shop\/web sends port 80 to 2 pods that were seen in the cluster/,
  );
  assert.match((await run("svc/db")).out, /^Service db, a\.yaml:3$/m);
  assert.match((await run("svc/nobody")).err, /There is no Service `nobody`\. There are: /);
});

const REACHED: readonly (readonly [what: string, file: string, text: string, line: RegExp])[] = [
  [
    "a port that kind maps",
    "kind.yaml",
    "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n  - role: control-plane\n    extraPortMappings: [{ containerPort: 30080, hostPort: 8088 }]\n",
    /^ {2}from your machine \(by extraPortMappings of kind\.yaml, which lead to node port 30080\)\n {4}localhost:8088$/m,
  ],
  [
    "kind that maps another port",
    "kind.yaml",
    "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnodes:\n  - role: control-plane\n    extraPortMappings: [{ containerPort: 30099, hostPort: 8088 }]\n",
    /then port 30080 of any node; kind's nodes are\s+containers/,
  ],
  [
    "minikube",
    ".portolan.yaml",
    "version: 1\ncluster: { flavor: minikube }\n",
    /^ {4}minikube service web -n shop --url$/m,
  ],
  [
    "nodes that are known",
    ".portolan.yaml",
    "version: 1\ncluster: { nodes: [{ ip: 192.0.2.7 }] }\n",
    /^ {4}192\.0\.2\.7:30080$/m,
  ],
  ["no word of the cluster", "a.txt", "", /^ {4}kubectl get nodes -o wide$/m],
];

for (const [what, file, text, line] of REACHED) {
  test(`how a node port is reached: ${what}`, async (t) => {
    const cwd = await makeFolder(t, { ...describedWorld, [file]: text });
    const { out } = await portolan(["describe", "svc/web", "--root", "."], { cwd });
    assert.match(out, line);
    assert.match(out, /^ {4}kubectl -n shop port-forward service\/web 8080:80$/m);
  });
}

test("both families are told in one, where the same becomes of them; each has rules", async (t) => {
  const cwd = await makeFolder(t, {
    "a.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: pier, namespace: shop }\nspec: { ipFamilyPolicy: RequireDualStack, selector: { app: web }, ports: [{ port: 443 }] }\n",
    "b.yaml": describedWorld["shop/shop.yaml"] ?? "",
  });
  const { out } = await portolan(["describe", "svc/pier", "--root", "."], { cwd });
  assert.match(out, /^ {2}443\/TCP {2}at the cluster IP to 3 endpoints/m);
  assert.match(out, /^ {2}ip6tables nat KUBE-SVC-/m);
  const { proxy } = JSON.parse(
    (await portolan(["describe", "svc/pier", "--root", ".", "-o", "json"], { cwd })).out,
  );
  assert.deepEqual(
    [proxy.family, proxy.otherFamilies.map((each: { family: string }) => each.family)],
    ["IPv4", ["IPv6"]],
  );
});

test("where nobody in sight makes pods, nothing is said to be refused", async (t) => {
  const cwd = await makeFolder(t, {
    "a.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: made, namespace: shop }\nspec: { selector: { app: made }, ports: [{ port: 80 }] }\n",
  });
  const { out } = await portolan(["describe", "svc/made", "--root", "."], { cwd });
  assert.match(out, /^shop\/made: which pods it reaches is not known here/);
  assert.match(out, /whether it has any is not known\s+here/);
  assert.match(out, /port-forward service\/made/);
  assert.doesNotMatch(out, /nobody serves it|get endpointslices/);
});

test("a node of its own is looked at", async (t) => {
  const cwd = await makeFolder(t, {
    ...describedWorld,
    ".portolan.yaml":
      "version: 1\ncluster:\n  clusterCIDR: 10.244.0.0/16\n  nodes: [{ name: old-1, ip: 192.168.0.1 }, { name: old-2, ip: 192.168.0.2 }]\n",
  });
  const run = (...more: readonly string[]) =>
    portolan(["describe", "svc/legacy", "--root", ".", ...more], { cwd });
  assert.match((await run("--node", "old-1")).out, /^kube-proxy \(iptables\) on node old-1$/m);
  assert.match((await run("--node", "old-9")).out, /No node old-9 is known; there are old-1, old-2\./);
  assert.match((await run()).out, /^kube-proxy \(iptables\) on a node without endpoints of it$/m);
  assert.match((await run()).out, /cluster\.clusterCIDR +10\.244\.0\.0\/16, as configured/);
});

for (const mode of ["ipvs", "nftables", "none"]) {
  test(`the rules of mode ${mode}`, async (t) => {
    const cwd = await makeFolder(t, {
      ...describedWorld,
      ".portolan.yaml": `version: 1\ncluster: { proxyMode: ${mode} }\n`,
    });
    const { out } = await portolan(["describe", "svc/web", "--root", "."], { cwd });
    matchesSnapshot(
      out.slice(out.indexOf("\nkube-proxy"), out.indexOf("\nWhat this hangs on")),
      join(SNAPSHOTS, `describe.${mode}.txt`),
    );
    const json = await portolan(["describe", "svc/web", "--root", ".", "-o", "json"], { cwd });
    assert.equal(JSON.parse(json.out).proxy.mode, mode);
  });
}

const FAULTS: readonly (readonly [line: readonly string[], err: RegExp])[] = [
  [[], /^portolan: Describe what\? portolan describe TYPE\/NAME/],
  [["web"], /`web` is not TYPE\/NAME, such as `svc\/cart`/],
  [["svc", "web"], /TYPE and NAME are one word: `svc\/web`\./],
  [["servcie/web"], /`servcie` is none of service, pod, .*Did you mean `service`\?/],
  [["netpol/web-in"], /`netpol` is none of service, /],
  [["svc/legcay"], /There is no Service `legcay`\. Did you mean `legacy`\?/],
  [["svc/web", "-n", "pay"], /There is no Service `web` in namespace pay\. There is one in namespace shop/],
  [["svc/web", "-o", "xml"], /--output is one of `text`, `json`, `yaml`/],
];

for (const [line, err] of FAULTS) {
  test(`describe ${JSON.stringify(line.join(" "))} is a fault`, async (t) => {
    const cwd = await makeFolder(t, describedWorld);
    const ran = await portolan(["describe", "--root", ".", ...line], { cwd });
    assert.deepEqual([ran.code, ran.out], [2, ""]);
    assert.match(ran.err, err);
  });
}

test("a kustomization's Service is described as it is built", async (t) => {
  const cwd = await makeFolder(t, {
    "base/web.yaml": describedWorld["shop/data.yaml"] ?? "",
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "prod/kustomization.yaml":
      "namespace: prod\nnamePrefix: blue-\nresources: [../base]\npatches:\n  - target: { kind: StatefulSet }\n    patch: |-\n      [{ op: add, path: /spec/template/spec/terminationGracePeriodSeconds, value: 7 }]\n",
  });
  const { code, out } = await portolan(["describe", "svc/blue-db", "--root", "."], { cwd });
  assert.equal(code, 0);
  assert.match(out, /^prod\/blue-db is headless: DNS answers with 2 pods of StatefulSet blue-db/);
  assert.match(out, /^ {2}blue-db-0\.blue-db\.prod\.svc\.cluster\.local\. +A /m);
  assert.match(out, /terminationGracePeriodSeconds 7/);
});
