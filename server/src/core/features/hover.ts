/** Hover cards: what *this* field does here, with the user's own names and numbers. */
import type { Hover } from "../answers.ts";
import type { Reader } from "../query/query.ts";
import { valueOfDocument } from "../resources/resource.ts";
import type { Position } from "../text/lines.ts";
import type { FileId } from "../value/file.ts";
import { changedLines } from "./cards/changed.ts";
import { fieldCard } from "./cards/fields/card.ts";
import { namedCard } from "./cards/named.ts";
import { nodePortCard } from "./cards/nodePort.ts";
import { portCard } from "./cards/port.ts";
import { portNameCard } from "./cards/portName.ts";
import { portsCard } from "./cards/ports.ts";
import { protocolCard } from "./cards/protocol.ts";
import { selectorCard, selectorPairCard } from "./cards/selector.ts";
import { targetPortCard } from "./cards/targetPort.ts";
import { type PortView, portView } from "./cards/view.ts";
import { type Card, escaped, printCard } from "./markdown.ts";
import { namedAt } from "./namedAt.ts";
import { type PlaceInResource, type PortField, placeAt, type Subject, subjectAt } from "./target.ts";
import { listed } from "./words.ts";

export function hover(db: Reader, file: FileId, position: Position): Hover | undefined {
  const place = placeAt(db, file, position);
  const changed = place ? changedLines(db, place.resource.id, place.path) : [];
  const found =
    topicHover(db, file, position, changed) ??
    namedHover(db, file, position, changed) ??
    fieldHover(db, place, changed);
  if (found || !place || changed.length === 0) return found;
  const [only, ...others] = changed;
  return { range: place.range, markdown: [`**${only}**`, ...others.map((line) => `- ${line}`)].join("\n\n") };
}

type Changed = readonly string[];

function topicHover(db: Reader, file: FileId, position: Position, changed: Changed): Hover | undefined {
  const subject = subjectAt(db, file, position);
  const card = subject && cardFor(db, subject);
  return card && printed(card, subject, changed);
}

/** Any other field, of whatever kind. */
function fieldHover(db: Reader, place: PlaceInResource | undefined, changed: Changed): Hover | undefined {
  const card = place && fieldCard({ ...place, db, document: db.get(valueOfDocument, place.resource.id) });
  return card && printed(card, place, changed);
}

/** A host or a variable inside a value. */
function namedHover(db: Reader, file: FileId, position: Position, changed: Changed): Hover | undefined {
  const named = namedAt(db, file, position);
  const card = named && namedCard(db, named);
  return card && printed(card, named, changed);
}

/** What units change stands before what the card rests on. */
function printed(card: Card, { range, others }: Pick<Subject, "range" | "others">, changed: Changed): Hover {
  const also = others.length > 0 ? [`also in ${escaped(listed(others))}`] : [];
  return { range, markdown: printCard({ ...card, lines: [...changed, ...card.lines, ...also] }) };
}

const PORT_CARDS: Readonly<Record<PortField, (view: PortView) => Card>> = {
  port: portCard,
  targetPort: targetPortCard,
  nodePort: nodePortCard,
  name: portNameCard,
  protocol: protocolCard,
};

function cardFor(db: Reader, { topic, net }: Subject): Card | undefined {
  const { service } = topic;
  switch (topic.about) {
    case "ports":
      return portsCard(db, net, service);
    case "port": {
      const view = portView(db, net, service, topic.index);
      return view && PORT_CARDS[topic.field](view);
    }
    case "selector":
      return topic.key === undefined
        ? selectorCard(db, net, service)
        : selectorPairCard(db, net, service, topic.key);
  }
}
