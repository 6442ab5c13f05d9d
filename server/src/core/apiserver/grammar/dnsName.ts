/**
 * Names of objects and hosts (RFC 1035, RFC 1123), as the API server checks them. Each function answers with the server's
 * own words for what is wrong, and with nothing for a name that is right. The `(e.g. …, regex …)` that the server adds is
 * left out.
 */

const LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
const LABEL_1123 = new RegExp(`^${LABEL}$`);
const LABEL_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN_1123 = new RegExp(`^${LABEL}(\\.${LABEL})*$`);
const WILDCARD_1123 = new RegExp(`^\\*\\.${LABEL}(\\.${LABEL})*$`);

export const LONGEST_LABEL = 63;
export const LONGEST_SUBDOMAIN = 253;

const LABEL_WORDS =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
const LABEL_1035_WORDS =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character";
const SUBDOMAIN_WORDS =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character";
const WILDCARD_WORDS =
  "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character";

export type Grammar = (text: string) => readonly string[];

/** A name that is one label and starts with a letter or a digit. */
export const dnsLabel: Grammar = (text) => {
  if (LABEL_1123.test(text)) return tooLong(text, LONGEST_LABEL);
  return [...tooLong(text, LONGEST_LABEL), SUBDOMAIN_1123.test(text) ? "must not contain dots" : LABEL_WORDS];
};

/** A label that starts with a letter: names of Services before 1.36. */
export const dns1035Label: Grammar = (text) => matching(text, LABEL_1035, LONGEST_LABEL, LABEL_1035_WORDS);

/** Labels joined by dots; how long each of them is does not count. */
export const dnsSubdomain: Grammar = (text) =>
  matching(text, SUBDOMAIN_1123, LONGEST_SUBDOMAIN, SUBDOMAIN_WORDS);

/** `*.` and a subdomain. */
export const wildcardSubdomain: Grammar = (text) =>
  matching(text, WILDCARD_1123, LONGEST_SUBDOMAIN, WILDCARD_WORDS);

/** A subdomain of two labels at least, none longer than a label may be; a dot at the end is fine. */
export const fullyQualifiedName: Grammar = (text) => {
  if (text === "") return ["Required value"];
  const name = text.endsWith(".") ? text.slice(0, -1) : text;
  const wrong = dnsSubdomain(name);
  if (wrong.length > 0) return wrong;
  const labels = name.split(".");
  if (labels.length < 2) return ["should be a domain with at least two segments separated by dots"];
  return labels.flatMap(dnsLabel);
};

/** What stands before the random end of a name: it may end with a dash. */
export function nameBeginning(grammar: Grammar): Grammar {
  return (text) => grammar(text.endsWith("-") && text.length > 1 ? `${text.slice(0, -1)}a` : text);
}

export function tooLong(text: string, most: number): readonly string[] {
  return text.length > most ? [`must be no more than ${most} characters`] : [];
}

function matching(text: string, pattern: RegExp, most: number, words: string): readonly string[] {
  return [...tooLong(text, most), ...(pattern.test(text) ? [] : [words])];
}
