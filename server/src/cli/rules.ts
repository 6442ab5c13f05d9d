/** `portolan rules`: all rules in a table, or one explained by its page, which is shipped beside the program. */
import { createAnalysis } from "../core/analysis.ts";
import type { AnyRule } from "../core/answers.ts";
import { type Command, colorFlag, helpFlag } from "./command.ts";
import { exitCodes, Fault } from "./faults.ts";
import type { Arguments } from "./flags.ts";
import { didYouMean } from "./nearest.ts";
import { markdownAsText } from "./report/markdown.ts";
import { rulePage } from "./rulePages.ts";
import { type Paint, painter, type Terminal } from "./terminal.ts";

export const rules: Command = {
  name: "rules",
  operands: "[CODE]",
  summary: "the rules, or one explained",
  details: "Prints all rules with their severity, or what one rule means; CODE is its code or its name.",
  flags: [
    { name: "output", short: "o", value: "FORMAT", help: "text (default) or json" },
    colorFlag,
    helpFlag,
  ],
  run: runRules,
};

async function runRules(args: Arguments, terminal: Terminal): Promise<number> {
  const output = args.choice("output", ["text", "json"]);
  const all = createAnalysis().rules();
  const [typed, ...more] = args.positionals;
  if (more.length > 0) throw new Fault("rules explains one rule at a time.");
  const chosen = typed === undefined ? undefined : findRule(typed, all);
  const paint = painter(terminal.hasColors);
  if (output === "json") {
    const answer = chosen
      ? { version: 1, rule: ruleAsJson(chosen) }
      : { version: 1, rules: all.map(ruleAsJson) };
    terminal.out(`${JSON.stringify(answer, undefined, 2)}\n`);
  } else if (chosen) terminal.out(markdownAsText(rulePage(chosen), { paint, width: terminal.width }));
  else terminal.out(table(all, paint));
  return exitCodes.clean;
}

function findRule(typed: string, all: readonly AnyRule[]): AnyRule {
  const wanted = typed.toLowerCase();
  const found = all.find(({ code, name }) => code.toLowerCase() === wanted || name === wanted);
  if (found) return found;
  const names = all.flatMap(({ code, name }) => [code, name]);
  throw new Fault(
    `There is no rule \`${typed}\`.${didYouMean(typed, names) || " `portolan rules` lists them."}`,
  );
}

function ruleAsJson({ code, name, severity, levels, summary, why, examples }: AnyRule) {
  return { code, name, severity, levels, summary, why, examples };
}

function table(all: readonly AnyRule[], paint: Paint): string {
  const nameWidth = Math.max(...all.map(({ name }) => name.length));
  const severityWidth = "information".length;
  const rows = all.map(({ code, name, severity, summary }) =>
    [
      paint("bold", code),
      severity.padEnd(severityWidth),
      paint("cyan", name.padEnd(nameWidth)),
      summary,
    ].join("  "),
  );
  return `${rows.join("\n")}\n`;
}
