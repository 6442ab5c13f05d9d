/** What descriptions are easily wrong about: headless Services, endpoints by hand, aliases, two families, dumps beside manifests. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { portolan } from "../support/commandLine.ts";
import { makeFolder } from "../support/folder.ts";

const STATE = join(import.meta.dirname, "../core/network/cluster/observed/fixtures");

const LEDGER = `apiVersion: v1
kind: Service
metadata: { name: ledger, namespace: shop }
spec:
  clusterIP: None
  publishNotReadyAddresses: true
  selector: { app: ledger }
  ports: [{ name: pg, port: 5432, targetPort: 15432 }]
---
apiVersion: v1
kind: Service
metadata: { name: ledger-read, namespace: shop }
spec: { selector: { app: ledger }, ports: [{ port: 5432, targetPort: 15432 }] }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: ledger, namespace: shop }
spec:
  serviceName: ledger
  selector: { matchLabels: { app: ledger } }
  template:
    metadata: { labels: { app: ledger } }
    spec: { containers: [{ name: pg, image: "postgres:18", ports: [{ name: pg, containerPort: 15432 }] }] }
`;

test("kubectl forwards a port of a headless Service as it is, so that the workload's own is told", async (t) => {
  const cwd = await makeFolder(t, {
    "a.yaml": LEDGER,
    "b.yaml": LEDGER.replaceAll("ledger", "same").replaceAll("15432", "5432"),
  });
  const run = async (name: string) => (await portolan(["describe", name, "--root", "."], { cwd })).out;
  assert.match(await run("svc/ledger"), /port-forward statefulset\/ledger 15432:15432$/m);
  assert.match(await run("svc/same"), /port-forward service\/same 5432:5432$/m);
  assert.match(await run("svc/ledger-read"), /port-forward service\/ledger-read 5432:5432$/m);
});

test("a pod that stops stays ready only for the Services that publish it before it is", async (t) => {
  const cwd = await makeFolder(t, { "a.yaml": LEDGER });
  const { out } = await portolan(["describe", "sts/ledger", "--root", "."], { cwd });
  assert.match(
    out.replaceAll(/\s+/g, " "),
    /in the EndpointSlices of ledger it stays ready to the end \(publishNotReadyAddresses\), in the others it turns to ready: false/,
  );
});

const BY_HAND = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { ports: [{ name: pg, port: 5432 }] }
---
apiVersion: v1
kind: Service
metadata: { name: db-pods, namespace: shop }
spec: { clusterIP: None, ports: [{ name: pg, port: 5432 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: db-1, namespace: shop, labels: { kubernetes.io/service-name: db } }
addressType: IPv4
ports: [{ name: pg, port: 15432 }]
endpoints: [{ addresses: [192.0.2.10] }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: db-pods-1, namespace: shop, labels: { kubernetes.io/service-name: db-pods } }
addressType: IPv4
ports: []
endpoints: [{ addresses: [192.0.2.11] }]
`;

test("where endpoints are written by hand, their ports count, and not the targetPort", async (t) => {
  const cwd = await makeFolder(t, { "a.yaml": BY_HAND });
  const run = async (name: string) => (await portolan(["describe", name, "--root", "."], { cwd })).out;
  assert.match(await run("svc/db"), /^ {2}Port +pg 5432\/TCP → 15432, as its endpoints say$/m);
  assert.match(await run("svc/db-pods"), /have addresses in DNS, but no SRV records\.$/m);
});

test("an alias of an address has no name", async (t) => {
  const cwd = await makeFolder(t, {
    "a.yaml":
      "apiVersion: v1\nkind: Service\nmetadata: { name: ip, namespace: shop }\nspec: { type: ExternalName, externalName: 10.0.0.1 }\n",
  });
  const { out } = await portolan(["describe", "svc/ip", "--root", "."], { cwd });
  assert.match(out, /^ {2}Type {2}ExternalName: 10\.0\.0\.1, which no CNAME can stand for$/m);
  assert.match(out, /^ {2}- Nothing is published for it: the name does not exist \(NXDOMAIN\)\.$/m);
});

const DUAL_KIND = `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
networking: { ipFamily: dual, serviceSubnet: "10.30.0.0/16,fd00:30::/112", kubeProxyMode: nftables }
`;

test("the cluster's DNS follows from its range of Services; chains of nftables name the second family", async (t) => {
  const cwd = await makeFolder(t, {
    "kind.yaml": DUAL_KIND,
    "a.yaml": LEDGER.replace("clusterIP: None", "ipFamilyPolicy: PreferDualStack"),
  });
  const run = async (name: string) => (await portolan(["describe", name, "--root", "."], { cwd })).out;
  assert.match(await run("sts/ledger"), /^ {2}cluster\.clusterDNS +10\.30\.0\.10, by default$/m);
  const text = await run("svc/ledger");
  assert.match(text, /^ {2}service-\w+-shop\/ledger\/tcp\/pg$/m);
  assert.match(text, /^ {2}ip6 service-\w+-shop\/ledger\/tcp\/pg$/m);
});

test("what a description hangs on: the families of two, and the range of an address that nobody wrote", async (t) => {
  const cwd = await makeFolder(t, {
    "a.yaml": LEDGER.replace("clusterIP: None", "ipFamilyPolicy: PreferDualStack"),
    "b.yaml": LEDGER.replaceAll("ledger", "pinned").replace("clusterIP: None", "clusterIP: 10.43.5.5"),
  });
  const run = async (name: string) => (await portolan(["describe", name, "--root", "."], { cwd })).out;
  const preferring = await run("svc/ledger");
  assert.match(preferring, /^ {2}cluster\.ipFamilies +IPv4, by default$/m);
  assert.match(preferring, /^ {2}cluster\.serviceCIDR +10\.96\.0\.0\/12, by default$/m);
  assert.doesNotMatch(await run("svc/pinned"), /cluster\.(?:ipFamilies|serviceCIDR)/);
});

test("a Service that only a cluster has is told beside one of its name in another namespace", async (t) => {
  const state = await readFile(join(STATE, "state.yaml"));
  const elsewhere = LEDGER.replaceAll("ledger", "web").replaceAll("shop", "here");
  const cwd = await makeFolder(t, { "a.yaml": elsewhere, "dumps/state.yaml": state });
  const run = (...more: readonly string[]) =>
    portolan(["describe", "svc/web", "--root", ".", ...more], { cwd });
  assert.match((await run("-n", "shop")).out, /^Service web, dumps\/state\.yaml:\d+$/m);
  assert.match((await run("-n", "here")).out, /^Service web, a\.yaml:3$/m);
});

test("addresses of pods are of kube-proxy's range of them, and externalIPs are a way in to any type", async (t) => {
  const cwd = await makeFolder(t, {
    "app/a.yaml": LEDGER.replace(
      "spec: { selector: { app: ledger }, ports: [{ port: 5432",
      "spec: { type: NodePort, externalIPs: [203.0.113.77], selector: { app: ledger }, ports: [{ port: 5432",
    ),
    "cluster/kind.yaml":
      "kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\nnetworking: { podSubnet: 10.50.0.0/16 }\n",
  });
  const { out } = await portolan(["describe", "svc/ledger-read", "--root", "."], { cwd });
  assert.match(out.replace(/\s+/g, " "), /of every node; and at 203\.0\.113\.77 \(externalIPs\) wherever/);
  assert.match(out, /^ {2}10\.50\.1\.1\* /m);
});
