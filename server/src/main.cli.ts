/** The command line's door, and the only place that knows both it and the language server. */
import { main } from "./cli/main.ts";
import { nodeTerminal } from "./cli/terminal.ts";

/** Loaded only when it is asked for: a check needs no protocol. */
async function serve(): Promise<void> {
  await import("./main.node.ts");
  // The connection ends the process when the editor goes.
  await new Promise(() => undefined);
}

main(process.argv.slice(2), nodeTerminal(), { serve }).then((code) => {
  process.exitCode = code;
});
