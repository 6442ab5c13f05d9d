/** Built objects as a stream of YAML, or with their origins as JSON. */
import type { BuildAnswer, BuiltOrigin } from "../../core/answers.ts";
import { pathOf } from "../../host/uris.ts";
import { harmless } from "../terminal.ts";
import type { World } from "../world.ts";

type Shown = Pick<World, "shown">;

export function builtYaml(
  answers: readonly BuildAnswer[],
  world: Shown,
  style: "plain" | "with-origins",
): string {
  const documents = answers.flatMap(({ objects }) =>
    objects.map(
      (object) => (style === "with-origins" ? originLines(object.origins, world) : "") + object.yaml,
    ),
  );
  return documents.join("---\n");
}

/** `# base/web.yaml:1`, then `# spec.replicas: overlays/prod/patch.yaml:8 (patch)`. */
function originLines(origins: readonly BuiltOrigin[], { shown }: Shown): string {
  const lines = origins.map(({ path, by, file, range }) => {
    const place = `${shown(pathOf(file))}${range ? `:${range.start.line + 1}` : ""}`;
    return [path === "" ? "" : `${path}: `, place, by === "source" ? "" : ` (${by})`].join("");
  });
  return lines.map((line) => `# ${harmless(line)}\n`).join("");
}

/** Version 1: a public interface. */
export function builtJson(answers: readonly BuildAnswer[], { shown }: Shown): string {
  const objects = answers.flatMap((answer) => answer.objects);
  const json = {
    version: 1,
    objects: objects.map((object) => object.json),
    origins: objects.flatMap(({ origins }, object) =>
      origins.map(({ path, file, range, by }) => ({ object, path, file: shown(pathOf(file)), range, by })),
    ),
    incomplete: answers.flatMap(({ incomplete }) =>
      incomplete.map(({ reason, detail, file }) => ({ reason, detail, file: shown(pathOf(file)) })),
    ),
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
}
