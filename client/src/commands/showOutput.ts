import { commands, type Disposable, type LogOutputChannel } from "vscode";

export function showOutput(log: LogOutputChannel): Disposable {
  return commands.registerCommand("portolan.showOutput", () => log.show(true));
}
