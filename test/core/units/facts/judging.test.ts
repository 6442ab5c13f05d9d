/** Facts that manifests are judged by. */
import assert from "node:assert/strict";
import test from "node:test";
import { analysisOf, diagnosticsOf, fileAt } from "../../../support/workspace.ts";

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: NodePort
  selector: { app: web }
  ports: [{ port: 80, nodePort: 31000 }]
---
apiVersion: v1
kind: Pod
metadata: { name: web, namespace: shop, labels: { app: web } }
spec: { containers: [{ name: web, image: a, ports: [{ containerPort: 80 }] }] }
`;
const kubeadm = (range: string) => `apiVersion: kubeadm.k8s.io/v1beta4
kind: ClusterConfiguration
apiServer:
  extraArgs:
    - { name: service-node-port-range, value: ${range} }
`;

function found(files: Readonly<Record<string, string>>) {
  const analysis = analysisOf(Object.entries(files).map(([path, text]) => ({ path, text })));
  return diagnosticsOf(analysis).filter(({ code }) => code === "PTL308");
}

test("a range that a file above says is the cluster's, and the file is named", () => {
  const [finding, ...more] = found({ "apps/web.yaml": SERVICE, "kubeadm.yaml": kubeadm("20000-21000") });
  assert.equal(more.length, 0);
  assert.match(finding?.message ?? "", /, 20000-21000 \(as `kubeadm.yaml` says\)/);
  assert.deepEqual(
    finding?.related.map(({ file, range }) => [file, range.start.line]),
    [[fileAt("kubeadm.yaml"), 4]],
  );
});

test("a range of a cluster that is set up beside the manifests refuses nothing, and may let more through", () => {
  const beside = (range: string) => found({ "apps/web.yaml": SERVICE, "lab/kubeadm.yaml": kubeadm(range) });
  assert.deepEqual(beside("20000-21000"), []);
  const low = SERVICE.replace("31000", "8080");
  assert.equal(found({ "apps/web.yaml": low, "lab/kubeadm.yaml": kubeadm("20000-21000") }).length, 1);
  assert.deepEqual(found({ "apps/web.yaml": low, "lab/kubeadm.yaml": kubeadm("80-32767") }), []);
});

test("what a cluster was seen to have counts wherever it was dumped", () => {
  const dumped = `apiVersion: v1
kind: Pod
metadata: { name: kube-apiserver-n1, namespace: kube-system, uid: a }
spec: { containers: [{ name: a, image: a, command: [kube-apiserver, --service-node-port-range=20000-21000] }] }
status: { phase: Running }
`;
  assert.equal(found({ "apps/web.yaml": SERVICE, "dumps/state.yaml": dumped }).length, 1);
});

test("a cluster to try things in lets more through, and refuses nothing", () => {
  const kind = (range: string) => `kind: Cluster
apiVersion: kind.x-k8s.io/v1alpha4
kubeadmConfigPatches:
  - |
    kind: ClusterConfiguration
    apiServer:
      extraArgs:
        service-node-port-range: ${range}
`;
  assert.deepEqual(found({ "web.yaml": SERVICE, "kind.yaml": kind("12301-12309") }), []);
  const low = SERVICE.replace("31000", "8080");
  assert.deepEqual(found({ "web.yaml": low, "kind.yaml": kind("80-32767") }), []);
});
