/** Keys and values of labels and annotations (Kubernetes: Labels and Selectors), in the server's own words. */
import { dnsSubdomain, type Grammar, LONGEST_LABEL, tooLong } from "./dnsName.ts";

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

const CONSISTS =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character";
const PREFIX = "with an optional DNS subdomain prefix and '/'";

/** `name` or `example.com/name`: keys of labels, and what else is a qualified name (finalizers, `appProtocol`). */
export const labelKey: Grammar = (text) => {
  const [first = "", second, ...more] = text.split("/");
  // Which of several slashes was meant to end the prefix cannot be told.
  if (more.length > 0) return [`a valid label key ${CONSISTS} ${PREFIX}`];
  if (second === undefined) return nameProblems(first);
  const prefix = first === "" ? ["prefix part must be non-empty"] : prefixProblems(first);
  return [...prefix, ...nameProblems(second)];
};

/** Keys of annotations are checked as if they were written in lower case. */
export const annotationKey: Grammar = (text) => labelKey(text.toLowerCase());

/** Empty, or as the name of a key. */
export const labelValue: Grammar = (text) => [
  ...tooLong(text, LONGEST_LABEL),
  ...(text === "" || NAME.test(text)
    ? []
    : [
        "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
      ]),
];

function prefixProblems(prefix: string): readonly string[] {
  return dnsSubdomain(prefix).map((words) => `prefix part ${words}`);
}

function nameProblems(name: string): readonly string[] {
  if (name === "") return ["name part must be non-empty", `name part ${CONSISTS}`];
  return [
    ...tooLong(name, LONGEST_LABEL).map((words) => `name part ${words}`),
    ...(NAME.test(name) ? [] : [`name part ${CONSISTS}`]),
  ];
}
