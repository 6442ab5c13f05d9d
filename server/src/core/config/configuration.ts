/** `.portolan.yaml`, version 1: what may stand in it. The JSON schema is made of this, and the reader is this. */
import { clusterShape } from "./cluster.ts";
import { globComplaint } from "./globs.ts";
import { mapping, table } from "./mapping.ts";
import { nearest } from "./nearest.ts";
import { type Context, checked, choice, constant, list, type Shape, text } from "./shape.ts";

const RULE = /^(PTL[0-9]{3}|[a-z][a-z0-9]*(-[a-z0-9]+)*)$/;

function ruleComplaint(word: string, { rules }: Context): string | undefined {
  if (!rules || rules.some(({ code, name }) => code === word || name === word)) return undefined;
  const meant = nearest(
    word,
    rules.flatMap(({ code, name }) => (word.startsWith("PTL") ? [code] : [name])),
  );
  return `there is no rule \`${word}\`${meant === undefined ? "" : `; did you mean \`${meant}\`?`}`;
}

const ruleName = checked(
  text({
    description: "A rule's code (`PTL101`) or name (`selector-matches-nothing`).",
    expected: "a rule's code or name",
    pattern: RULE,
  }),
  ruleComplaint,
);

function glob(description: string): Shape<string> {
  const anything = text({ description, expected: "a glob", pattern: /^[^!/]/ });
  return checked(anything, globComplaint);
}

const severity = choice(
  "The highest level at which the rule speaks, or `off`. A rule never becomes louder than it is by itself.",
  ["error", "warning", "information", "hint", "off"],
);

const rules = table(severity, {
  description: "How loud each rule may be, by code (`PTL101`) or name (`selector-matches-nothing`).",
  keyPattern: RULE,
  key: "a rule's code or name",
  complaint: ruleComplaint,
});

const ignoreEntry = mapping(
  {
    path: glob("Files, as a glob below the folder of this file: `legacy/**`."),
    resource: text({
      description:
        "Resources as `Kind/name` or `Kind/namespace/name`; each part may be a glob: `Service/canary-*`.",
      expected: "`Kind/name` or `Kind/namespace/name`",
      pattern: /^[^/]+\/[^/]+(\/[^/]+)?$/,
    }),
    rules: list(ruleName, { description: "Codes or names of rules; all rules when left out.", atLeast: 1 }),
    reason: text({ description: "Why, for those who read it later.", expected: "a text", pattern: /\S/ }),
  },
  {
    description: "Findings that are not shown: those that fit everything given here.",
    required: ["reason"],
    someOf: ["path", "resource", "rules"],
  },
);

const environment = mapping(
  {
    name: text({
      description: "What findings call it: `in production`.",
      expected: "a name",
      pattern: /\S/,
    }),
    include: list(glob("A glob below the folder of this file; a folder means all that is in it."), {
      description:
        "The files that are applied together. They leave the groups that Portolan infers by itself.",
      atLeast: 1,
    }),
    exclude: list(glob("A glob below the folder of this file."), { description: "Files that are left out." }),
    namespace: text({
      description: "The namespace of all that names none, as with `kubectl apply -n`.",
      expected: "a namespace's name (a DNS label)",
      pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    }),
    cluster: clusterShape,
  },
  { description: "Files that reach one cluster together.", required: ["name", "include"] },
);

const environments = list(environment, {
  description: "What is applied together, where Portolan would divide it otherwise.",
});

const body = {
  rules,
  ignore: list(ignoreEntry, { description: "Findings that are not shown." }),
  environments,
  cluster: clusterShape,
};

export const versionShape = constant("The version of this format.", 1);

/** The file. */
export const configurationShape = mapping(
  { version: versionShape, ...body },
  {
    description: "Portolan's settings for the folder that it lies in and all below it.",
    required: ["version"],
  },
);

/** The editor's settings: the same without a version. */
export const editorShape = mapping(body, { description: "Portolan's settings." });
