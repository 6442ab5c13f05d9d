/** `ports`: each port in a line. */
import type { Net, Service } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import { valueOf } from "../../value/known.ts";
import { type Card, code, escaped } from "../markdown.ts";
import { counted, nameOf } from "../words.ts";
import { portsPage } from "./pages.ts";
import { portAnswer } from "./port.ts";
import { portView, protocolText } from "./view.ts";

export function portsCard(db: Reader, net: Net, service: Service): Card {
  const { ports } = service.spec;
  const lines = ports.flatMap((port) => {
    const view = portView(db, net, service, port.index);
    const name = valueOf(port.name);
    if (!view) return [];
    return [
      `${portAnswer(view)} · ${escaped(protocolText(view))}${name === undefined ? "" : ` · ${code(name)}`}`,
    ];
  });
  const answer = `Service ${escaped(nameOf(service))} listens on ${counted(ports.length, "port")}`;
  return { answer, lines, page: portsPage };
}
