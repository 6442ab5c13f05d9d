/** What a host's form says of it: an address, this pod, or which Service of which namespace it may mean. */

/** How a name is read by the search list of a pod: `<namespace>.svc.<zone>`, `svc.<zone>`, `<zone>`. */
export interface Reading {
  readonly service: string;
  /** Undefined for the pod's own. */
  readonly namespace: string | undefined;
  readonly part: "service" | "pod" | "port";
  /** It ends in `.svc`, or in the cluster's zone: it can mean nothing else. */
  readonly inZone: boolean;
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

export function isAddress(host: string): boolean {
  return IPV4.test(host) && host.split(".").every((byte) => Number(byte) <= 255);
}

export function isLocal(host: string): boolean {
  return host === "localhost" || (isAddress(host) && host.startsWith("127."));
}

/** Likeliest first; none for a name that can be no Service's. */
export function readingsOf(host: string, zone: string): readonly Reading[] {
  const full = `.svc.${zone}`;
  const labels = (host.endsWith(full) ? host.slice(0, -full.length + 4) : host).split(".");
  if (labels.at(-1) === "svc") return inZone(labels.slice(0, -1));
  const [first = "", second = "", third = "", ...more] = labels;
  if (more.length > 0 || labels.includes("svc") || /^\d+$/.test(labels.at(-1) ?? "")) return [];
  const reading = { part: "service", inZone: false } as const;
  if (second === "") return [{ ...reading, service: first, namespace: undefined }];
  if (third !== "") return [{ ...reading, service: second, namespace: third, part: "pod" }];
  return [
    { ...reading, service: first, namespace: second },
    { ...reading, service: second, namespace: undefined, part: "pod" },
  ];
}

function inZone(labels: readonly string[]): readonly Reading[] {
  const namespace = labels.at(-1);
  const service = labels.at(-2);
  if (namespace === undefined || service === undefined || labels.length > 4) return [];
  const part = labels.length === 2 ? "service" : labels.length === 3 ? "pod" : "port";
  return [{ service, namespace, part, inZone: true }];
}

/** Whether an IPv4 address lies in a range such as `10.96.0.0/12`, or in one of two with a comma between them. */
export function isInRange(address: string, ranges: string): boolean {
  return ranges.split(",").some((range) => {
    const [base = "", length = ""] = range.split("/");
    const size = 2 ** (32 - Number(length));
    return !base.includes(":") && Math.floor(numberOf(address) / size) === Math.floor(numberOf(base) / size);
  });
}

function numberOf(address: string): number {
  return address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
}
