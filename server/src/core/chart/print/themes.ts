/** The colours of a file: ink on paper, and the same by night. Text on each ground has a contrast of 4.5 and more. */
import type { CHART_PROPERTIES } from "../draw/style.ts";

export type Property = (typeof CHART_PROPERTIES)[number];

/** `auto` goes by what the viewer prefers (CSS `prefers-color-scheme`). */
export type Theme = "auto" | "light" | "dark";

export const FACES: Readonly<Record<"sans" | "mono", string>> = {
  sans: 'system-ui,-apple-system,"Segoe UI",Roboto,Ubuntu,"Helvetica Neue",Arial,sans-serif',
  mono: 'ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace',
};

export const COLOURS: Readonly<
  Record<"light" | "dark", Readonly<Record<Exclude<Property, "sans" | "mono">, string>>>
> = {
  light: {
    ground: "#ffffff",
    band: "#f6f7f9",
    "band-line": "#e3e6ea",
    card: "#ffffff",
    line: "#d0d5db",
    rule: "#e8ebee",
    text: "#1f2429",
    quiet: "#5d666f",
    edge: "#7d8791",
    accent: "#0b5fc0",
    error: "#bf2b17",
    warning: "#8f5f00",
    information: "#3a6288",
    unknown: "#66707a",
    ready: "#1d7f4e",
    "on-badge": "#ffffff",
    outside: "#66707a",
    entry: "#7d4fa3",
    route: "#1f7a78",
    service: "#2563b0",
    workload: "#566579",
  },
  dark: {
    ground: "#1c1e21",
    band: "#232629",
    "band-line": "#303438",
    card: "#2a2d31",
    line: "#43484e",
    rule: "#383c41",
    text: "#e4e7ea",
    quiet: "#a1a9b1",
    edge: "#7b848d",
    accent: "#4aa3ff",
    error: "#ff7b6b",
    warning: "#e0b04c",
    information: "#8fbbe6",
    unknown: "#9aa3ac",
    ready: "#4fc38a",
    "on-badge": "#16181a",
    outside: "#9aa3ac",
    entry: "#c39be6",
    route: "#5cc0bd",
    service: "#74aef5",
    workload: "#a4b4c8",
  },
};

/** The rules that bind the names of draw/style.ts. */
export function themeRules(root: string, theme: Theme): string {
  const faces = `--chart-sans:${FACES.sans};--chart-mono:${FACES.mono}`;
  const rule = (name: "light" | "dark") =>
    Object.entries(COLOURS[name])
      .map(([property, colour]) => `--chart-${property}:${colour}`)
      .join(";");
  const first = theme === "dark" ? "dark" : "light";
  const other = theme === "auto" ? `\n@media (prefers-color-scheme:dark){.${root}{${rule("dark")}}}` : "";
  return `.${root}{${faces};${rule(first)}}${other}`;
}
