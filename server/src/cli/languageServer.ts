import { type Command, helpFlag } from "./command.ts";
import { exitCodes, Fault } from "./faults.ts";

export function languageServer(serve: () => Promise<void>): Command {
  return {
    name: "lsp",
    operands: "--stdio",
    summary: "the language server, for any editor",
    details: "Speaks the Language Server Protocol on stdin and stdout until the editor ends it.",
    flags: [
      { name: "stdio", help: "speak on stdin and stdout" },
      { name: "clientProcessId", value: "PID", help: "end when this process has ended" },
      helpFlag,
    ],
    async run(args) {
      if (!args.isOn("stdio")) throw new Fault("lsp speaks on stdin and stdout: `portolan lsp --stdio`.");
      await serve();
      return exitCodes.clean;
    },
  };
}
