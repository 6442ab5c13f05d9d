/** The sections that a Service and a workload have in common. */
import type { Described, Diagnostic, Listing } from "../../../core/answers.ts";
import { pathOf } from "../../../host/uris.ts";
import type { Block, Section } from "./layout.ts";
import type { Shown } from "./text.ts";

export function problemSection({ findings }: Described, world: Shown): Section {
  return { title: "What is wrong", blocks: findings.map((each) => problemBlock(each, world)) };
}

function problemBlock(finding: Diagnostic, { shown }: Shown): Block {
  const { code, severity, message, file, range, fixes } = finding;
  return {
    kind: "finding",
    severity,
    code,
    text: `${message} (${shown(pathOf(file))}:${range.start.line + 1})`,
    fixes: fixes.map(({ title, safe }) => ({ verb: safe ? "fix" : "try", title })),
  };
}

export function stoppingSection({ stopping }: Described): Section {
  const steps = stopping?.steps ?? [];
  return {
    title: "When a pod stops",
    blocks: [
      {
        kind: "fields",
        rows: steps.map(({ at, text }, index) => ({ label: at === steps[index - 1]?.at ? "" : at, text })),
      },
      ...texts(stopping?.remarks ?? []),
    ],
  };
}

export function wayRows({ ways }: Described): readonly Block[] {
  return ways.flatMap(({ from, line, remark }): readonly Block[] => [
    { kind: "heading", text: `from ${from}${remark === "" ? "" : ` (${remark})`}` },
    { kind: "lines", lines: [`  ${line}`] },
  ]);
}

export function premiseSection({ premises, doubts }: Described, { shown }: Shown): Section {
  const rows = premises.map(({ key, value, source, at, remark }) => ({
    label: key,
    text: [
      value,
      source === "default"
        ? "by default"
        : source === "configured"
          ? "as configured"
          : `by ${at ? shown(pathOf(at.file)) : "a file"}`,
      remark,
    ]
      .filter((each) => each !== "")
      .join(", "),
  }));
  return { title: "What this hangs on", blocks: [{ kind: "fields", rows }, ...texts(doubts)] };
}

export function texts(remarks: readonly string[]): readonly Block[] {
  return remarks.map((text) => ({ kind: "text", text }));
}

export function listingBlocks({ command, header, rows, more }: Listing): readonly Block[] {
  return [
    { kind: "heading", text: `$ ${command}` },
    { kind: "table", header, rows, more },
  ];
}
