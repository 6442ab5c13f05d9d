/** Base64 as kustomize writes it into manifests: in lines of seventy characters once there is more than one. */
import { utf8ToBytes } from "@noble/hashes/utils.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const LINE = 70;

export function base64OfText(raw: string): string {
  const bytes = utf8ToBytes(raw);
  const groups: string[] = [];
  for (let at = 0; at < bytes.length; at += 3)
    groups.push(group(bytes[at] ?? 0, bytes[at + 1], bytes[at + 2]));
  return groups.join("");
}

function group(first: number, second: number | undefined, third: number | undefined): string {
  const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
  const [a, b, c, d] = [18, 12, 6, 0].map((shift) => ALPHABET[(bits >> shift) & 63] ?? "");
  if (second === undefined) return `${a}${b}==`;
  return third === undefined ? `${a}${b}${c}=` : `${a}${b}${c}${d}`;
}

export function inLines(base64: string): string {
  if (base64.length < LINE) return base64;
  const lines: string[] = [];
  for (let at = 0; at < base64.length; at += LINE) lines.push(`${base64.slice(at, at + LINE)}\n`);
  return lines.join("");
}
