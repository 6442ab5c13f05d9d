/** Which settings count: the file's over the editor's over the defaults. */
import type { Settings } from "../units/settings.ts";
import type { Written } from "./parse.ts";

/** Rules and what the cluster is like are settled key by key; a list that the file has replaces the editor's. */
export function mergeSettings(defaults: Settings, editor: Written, file: Written): Settings {
  return {
    rules: { ...defaults.rules, ...editor.rules, ...file.rules },
    ignore: file.ignore ?? editor.ignore ?? defaults.ignore,
    environments: file.environments ?? editor.environments ?? defaults.environments,
    cluster: { ...defaults.cluster, ...editor.cluster, ...file.cluster },
  };
}
