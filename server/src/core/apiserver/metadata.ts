/** ObjectMeta of every kind (apimachinery, ValidateObjectMeta): names, labels, annotations, owners. */
import { type ApiFault, invalid, required, shownAt } from "./fault.ts";
import { at, type Field, flag, isEmpty, items, text } from "./field.ts";
import { dnsLabel, type Grammar, nameBeginning } from "./grammar/dnsName.ts";
import { labelKey } from "./grammar/label.ts";
import type { ApiContext, Kind } from "./kind.ts";
import { annotationMap, labelMap } from "./labels.ts";
import { grammatical } from "./values.ts";

export function metadataFaults(object: Field, kind: Kind, context: ApiContext): readonly ApiFault[] {
  const metadata = at(object, "metadata");
  const grammar: Grammar = (name) => kind.name(name, context);
  return [
    ...names(metadata, grammar),
    ...namespace(at(metadata, "namespace"), kind),
    ...labelMap(at(metadata, "labels")),
    ...annotationMap(at(metadata, "annotations")),
    ...owners(at(metadata, "ownerReferences")),
    ...items(at(metadata, "finalizers")).flatMap((each) => grammatical(each, labelKey)),
  ];
}

function names(metadata: Field, grammar: Grammar): readonly ApiFault[] {
  const [name, beginning] = [at(metadata, "name"), at(metadata, "generateName")];
  const [written, generated] = [text(name, ""), text(beginning, "")];
  if (written === "" && generated === "") return [required(name, "name or generateName is required")];
  const inBeginning = generated ? nameBeginning(grammar)(generated) : [];
  const inName = written ? grammar(written) : [];
  // Without a name the server makes one of the beginning first, and finds it as bad as that.
  const inMade =
    written === "" ? inBeginning.map((message) => shownAt(invalid(name, message), beginning)) : [];
  return [
    ...inBeginning.map((message) => invalid(beginning, message)),
    ...inName.map((message) => invalid(name, message)),
    ...inMade,
  ];
}

/** Of a kind without namespaces the request has none, and the server empties the field before it looks at it. */
function namespace(field: Field, { isNamespaced }: Kind): readonly ApiFault[] {
  return isNamespaced ? grammatical(field, dnsLabel) : [];
}

const OWNER_FIELDS = ["apiVersion", "kind", "name", "uid"];

function owners(list: Field): readonly ApiFault[] {
  const empty = items(list).flatMap((owner) =>
    OWNER_FIELDS.map((name) => at(owner, name))
      .filter((field) => isEmpty(field))
      .map((field) =>
        invalid(
          field,
          field.path.at(-1) === "apiVersion" ? "version must not be empty" : "must not be empty",
        ),
      ),
  );
  const controllers = items(list).filter((owner) => flag(at(owner, "controller")) === true);
  const [, second] = controllers;
  return second ? [...empty, invalid(list, "Only one reference can have Controller set to true.")] : empty;
}
