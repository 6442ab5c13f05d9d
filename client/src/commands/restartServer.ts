import { commands, type Disposable } from "vscode";
import type { Session } from "../session.ts";

export function restartServer(session: Session): Disposable {
  return commands.registerCommand("portolan.restartServer", session.restart);
}
