import assert from "node:assert/strict";
import { test } from "node:test";
import { createAnalysis } from "../../../server/src/core/analysis.ts";
import { fileId } from "../../../server/src/core/value/file.ts";

const POD = fileId("sea", "pod.yaml");

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: example.com/web:1
      ports:
        - containerPort: 8080
      env:
        - name: DATABASE_URL
          value: postgres://localhost:5432/shop
`;

test("a value does not speak for its own port when another field of its pod was edited", () => {
  const analysis = createAnalysis();
  analysis.setRoots(["sea"]);
  analysis.setFiles("sea", [POD]);
  const codesOf = (text: string) => {
    analysis.editText(POD, text);
    return analysis.diagnostics(POD).shown.map(({ code }) => code);
  };
  assert.deepEqual(codesOf(pod), ["PTL526"]);
  assert.deepEqual(codesOf(pod.replace("name: web\nspec", "name: web\n  labels: { app: web }\nspec")), [
    "PTL526",
  ]);
  assert.deepEqual(codesOf(pod.replace("8080", "8081")), ["PTL526"]);
});
