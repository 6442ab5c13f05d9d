/** kustomization.yaml (kustomize.config.k8s.io): which files it names, and what it would change. */
import { type Known, valueOf } from "../value/known.ts";
import type { Path } from "../value/path.ts";
import { textOf } from "../value/scalar.ts";
import { entriesOf, itemsOf, member, type Value } from "../value/value.ts";
import { type DeprecatedField, deprecatedFields } from "./deprecatedFields.ts";

export interface KustomizationFacts {
  readonly family: "kustomization";
  /** `kind: Component`: only of use inside another kustomization. */
  readonly component: boolean;
  readonly namespace: Known<string> | undefined;
  /** Entries of `resources`, `components`, `bases`: files, folders or remote addresses, as written. */
  readonly resources: readonly KustomizationEntry[];
  /** Files that are patches and so no objects of their own. */
  readonly patchFiles: readonly KustomizationEntry[];
  /** Top-level fields present whose effect changes objects: `namePrefix`, `patches`, `labels` … */
  readonly transforms: readonly string[];
  /** Fields whose result cannot be known without running something: `helmCharts`, `generators`, `transformers` … */
  readonly opaque: readonly string[];
  /** In the order in which they are written. */
  readonly deprecated: readonly DeprecatedField[];
}

export interface KustomizationEntry {
  readonly text: string;
  readonly path: Path;
}

const MEMBERS = ["resources", "components", "bases"];
const PATCHES = ["patchesStrategicMerge", "patches", "patchesJson6902"];
const TRANSFORMS = [
  ...PATCHES,
  ...["namePrefix", "nameSuffix", "commonLabels", "labels", "replacements", "vars", "replicas", "images"],
];
const OPAQUE = ["helmCharts", "helmChartInflationGenerator", "generators", "transformers", "openapi"];

export function kustomizationFacts(root: Value): KustomizationFacts {
  const present = entriesOf(root).map((entry) => entry.key);
  return {
    family: "kustomization",
    component: valueOf(textOf(member(root, "kind"))) === "Component",
    namespace: textOf(member(root, "namespace")),
    resources: MEMBERS.flatMap((field) => entries(member(root, field), [field])),
    patchFiles: PATCHES.flatMap((field) => patchEntries(member(root, field), field)),
    transforms: TRANSFORMS.filter((field) => present.includes(field)),
    opaque: OPAQUE.filter((field) => present.includes(field)),
    deprecated: deprecatedFields(root),
  };
}

function entries(value: Value | undefined, at: Path): readonly KustomizationEntry[] {
  return itemsOf(value).flatMap((item, index) => {
    const text = valueOf(textOf(item));
    return text === undefined ? [] : [{ text, path: [...at, index] }];
  });
}

/** `patchesStrategicMerge` lists files or inline documents; the other two hold `path`. */
function patchEntries(value: Value | undefined, field: string): readonly KustomizationEntry[] {
  return itemsOf(value).flatMap((item, index) => {
    const file = item.type === "scalar" ? item : member(item, "path");
    const text = valueOf(textOf(file));
    if (text === undefined || text.includes("\n")) return [];
    return [{ text, path: item.type === "scalar" ? [field, index] : [field, index, "path"] }];
  });
}
