/** What the API server refuses, in words: the user's own first, what follows and what to do, then the server's. */
import type { ApiFault, ApiWarning } from "../apiserver/fault.ts";
import type { Resource } from "../resources/resource.ts";
import { printPath } from "../value/path.ts";
import { called, quoted } from "./words.ts";

/** One fault, or all that are wrong with one field. */
export function wordsFor(subject: Resource, faults: readonly ApiFault[]): string {
  const [fault] = faults;
  if (!fault) return "";
  const wrong = faults.map(({ message }) => message).filter((message) => message !== "");
  const advice = faults.find((each) => each.advice !== undefined)?.advice;
  return [
    `${plainly(subject, fault, [...new Set(wrong)].join(", and "))}.`,
    ...(advice === undefined ? [] : [advice]),
    serverSays(fault),
  ].join(" ");
}

export function warningWords(subject: Resource, { message, advice }: ApiWarning): string {
  const more = advice === undefined ? "" : ` ${advice}`;
  return `The API server accepts ${called(subject)} with a warning: ${message.replace(/\.$/, "")}.${more}`;
}

function plainly(subject: Resource, fault: ApiFault, wrong: string): string {
  const of = ` of ${called(subject)}`;
  const why = wrong === "" ? "" : `: ${wrong}`;
  switch (fault.error) {
    case "Decode":
      return `${written(fault)}${of} cannot be read`;
    case "UnknownField":
      return `${subject.identity.kind} has no field ${quoted(fault.serverPath)}: kubectl refuses ${called(subject)}`;
    case "Required":
      return `${quoted(printPath(fault.at.path))}${of} is ${fault.at.part === "item" ? "empty" : "missing"}${why}`;
    case "NotSupported":
      return `${written(fault)}${of} is not one of the ${wrong}`;
    case "Forbidden":
      return `${quoted(nameOf(fault))}${of} ${reads(wrong)}`;
    case "Duplicate":
      return `${written(fault)}${of} is there twice`;
    case "TooLong":
    case "TooMany":
      return `${quoted(nameOf(fault))}${of} is too long${why}`;
    case "NoKindMatch":
      return fault.serverPath === "kind"
        ? `${quoted(`kind: ${subject.identity.kind}`)} is no kind of Kubernetes`
        : `${quoted(`apiVersion: ${subject.identity.apiVersion}`)}${of} is not served`;
    case "Invalid":
    case "InternalError":
      return `${written(fault)}${of} ${reads(wrong)}`;
  }
}

/** The server's words go on from a field's name when they begin with a verb. */
function reads(wrong: string): string {
  return /^(must|may|should|cannot)\b/.test(wrong) ? wrong : `is refused: ${wrong}`;
}

const LABELS: Partial<Record<ApiFault["error"], string>> = {
  Required: "Required value",
  Invalid: "Invalid value",
  NotSupported: "Unsupported value",
  Forbidden: "Forbidden",
  Duplicate: "Duplicate value",
  TooLong: "Too long",
  TooMany: "Too many",
};

/** What to look for in the output of kubectl. */
function serverSays({ error, serverPath, message, value = "" }: ApiFault): string {
  const label = LABELS[error];
  if (label === undefined) return `The server says ${quoted(message)}.`;
  const shown = value.length > LONGEST ? "" : value;
  const parts =
    error === "Required" || error === "Forbidden" ? [serverPath, label] : [serverPath, label, shown];
  return `The API server refuses it: ${quoted(parts.filter((part) => part !== "").join(": "))}.`;
}

const LONGEST = 60;

/** `port: 70000`; the name alone where the value is a collection, or long. */
function written(fault: ApiFault): string {
  const { value = "", at, error } = fault;
  // A number in quotes is wrong because of them.
  const bare = error === "Decode" || /^"[0-9]+"$/.test(value) ? value : value.replace(/^"(.*)"$/, "$1");
  // `null` is what the server prints for a field that nobody wrote.
  const isShown = at.part === "value" && value !== "" && value !== "null" && bare.length <= LONGEST;
  return quoted(isShown ? `${nameOf(fault)}: ${bare === "" ? '""' : bare}` : nameOf(fault));
}

/** The field's name, with the index of a list's item. */
function nameOf({ at: { path } }: ApiFault): string {
  const last = path.at(-1) ?? "";
  return typeof last === "number" ? `${String(path.at(-2) ?? "")}[${last}]` : last;
}
