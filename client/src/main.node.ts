// The extension's door for VS Code on the desktop and on remotes.
export { activate, deactivate } from "./activate.ts";
