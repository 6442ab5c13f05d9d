/** A name, an address or a variable inside a value: who answers to it. */
import type { HostMention } from "../../network/mentions.ts";
import type { NameAnswer, ServiceName } from "../../network/naming.ts";
import type { Net, Service } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import { valueOf } from "../../value/known.ts";
import { behind } from "../behind.ts";
import { type Card, code, escaped, type Page } from "../markdown.ts";
import type { Named } from "../namedAt.ts";
import { called, hostOf, inNamespace, listed, nameOf } from "../words.ts";
import { externalNamePage, headlessPage, namesPage } from "./pages.ts";
import { portAnswer } from "./port.ts";
import { escapedName, whyNoPods } from "./roads.ts";
import { variableCard } from "./variable.ts";
import { isHeadless, portText, portView, typeOf } from "./view.ts";

/** Undefined where nothing can be said. */
export function namedCard(db: Reader, named: Named): Card | undefined {
  const { answer, mention } = named.naming;
  if (mention.kind === "variable")
    return answer.kind === "variable" ? variableCard(named.net, mention.name, answer.state) : undefined;
  switch (answer.kind) {
    case "service":
      return serviceCard(db, named, mention, answer);
    case "external-name":
      return aliasCard(named, mention, answer);
    case "elsewhere":
    case "ambiguous":
    case "missing":
      return absentCard(named, mention, answer);
    case "service-address":
    case "ranged-address":
      return addressCard(named.net, mention, answer);
    case "local":
      return localCard(named, answer);
    default:
      return undefined;
  }
}

/** `cart:80`, as written. */
function written({ host, port }: HostMention): string {
  return code(port ? `${host}:${port.number}` : host);
}

function placed(net: Net, service: Service): string {
  return escaped(called(service) + inNamespace(net, service));
}

function serviceCard(
  db: Reader,
  { net, resource }: Named,
  mention: HostMention,
  { service, part, port }: ServiceName<Service>,
): Card {
  const where = placed(net, service);
  const what = { service: where, pod: `one pod behind ${where}`, port: `a port of ${where}` }[part];
  const page: Page = isHeadless(service) ? headlessPage : namesPage;
  const bare = mention.host.includes(".")
    ? []
    : [
        `a name without a dot is looked up${escaped(inNamespace(net, resource))}, the namespace of ${escaped(called(resource))}`,
      ];
  return {
    answer: `${written(mention)} is ${what}`,
    lines: [...portLines(db, net, service, port), `full name ${code(hostOf(net, service))}`, ...bare],
    page,
  };
}

/** Where the port leads; where none is given, every port. */
function portLines(
  db: Reader,
  net: Net,
  service: Service,
  port: ServiceName<Service>["port"],
): readonly string[] {
  const { ports } = service.spec;
  const numbers = ports.map((each) => String(valueOf(each.port) ?? each.index));
  switch (port.kind) {
    case "found": {
      const view = portView(db, net, service, port.index);
      return view ? [portAnswer(view)] : [];
    }
    case "direct":
      return [
        "headless: the pods themselves are dialled, on the port on which they listen",
        podsLine(db, net, service),
      ];
    case "missing": {
      const meant = port.targetIndex === undefined ? undefined : portView(db, net, service, port.targetIndex);
      const by = port.implied ? " (the scheme's own)" : "";
      const target = meant ? [`${port.number} is where pods listen, behind port ${portText(meant)}`] : [];
      return [`it has no port ${port.number}${by}; it has ${listed(numbers)}`, ...target];
    }
    default:
      return ports.flatMap(({ index }) => {
        const view = portView(db, net, service, index);
        return view ? [portAnswer(view)] : [];
      });
  }
}

function podsLine(db: Reader, net: Net, service: Service): string {
  const found = behind(db, net, service);
  if (found.kind === "pods") return `pods of ${listed(found.workloads.map(escapedName))}`;
  return whyNoPods({ net, service }, found) ?? "its pods are not known";
}

function aliasCard(
  { net }: Named,
  mention: HostMention,
  { service, target }: Extract<NameAnswer<Service>, { kind: "external-name" }>,
): Card {
  const to = target === undefined ? "another name" : code(target);
  const isWeb = mention.scheme === "http" || mention.scheme === "https";
  const heard = isWeb
    ? [`the server hears ${code(mention.host)} as \`Host\`${mention.scheme === "https" ? " and in SNI" : ""}`]
    : [];
  return {
    answer: `${written(mention)} is ${placed(net, service)}, another name for ${to}`,
    lines: [
      `DNS answers with ${to}; no pods, no address of its own`,
      "its ports are ignored: the client chooses one",
      ...heard,
    ],
    page: externalNamePage,
  };
}

type Absent = Extract<NameAnswer<Service>, { kind: "elsewhere" | "ambiguous" | "missing" }>;

function absentCard({ net, resource }: Named, mention: HostMention, answer: Absent): Card {
  const others = answer.kind === "missing" ? [...answer.otherNamespace, ...answer.alike] : answer.services;
  const own = inNamespace(net, resource);
  const where = answer.kind === "missing" ? ` in namespace ${answer.namespace}` : own;
  const name = answer.kind === "missing" ? answer.name : mention.host;
  return {
    answer:
      answer.kind === "ambiguous"
        ? `Which Service ${code(name)} is depends on the namespace that ${escaped(called(resource))} is applied to`
        : `No Service ${code(name)} is seen here${escaped(where)}`,
    lines: others.map((each) => `${placed(net, each)}: ${code(shortName(net, each))}`),
    page: namesPage,
  };
}

/** `cart.shop`. */
function shortName(net: Net, service: Service): string {
  const namespace = valueOf(net.namespaceOf(service.id).value);
  return namespace === undefined ? nameOf(service) : `${nameOf(service)}.${namespace}`;
}

function addressCard(
  net: Net,
  mention: HostMention,
  answer: Extract<NameAnswer<Service>, { kind: "service-address" | "ranged-address" }>,
): Card {
  if (answer.kind === "ranged-address") {
    const whose = answer.range === "service" ? "Services" : "pods";
    return {
      answer: `${written(mention)} is an address that the cluster hands out to ${whose}`,
      lines: [
        `the range is ${code(answer.cidr)}, as configured`,
        "it may be another's tomorrow; a Service's name stays",
      ],
      page: namesPage,
    };
  }
  const { service } = answer;
  return {
    answer: `${written(mention)} is the address of ${placed(net, service)}`,
    lines: [
      `its name is ${code(hostOf(net, service))}, which stays when the address does not`,
      `type ${escaped(typeOf(service) ?? "not known")}`,
    ],
    page: namesPage,
  };
}

function localCard(
  { net, resource }: Named,
  { port, declared }: Extract<NameAnswer<Service>, { kind: "local" }>,
): Card {
  const says = {
    yes: `a container of it declares port ${port}`,
    no: `none of its containers declares port ${port}`,
    unknown: `whether something listens on port ${port} cannot be known here`,
  }[declared];
  return {
    answer: `Port ${port} of the pod itself: ${escaped(called(resource) + inNamespace(net, resource))}`,
    lines: [says, "all containers of a pod share it; other pods are not reached so"],
    page: namesPage,
  };
}
