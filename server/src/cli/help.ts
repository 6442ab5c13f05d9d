import type { Command } from "./command.ts";
import type { Flag } from "./flags.ts";
import type { Paint } from "./terminal.ts";

export function overview(commands: readonly Command[], paint: Paint): string {
  const names = commands.map(({ name, operands }) => `${name} ${operands}`.trim());
  const width = Math.max(...names.map((name) => name.length));
  const lines = commands.map(
    ({ summary }, i) => `  ${paint("cyan", (names[i] ?? "").padEnd(width))}  ${summary}`,
  );
  return [
    "Portolan charts Kubernetes Service networking in manifests.",
    "",
    `${paint("bold", "Usage:")} portolan COMMAND [FLAG…]`,
    "",
    paint("bold", "Commands:"),
    ...lines,
    "",
    "`portolan COMMAND --help` tells more of one. `portolan --version` prints the version.",
    "",
  ].join("\n");
}

export function commandHelp(
  { name, operands, details, flags, examples = [] }: Command,
  paint: Paint,
): string {
  const heads = flags.map(headOf);
  const width = Math.max(...heads.map((head) => head.length));
  return [
    details,
    "",
    `${paint("bold", "Usage:")} portolan ${`${name} ${operands}`.trim()} [FLAG…]`,
    "",
    paint("bold", "Flags:"),
    ...flags.map(({ help }, i) => `  ${paint("cyan", (heads[i] ?? "").padEnd(width))}  ${help}`),
    ...(examples.length === 0 ? [] : ["", paint("bold", "Examples:")]),
    ...examples.flatMap(([line, meaning]) => [`  ${paint("cyan", line)}`, `      ${meaning}`]),
    "",
  ].join("\n");
}

function headOf({ name, short, value }: Flag): string {
  const head = `${short === undefined ? "    " : `-${short}, `}--${name}`;
  return value === undefined ? head : `${head} ${value}`;
}
