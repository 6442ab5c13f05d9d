/** A report in the format that was asked for. */
import { createAnalysis } from "../../core/analysis.ts";
import type { Severity } from "../../core/answers.ts";
import { productVersion } from "../../host/shipped.ts";
import { rulePage } from "../rulePages.ts";
import { reportAsGithub } from "./github.ts";
import { reportAsJson } from "./json.ts";
import { reportAsJunit } from "./junit.ts";
import type { Report } from "./report.ts";
import { reportAsSarif } from "./sarif.ts";
import { reportAsText, type TextOptions } from "./text.ts";

export const formats = ["text", "json", "sarif", "github", "junit"] as const;

export type Format = (typeof formats)[number];

export interface PrintOptions extends TextOptions {
  readonly format: Format;
  readonly failOn: Severity;
}

export function print(report: Report, options: PrintOptions): string {
  switch (options.format) {
    case "text":
      return reportAsText(report, options);
    case "json":
      return reportAsJson(report);
    case "sarif": {
      const rules = createAnalysis().rules();
      return reportAsSarif(report, { rules, pageOf: rulePage, version: productVersion() });
    }
    case "github":
      return reportAsGithub(report);
    case "junit":
      return reportAsJunit(report, options.failOn);
  }
}
