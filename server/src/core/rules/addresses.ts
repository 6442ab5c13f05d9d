/** Texts that are addresses, as strict as Go's reader: four decimal parts without leading zeros, or anything with colons. */

/** Undefined for a name. Digits and dots alone are never a host name, whatever their number. */
export function familyOf(text: string): "IPv4" | "IPv6" | undefined {
  if (/^\d+(\.\d+){3}\.?$/.test(text)) return "IPv4";
  return /^[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text) ? "IPv6" : undefined;
}

/** Whether an EndpointSlice may hold it: no loopback, link-local or unspecified address (discovery/v1 validation). */
export function isEndpointAddress(text: string): boolean {
  const parts = text.split(".");
  const isStrict = parts.length === 4 && parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part));
  const [a = 0, b = 0, c = 0] = parts.map(Number);
  if (!isStrict || parts.some((part) => Number(part) > 255)) return false;
  const isSpecial = a === 127 || (a === 169 && b === 254) || (a === 224 && b === 0 && c === 0);
  return !isSpecial && text !== "0.0.0.0";
}
