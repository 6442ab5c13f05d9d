/** A name for a port that has none: what people call it, or else its protocol and number. */
const WELL_KNOWN: ReadonlyMap<number, string> = new Map([
  [22, "ssh"],
  [53, "dns"],
  [80, "http"],
  [443, "https"],
  [3306, "mysql"],
  [5432, "postgres"],
  [6379, "redis"],
  [8080, "http"],
  [8443, "https"],
  [27_017, "mongodb"],
]);

export function portNameFor(
  port: number | undefined,
  protocol: string | undefined,
  taken: readonly string[],
): string {
  const transport = (protocol ?? "TCP").toLowerCase();
  // DNS has one number for two protocols; of two ports of one protocol the number tells which is meant.
  const suffix = transport === "tcp" && port !== 53 ? `${port ?? "port"}` : transport;
  const wellKnown = port === undefined ? undefined : WELL_KNOWN.get(port);
  const candidates = [
    ...(wellKnown === undefined ? [] : [wellKnown, `${wellKnown}-${suffix}`]),
    `${transport}-${port ?? "port"}`,
  ];
  return candidates.find((name) => !taken.includes(name)) ?? `${transport}-${taken.length + 1}`;
}
