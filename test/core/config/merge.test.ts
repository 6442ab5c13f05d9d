import assert from "node:assert/strict";
import test from "node:test";
import { mergeSettings } from "../../../server/src/core/config/merge.ts";
import { defaultSettings } from "../../../server/src/core/units/settings.ts";

test("the file goes over the editor, the editor over the defaults, key by key", () => {
  const merged = mergeSettings(
    defaultSettings,
    {
      rules: { PTL101: "off", PTL202: "hint" },
      cluster: { domain: "editor.example", kubernetesVersion: "1.30" },
    },
    { rules: { PTL101: "error" }, cluster: { domain: "file.example" } },
  );
  assert.deepEqual(merged.rules, { PTL101: "error", PTL202: "hint" });
  assert.deepEqual(merged.cluster, {
    domain: "file.example",
    nodePortRange: { from: 30000, to: 32767 },
    kubernetesVersion: "1.30",
  });
});

test("a list of the file replaces the editor's", () => {
  const [editor, file] = [[{ path: "a", reason: "x" }], [{ path: "b", reason: "y" }]];
  assert.deepEqual(mergeSettings(defaultSettings, { ignore: editor }, { ignore: file }).ignore, file);
  assert.deepEqual(mergeSettings(defaultSettings, { ignore: editor }, {}).ignore, editor);
  assert.deepEqual(mergeSettings(defaultSettings, {}, {}), defaultSettings);
});
