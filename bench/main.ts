/**
 * `npm run bench -- FOLDER`, or `-- synthetic` for a made-up workspace of 10,000 files (synthetic.ts): what Portolan costs on a folder of manifests, beside js-yaml loading the same bytes in the same
 * run. Figures of a shared machine mean little; ratios in one run mean something.
 */
import { cpus } from "node:os";
import { resolve } from "node:path";
import { charts } from "./chart.ts";
import { coldIndex } from "./cold.ts";
import { keystrokes } from "./keystroke.ts";
import { coldKustomizations } from "./kustomize/cold.ts";
import { readManifests } from "./manifests.ts";
import { namesCosts } from "./names.ts";
import { ruleCosts } from "./rules.ts";
import { synthetic } from "./synthetic.ts";

const place = process.argv[2] ?? "samples";
const manifests = place === "synthetic" ? synthetic() : readManifests(resolve(place));
const bytes = manifests.reduce((sum, { text }) => sum + text.length, 0);
console.log(
  `${manifests.length} files, ${(bytes / 1e6).toFixed(2)} MB, ${cpus().length} cores, Node ${process.version}\n`,
);
await coldIndex(manifests);
await keystrokes(manifests);
// One new workspace a rule: hours for the large one.
if (place !== "synthetic") ruleCosts(manifests);
await charts();
namesCosts();
coldKustomizations();
