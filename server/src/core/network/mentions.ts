/**
 * Hosts and ports that a text mentions. URLs, names below `.svc` and addresses are found anywhere; a bare name is one only
 * where its form (`cart:80`) or the variable's name (`CART_HOST`) says so, since any word could be a Service's name.
 * Whether somebody answers to it is asked in names.ts. What holds an expression is no mention: nobody knows what it becomes.
 */
import type { Text } from "../resources/texts.ts";
import { assignments, isComment, type Line, linesOf, nameIsHost, nameIsImage } from "./textForms.ts";

/** Offsets in the text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface HostMention {
  readonly kind: "host";
  readonly form: "url" | "address" | "name";
  /** In lower case; undefined where there is none. */
  readonly scheme: string | undefined;
  /** Without a final dot. */
  readonly host: string;
  /** A final dot ends it: no search list is walked. */
  readonly absolute: boolean;
  readonly at: Stretch;
  readonly port: { readonly number: number; readonly at: Stretch } | undefined;
  /** A port follows that is an expression. */
  readonly openPort: boolean;
}

/** `$(CART_SERVICE_HOST)`: a reference to a variable that the kubelet makes of a Service. */
export interface VariableMention {
  readonly kind: "variable";
  readonly name: string;
  /** With `$(` and `)`. */
  readonly at: Stretch;
}

export type Mention = HostMention | VariableMention;

/** In the order of the text, no two at one place. */
export function mentionsIn(text: Text): readonly Mention[] {
  const lines = linesOf(text.text).filter((line) => !isComment(line));
  const found = [
    ...lines.flatMap((line) => [...urls(line), ...clusterNames(line), ...addresses(line), ...locals(line)]),
    ...assignments(text, lines).flatMap(listed),
    ...(text.place === "config" ? [] : variables(text.text)),
  ];
  const first = new Map<number, Mention>();
  for (const mention of found) if (!first.has(mention.at.start)) first.set(mention.at.start, mention);
  return [...first.values()].toSorted((a, b) => a.at.start - b.at.start);
}

/** Schemes whose first part is a host to connect to; `s3://`, `oci://`, `spiffe://` and the like name something else. */
const SCHEMES = new Set([
  ...["http", "https", "ws", "wss", "grpc", "grpcs", "h2c", "tcp", "udp", "tls", "ssl", "dns", "otlp"],
  ...["redis", "rediss", "valkey", "amqp", "amqps", "nats", "kafka", "pulsar", "mqtt", "mqtts", "stomp"],
  ...[
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "mongodb",
    "sqlserver",
    "cassandra",
    "clickhouse",
    "bolt",
  ],
  ...["neo4j", "influxdb", "memcached", "elasticsearch", "etcd", "ldap", "ldaps", "smtp", "smtps", "ftp"],
  ...["sftp", "ssh", "git", "zipkin", "syslog", "statsd"],
]);

const URL = /([A-Za-z][A-Za-z0-9+.-]*):\/\/\/?([^\s/?#"'`<>|\\;]+)/g;

/** `scheme://[user@]host[:port][,host[:port]]`. */
function urls({ text, start }: Line): readonly HostMention[] {
  return [...text.matchAll(URL)].flatMap(({ 0: whole, 1: scheme = "", 2: authority = "", index }) => {
    const [base = "", ...rest] = scheme.toLowerCase().split("+");
    // `mongodb+srv://` is looked up by SRV record, not as a host.
    if (!SCHEMES.has(base) || rest.includes("srv")) return [];
    const user = authority.lastIndexOf("@") + 1;
    const hosts = authority.slice(user);
    const at = start + index + whole.length - hosts.length;
    return pieces(hosts, at).flatMap((piece) => hostAndPort(piece, "url", base));
  });
}

/** Parts between commas, without the blanks around them. */
function pieces(text: string, start: number): readonly Line[] {
  return [...text.matchAll(/[^,;\s][^,;]*/g)].map(({ 0: piece, index }) => ({
    text: piece.trimEnd(),
    start: start + index,
  }));
}

const HOST = /^[a-z0-9_]([-a-z0-9_.]*[a-z0-9_])?\.?$/;
const CLOSING = /[)\]},.:!]+$/;

/** `host`, `host:port` or `host:$(PORT)`, as a whole. */
function hostAndPort(
  { text, start }: Line,
  form: HostMention["form"],
  scheme?: string,
): readonly HostMention[] {
  const [, host = "", rest = ""] = /^([^:]+)(.*)$/.exec(text) ?? [];
  const openPort = /^:.*[${<%]/.test(rest);
  const digits = openPort ? undefined : /^:(\d{1,5})$/.exec(rest.replace(CLOSING, ""))?.[1];
  const isWhole = openPort || digits !== undefined || rest.replace(CLOSING, "") === "";
  const name = rest === "" ? host.replace(/[)\]},]+$/, "") : host;
  if (!isWhole || !HOST.test(name) || name.includes("..")) return [];
  const at = start + host.length + 1;
  return [
    {
      kind: "host",
      form,
      scheme,
      host: name.replace(/\.$/, ""),
      absolute: name.endsWith("."),
      at: { start, end: start + name.length },
      port:
        digits === undefined
          ? undefined
          : { number: Number(digits), at: { start: at, end: at + digits.length } },
      openPort,
    },
  ];
}

const TOKEN = /[A-Za-z0-9_][A-Za-z0-9_.-]*/g;

/** `cart.shop.svc` and longer, wherever it stands; not what an expression goes before or behind. */
function clusterNames({ text, start }: Line): readonly HostMention[] {
  if (!text.includes(".svc")) return [];
  return [...text.matchAll(TOKEN)].flatMap(({ 0: token, index }) => {
    const before = text.charAt(index - 1);
    const rest = text.slice(index + token.length);
    if (!/\.svc(\.|$)/.test(token) || /[-.*})>%$]/.test(before) || /^[-$({<*%]/.test(rest)) return [];
    const port = /^:(?:\d{1,5}(?!\w)|[${<%]\S*)/.exec(rest)?.[0] ?? "";
    const name = token.replace(/[-_]+$/, "");
    return hostAndPort(
      { text: name + (name === token ? port : ""), start: start + index },
      port === "" ? "name" : "address",
    );
  });
}

const ADDRESS = /(?<![\w.:/-])(\d{1,3}(?:\.\d{1,3}){3})(?![\w-]|\.\w|\/\d)(?::(\d{1,5})(?!\w))?/g;

/** An IPv4 address that stands alone: not `10.0.0.0/8`, not the version in `image:1.2.3.4`. */
function addresses({ text, start }: Line): readonly HostMention[] {
  return [...text.matchAll(ADDRESS)].flatMap(({ 0: found, index }) =>
    hostAndPort({ text: found, start: start + index }, found.includes(":") ? "address" : "name"),
  );
}

function locals({ text, start }: Line): readonly HostMention[] {
  return [...text.matchAll(/(?<![\w.-])localhost:\d{1,5}(?!\w)/g)].flatMap(({ 0: found, index }) =>
    hostAndPort({ text: found, start: start + index }, "address"),
  );
}

/** Ports below are likelier versions: `redis:7`, `node:22`. */
const LEAST_PORT = 80;

/** The whole value of a variable, flag or key: hosts between commas. */
function listed({ name, text, start }: Line & { readonly name: string }): readonly HostMention[] {
  return pieces(text, start).flatMap((piece) => {
    const path = /^[^/\s]+:\d{1,5}(?=\/)/.exec(piece.text)?.[0];
    const [mention] = hostAndPort({ text: path ?? piece.text, start: piece.start }, "name");
    if (!mention) return [];
    if (mention.port === undefined) return nameIsHost(name) ? [mention] : [];
    const isLikely = nameIsHost(name) || (mention.port.number >= LEAST_PORT && !nameIsImage(name));
    return isLikely || mention.host.includes(".") ? [{ ...mention, form: "address" as const }] : [];
  });
}

/** Names that the kubelet gives to the variables of a Service; `$$(NAME)` is an escape. */
const VARIABLE =
  /(?<!\$)\$\(([A-Z][A-Z0-9_]*(?:_SERVICE_HOST|_SERVICE_PORT(?:_[A-Z0-9_]+)?|_PORT_\d+_(?:TCP|UDP|SCTP)(?:_(?:PROTO|PORT|ADDR))?))\)/g;

function variables(text: string): readonly VariableMention[] {
  return [...text.matchAll(VARIABLE)].map(({ 0: whole, 1: name = "", index }) => ({
    kind: "variable",
    name,
    at: { start: index, end: index + whole.length },
  }));
}
