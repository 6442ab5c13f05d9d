/** A rule as code scanning shows it beside each of its findings: its whole page. */
import type { ReportingDescriptor } from "sarif";
import type { AnyRule, Severity } from "../../core/answers.ts";
import { markdownAsText } from "./markdown.ts";

const LEVELS = { error: "error", warning: "warning", information: "note", hint: "note" } as const;

/** GitHub's own scale, by which it sorts and filters. */
const PROBLEMS = { ...LEVELS, information: "recommendation", hint: "recommendation" } as const;

const PLAIN = { paint: (_style: unknown, text: string) => text, width: 100 };

export function levelOf(severity: Severity): "error" | "warning" | "note" {
  return LEVELS[severity];
}

export function descriptorOf(rule: AnyRule, page: string): ReportingDescriptor {
  const { code, name, severity, summary, why } = rule;
  return {
    id: code,
    name,
    shortDescription: { text: summary },
    fullDescription: { text: markdownAsText(why, PLAIN).trim(), markdown: why },
    help: { text: markdownAsText(page, PLAIN).trim(), markdown: page },
    defaultConfiguration: { level: levelOf(severity) },
    properties: {
      tags: ["kubernetes", "networking"],
      "problem.severity": PROBLEMS[severity],
    },
  };
}
