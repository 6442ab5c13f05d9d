/** `name` of a port: what it is good for. */
import { valueOf } from "../../value/known.ts";
import { type Card, code, escaped } from "../markdown.ts";
import { hostOf } from "../words.ts";
import { namesPage } from "./pages.ts";
import { roadLines } from "./roads.ts";
import { userLines } from "./users.ts";
import { type PortView, portText, protocolText, unknownText } from "./view.ts";

export function portNameCard(view: PortView): Card {
  const name = valueOf(view.port.name);
  if (name === undefined) {
    return { answer: `This port's name ${unknownText(view.port.name)}`, lines: [], page: namesPage };
  }
  const protocol = protocolText(view).toLowerCase();
  return {
    answer: `${code(name)} names port ${escaped(portText(view))}`,
    lines: [
      ...(view.behind.kind === "alias"
        ? []
        : [`DNS SRV ${code(`_${name}._${protocol}.${hostOf(view.net, view.service)}`)}`]),
      ...roadLines(view),
      ...userLines(view),
      "it need not be the name of a container's port: that is what `targetPort` says",
    ],
    page: namesPage,
  };
}
