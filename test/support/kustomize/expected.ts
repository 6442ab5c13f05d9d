/** What kustomize builds of a folder: from files that hold it, or by a kubectl or kustomize that is new enough. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Judgement =
  | { readonly kind: "built"; readonly yaml: string }
  | { readonly kind: "refused"; readonly reason: string };

export interface Judge {
  readonly name: string;
  judge(folder: string): Judgement;
}

/** A folder of outputs: `overlays+prod.yaml` for `overlays/prod`. What has no file was refused. */
export function judgeOfFiles(expected: string): Judge {
  return {
    name: expected,
    judge: (folder) => {
      const file = join(expected, `${folder.replaceAll("/", "+") || "."}.yaml`);
      if (!existsSync(file)) return { kind: "refused", reason: "there is no output" };
      return { kind: "built", yaml: readFileSync(file, "utf8") };
    },
  };
}

const OLDEST = [5, 5];

/** The one on the PATH, or undefined when there is none or it is too old to judge anything. */
export function judgeOnPath(root: string): Judge | undefined {
  const programs = [
    { name: "kustomize", version: ["version"], build: (folder: string) => ["build", folder] },
    { name: "kubectl", version: ["version", "--client"], build: (folder: string) => ["kustomize", folder] },
  ];
  for (const { name, version, build } of programs) {
    const said = spawnSync(name, version, { encoding: "utf8" }).stdout ?? "";
    const [, major = "0", minor = "0"] = /v?(\d+)\.(\d+)\.\d+\s*$/m.exec(kustomizeLine(said, name)) ?? [];
    if (Number(major) < (OLDEST[0] ?? 0) || (Number(major) === OLDEST[0] && Number(minor) < (OLDEST[1] ?? 0)))
      continue;
    return {
      name: `${name} (kustomize ${major}.${minor})`,
      judge: (folder) => {
        const run = spawnSync(name, build(join(root, folder)), {
          encoding: "utf8",
          maxBuffer: 1e9,
          timeout: 60_000,
        });
        return run.status === 0
          ? { kind: "built", yaml: run.stdout }
          : { kind: "refused", reason: (run.stderr ?? "").trim() };
      },
    };
  }
  return undefined;
}

function kustomizeLine(said: string, name: string): string {
  return name === "kustomize" ? said : (/^Kustomize Version:.*$/m.exec(said)?.[0] ?? "");
}
