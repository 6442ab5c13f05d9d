/** Targets of patches: regular expressions and selectors (k8s.io/apimachinery labels.Parse). */
import assert from "node:assert/strict";
import test from "node:test";
import fc from "fast-check";
import type { Named, ObjectName } from "../../../../../server/src/core/units/kustomize/patch/identified.ts";
import { isFault } from "../../../../../server/src/core/units/kustomize/patch/patched.ts";
import { parseSelector, selects } from "../../../../../server/src/core/units/kustomize/patch/selectorText.ts";
import { matchesTarget, targetOf } from "../../../../../server/src/core/units/kustomize/patch/target.ts";
import { plainOf } from "../../../../support/plain.ts";
import { anyValue, faultOf, mappingOf } from "./support.ts";

const web: ObjectName = {
  group: "apps",
  version: "v1",
  kind: "Deployment",
  name: "prod-web",
  namespace: "shop",
};
const object: Named = {
  value: mappingOf("metadata: {labels: {app: web, tier: '1'}, annotations: {team: a}}"),
  current: web,
  previous: [
    { ...web, name: "web", namespace: "" },
    { ...web, name: "between", namespace: "between" },
  ],
};

function matches(target: string, named: Named = object): boolean {
  const read = targetOf(plainOf(target));
  assert.ok(!isFault(read), isFault(read) ? read.fault : "");
  return matchesTarget(read, named);
}

const targets: readonly (readonly [target: string, matches: boolean])[] = [
  ["{}", true],
  ["{kind: Deployment}", true],
  ["{kind: Deploy}", false],
  ["{kind: Deploy.*}", true],
  ["{kind: 'Service|Deployment'}", true],
  ["{kind: '^Deployment$'}", true],
  ["{group: apps, version: v1, kind: Deployment}", true],
  ["{group: '', version: v1}", true],
  ["{group: extensions}", false],
  ["{version: v1beta1}", false],
  ["{name: prod-web}", true],
  ["{name: web}", true],
  ["{name: between}", false],
  ["{name: .*web}", true],
  ["{name: we}", false],
  ["{name: '(?i)WEB'}", true],
  ["{namespace: shop}", true],
  ["{namespace: default}", true],
  ["{namespace: between}", false],
  ["{labelSelector: app=web}", true],
  ["{labelSelector: 'app=web,tier in (1, 2)'}", true],
  ["{labelSelector: app=api}", false],
  ["{annotationSelector: team=a}", true],
  ["{annotationSelector: '!team'}", false],
  ["{kind: Deployment, name: other}", false],
];

for (const [target, expected] of targets)
  test(`a target ${target} ${expected ? "is" : "is not"} for Deployment prod-web, once web`, () => {
    assert.equal(matches(target), expected);
  });

test("what belongs to no namespace is in none", () => {
  const named: Named = {
    value: mappingOf("{}"),
    current: { group: "", version: "v1", kind: "Namespace", name: "a", namespace: "", clusterScoped: true },
    previous: [],
  };
  assert.equal(matches("{namespace: default}", named), false);
  assert.equal(matches("{namespace: .*}", named), true);
});

const faults: readonly (readonly [target: string, path: string, words: RegExp])[] = [
  ["{name: '*'}", "name", /`\*` is no regular expression/],
  ["{name: '(?=a)'}", "name", /is no regular expression/],
  ["{kind: 80}", "kind", /`kind` must be a text/],
  ["{labelSelector: 'app in web'}", "labelSelector", /needs values in parentheses/],
  ["{annotationSelector: 'a=b c'}", "annotationSelector", /`c` stands where a comma was expected/],
];

for (const [target, path, words] of faults)
  test(`a target that is none: ${target}`, () => {
    const fault = faultOf(targetOf(plainOf(target)));
    assert.equal(fault.path.join("."), path);
    assert.match(fault.fault, words);
  });

test("an expression that would run for ever elsewhere does not, and one without end is refused", () => {
  const long: Named = { ...object, current: { ...web, name: "x".repeat(20_000) }, previous: [] };
  assert.equal(matches("{name: '(x+x+)+y'}", long), false);
  assert.match(
    faultOf(targetOf(plainOf(`{name: ${"a".repeat(20_000)}}`))).fault,
    /longer than 10000 characters/,
  );
  assert.match(
    faultOf(targetOf(plainOf("{name: '((a{100}){100}){100}'}"))).fault,
    /is no regular expression/,
  );
});

const labels = new Map([
  ["app", "web"],
  ["n", "5"],
  ["x.io/a", ""],
]);

const selectors: readonly (readonly [selector: string, selects: boolean | "refused"])[] = [
  ["", true],
  ["  ", true],
  ["app", true],
  ["!app", false],
  ["! gone", true],
  ["app=web", true],
  ["app == web", true],
  ["app!=web", false],
  ["gone!=web", true],
  ["gone=", false],
  ["x.io/a=", true],
  ["x.io/a", true],
  ["app in (web,api)", true],
  ["app in (api)", false],
  ["app notin (api)", true],
  ["gone notin (api)", true],
  ["x.io/a in ()", true],
  ["x.io/a in (,b)", true],
  ["x.io/a in (b,)", true],
  ["n>4", true],
  ["n>5", false],
  ["n<6, app=web", true],
  ["app>4", false],
  ["app=web,n=4", false],
  ["in=web", false],
  ["in in (in)", false],
  ["app=web,", "refused"],
  [",app", "refused"],
  ["app=web n=5", "refused"],
  ["app=web,,n=5", "refused"],
  ["!app=web", "refused"],
  ["app=(web)", "refused"],
  ["app in web", "refused"],
  ["app in (web", "refused"],
  ["app in (a b)", "refused"],
  ["n>x", "refused"],
  ["a/b/c", "refused"],
  ["-a", "refused"],
  ["app=-web", "refused"],
  ["=web", "refused"],
  ["app~web", "refused"],
];

for (const [selector, expected] of selectors)
  test(`the selector \`${selector}\` ${expected}`, () => {
    const read = parseSelector(selector);
    assert.equal("fault" in read ? "refused" : selects(read, labels), expected);
  });

test("law: whatever is written, a target matches, does not, or is refused", () => {
  const text = fc.string({ maxLength: 12 });
  fc.assert(
    fc.property(anyValue, text, text, (value, name, selector) => {
      const scalar = (raw: string) => ({ type: "scalar", raw, style: "double" }) as const;
      const entries = [
        { key: "name", value: scalar(name) },
        { key: "labelSelector", value: scalar(selector) },
      ];
      for (const target of [targetOf(value), targetOf({ type: "mapping", entries })])
        if (!isFault(target)) assert.equal(typeof matchesTarget(target, object), "boolean");
    }),
  );
});
