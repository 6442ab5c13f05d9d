import { ConfigurationTarget, commands, type Disposable, workspace } from "vscode";

/** Turns the lenses on or off where the setting stands: in the workspace if it is set there, else for the person. */
export function toggleCodeLens(): Disposable {
  return commands.registerCommand("portolan.toggleCodeLens", async () => {
    const settings = workspace.getConfiguration("portolan");
    const inWorkspace = settings.inspect("codeLens.enabled")?.workspaceValue !== undefined;
    const target = inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
    await settings.update("codeLens.enabled", !settings.get("codeLens.enabled", true), target);
  });
}
