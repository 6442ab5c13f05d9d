import type { SceneEdge, SceneLabel } from "../scene.ts";
import { edgeClass } from "./classes.ts";
import { circle, group, path, type Shape, title } from "./shape.ts";

const CROSS = 3.5;

/** A line with its mark and its words. The wide, invisible line under it is what a pointer catches. */
export function drawEdge(edge: SceneEdge): Shape {
  return {
    tag: "g",
    attributes: { class: edgeClass(edge.state), "data-id": edge.id },
    children: [
      ...words(edge),
      path("reach", edge.path),
      path("line", edge.path),
      ...(edge.beyond === undefined ? [] : [path("beyond", edge.beyond)]),
      ...mark(edge),
      ...label("label", edge.label),
      ...label("reason", edge.reason),
    ],
  };
}

function words({ label: said, reason }: SceneEdge): readonly Shape[] {
  const text = [said?.whole ?? "", reason?.whole ?? ""].filter((word) => word !== "").join("\n");
  return text === "" ? [] : [title(text)];
}

function mark({ state, mark: at }: SceneEdge): readonly Shape[] {
  if (at === undefined) return [];
  const { x, y } = at;
  if (state === "broken") {
    const cross = `M${x - CROSS} ${y - CROSS}L${x + CROSS} ${y + CROSS}M${x - CROSS} ${y + CROSS}L${x + CROSS} ${y - CROSS}`;
    return [group("mark", [circle("mark-ground", x, y, CROSS + 3.5), path("mark-sign", cross)])];
  }
  const sign: Shape = {
    tag: "text",
    attributes: { class: "mark-text", x, y: y + 4, "text-anchor": "middle" },
    text: "?",
  };
  return [group("mark", [circle("mark-ground", x, y, CROSS + 3.5), sign])];
}

function label(className: string, text: SceneLabel | undefined): readonly Shape[] {
  if (text === undefined || text.text === "") return [];
  const { x, y, width, height } = text.box;
  return [
    { tag: "rect", attributes: { class: "label-ground", x, y, width, height, rx: 3 } },
    {
      tag: "text",
      attributes: { class: className, x: text.x, y: text.y, "text-anchor": text.anchor },
      text: text.text,
    },
  ];
}
