import type { Resource } from "../resources/resource.ts";
import { rule } from "./rule.ts";

/** Told by features/configuration.ts, which reads the file: a configuration is no resource of a unit. */
export const configurationNotUnderstood = rule<Resource>({
  code: "PTL910",
  name: "configuration-not-understood",
  severity: "error",
  levels: [
    { severity: "error", when: "a `.portolan.yaml` does not parse, or something in it is not understood" },
  ],
  subject: (_resource): _resource is Resource => false,
  summary: "Something in a `.portolan.yaml` is not understood, and has no effect.",
  why: `The nearest \`.portolan.yaml\` upward governs a folder. What stands in it and is not understood is left out, while the
rest of the file counts: a misspelt rule would stay as loud as it was. The file is YAML, version 1.`,
  remedy: `Correct what the message names; it says what may stand there.`,
  examples: {
    bad: [
      {
        file: ".portolan.yaml",
        yaml: "version: 1\nrules:\n  selector-matches-nothin: off\n",
        note: "There is no rule of this name; the right one goes on as before.",
      },
    ],
    good: [
      {
        file: ".portolan.yaml",
        yaml: "version: 1\nrules:\n  selector-matches-nothing: warning\n",
        note: "The rule speaks as a warning at most.",
      },
    ],
  },
  *check() {},
});
