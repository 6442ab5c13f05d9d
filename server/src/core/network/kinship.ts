/**
 * Whether two workloads belong together: versions, canaries, colours and replicas of one thing, which a Service selects
 * together on purpose. Measured: 191 of 2,776 public Services select several workloads, and hardly one by mistake.
 */
import type { Container } from "../resources/workload.ts";
import { valueOf } from "../value/known.ts";
import { ALIKE, likeness } from "./alike.ts";

export interface Kin {
  readonly name: string;
  readonly containers: readonly Container[];
}

/** Words that name a variant of a thing rather than another thing. */
const VARIANTS: ReadonlySet<string> = new Set([
  ...[
    "canary",
    "stable",
    "baseline",
    "primary",
    "secondary",
    "preview",
    "active",
    "standby",
    "backup",
    "old",
  ],
  ...[
    "new",
    "next",
    "current",
    "blue",
    "green",
    "master",
    "slave",
    "replica",
    "replicas",
    "leader",
    "follower",
  ],
  ...[
    "read",
    "write",
    "readonly",
    "ro",
    "rw",
    "a",
    "b",
    "c",
    "x",
    "y",
    "experiment",
    "control",
    "beta",
    "alpha",
  ],
  ...[
    "linux",
    "windows",
    "amd64",
    "arm64",
    "arm",
    "x86",
    "gpu",
    "cpu",
    "small",
    "large",
    "spot",
    "hot",
    "cold",
  ],
  ...[
    "east",
    "west",
    "north",
    "south",
    "one",
    "two",
    "first",
    "second",
    "hpa",
    "local",
    "remote",
    "test",
    "dev",
  ],
  ...[
    "deployment",
    "deploy",
    "statefulset",
    "daemonset",
    "pod",
    "rc",
    "rs",
    "app",
    "server",
    "service",
    "svc",
  ],
]);

/** `cart` for `cart-v2`, `cart-canary`, `cart-deployment-1`. */
export function stemOf(name: string): string {
  const words = name.split(/[-.]/);
  const isVariant = (word: string) => VARIANTS.has(word) || /^v?\d+$/.test(word);
  const last = words.findLastIndex((word) => !isVariant(word));
  return words.slice(0, Math.max(last, 0) + 1).join("-");
}

/** Whether they are so plainly different things that one Service for both is a slip. */
export function areUnrelated(a: Kin, b: Kin): boolean {
  const [left, right] = [stemOf(a.name), stemOf(b.name)];
  if (left.includes(right) || right.includes(left) || likeness(left, right) >= ALIKE) return false;
  return !sharesImage(a.containers, b.containers);
}

function sharesImage(a: readonly Container[], b: readonly Container[]): boolean {
  const images = new Set(a.map(imageOf));
  // An image that is not known may be the same.
  return (
    images.has(undefined) || b.some((container) => images.has(imageOf(container)) || !imageOf(container))
  );
}

/** `registry.example.com/shop/cart` without tag and digest; undefined when it is not known. */
function imageOf({ image }: Container): string | undefined {
  return valueOf(image)
    ?.replace(/@.*$/, "")
    .replace(/:[^/]*$/, "");
}
