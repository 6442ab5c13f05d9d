/** A place in a resource: keys of mappings and indexes of sequences, from the resource's root. */
export type Path = readonly (string | number)[];

/** As the API server prints it: `spec.ports[0].nodePort`, `metadata.annotations[kubernetes.io/ingress.class]`. */
export function printPath(path: Path): string {
  return path.reduce<string>((text, step) => text + printStep(step, text === ""), "");
}

function printStep(step: string | number, first: boolean): string {
  if (typeof step === "number") return `[${step}]`;
  if (!/^[A-Za-z0-9_$-]+$/.test(step)) return `[${step}]`;
  return first ? step : `.${step}`;
}

export function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

/** Whether `path` is `ancestor` or lies below it. */
export function isWithin(path: Path, ancestor: Path): boolean {
  return ancestor.every((step, index) => step === path[index]);
}
