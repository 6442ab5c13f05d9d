/** Amounts of resources as Kubernetes writes them (`500m`, `128Mi`, `1e3`), and what a container is told of them. */

const BINARY: Readonly<Record<string, bigint>> = {
  Ki: 2n ** 10n,
  Mi: 2n ** 20n,
  Gi: 2n ** 30n,
  Ti: 2n ** 40n,
  Pi: 2n ** 50n,
  Ei: 2n ** 60n,
};

/** Powers of ten. */
const DECIMAL: Readonly<Record<string, number>> = {
  ...{ n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 },
};

const QUANTITY = /^([+-]?)(\d{0,20})(?:\.(\d{0,20}))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d{1,2})?$/;

/** In billionths, rounded up: nothing finer counts (resource.Quantity). Undefined for what is no amount. */
export function billionths(text: string): bigint | undefined {
  const [, sign = "", whole = "", fraction = "", suffix = ""] = QUANTITY.exec(text) ?? [];
  if (whole + fraction === "") return undefined;
  const binary = BINARY[suffix];
  const exponent = /^[eE][+-]?\d/.test(suffix) ? Number(suffix.slice(1)) : (DECIMAL[suffix] ?? 0);
  const digits = BigInt(whole + fraction) * (binary ?? 1n);
  const shift = 9 + (binary === undefined ? exponent : 0) - fraction.length;
  const amount = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedUp(digits, 10n ** BigInt(-shift));
  return sign === "-" ? -amount : amount;
}

/** What `resourceFieldRef` says of an amount: how many times the divisor it is, rounded up. */
export function dividedBy(amount: string, divisor: string): string | undefined {
  const [whole, part] = [billionths(amount), billionths(divisor)];
  return whole === undefined || part === undefined || part <= 0n || whole < 0n
    ? undefined
    : String(roundedUp(whole, part));
}

function roundedUp(amount: bigint, unit: bigint): bigint {
  return (amount + unit - 1n) / unit;
}
