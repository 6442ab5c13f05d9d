/** The card of any field that has a text: what it means here, what may be written, what surprises people. */
import { isAtLeast, type Version, versionOf } from "../../../apiserver/version.ts";
import { isFamily } from "../../../resources/resource.ts";
import type { Card } from "../../markdown.ts";
import { entryOf, type Field, valueAt, writtenText } from "../here/field.ts";
import { hereLines } from "../here/here.ts";
import { isHeadless } from "../view.ts";
import { patternOf } from "./pattern.ts";
import { type FieldText, fieldBook } from "./text.ts";
import { textsOf } from "./texts.ts";

/** Lines about the manifest at most, so that the rest finds room. */
const MOST_HERE = 4;

export function fieldCard(place: Omit<Field, "pattern">): Card | undefined {
  const found = textAt(place);
  if (!found) return undefined;
  const { text, field } = found;
  const written = variantOf(field);
  const {
    answer,
    mind = [],
    page,
  } = {
    ...text,
    ...(written === undefined ? {} : entryOf(text.when ?? {}, written)),
  };
  const here = hereLines(field);
  const inVersion = asOf(text, versionOf(field.net.cluster.kubernetesVersion));
  return {
    answer,
    lines: [...here.slice(0, MOST_HERE).map((line) => `here: ${line}`), ...valueLines(inVersion), ...mind],
    page,
  };
}

/** A text as the chosen version of the server has it: the earliest change that is still to come decides. */
function asOf(text: FieldText, version: Version): FieldText {
  const changes = Object.entries(text.before ?? {}).toSorted(([a], [b]) => Number(a) - Number(b));
  const coming = changes.find(([minor]) => !isAtLeast(version, Number(minor)));
  return coming ? { ...text, ...coming[1] } : text;
}

/** What is written, as texts tell it apart: one type has two forms. */
function variantOf({ resource, pattern, document, path }: Field): string | undefined {
  const written = writtenText(valueAt(document, path));
  const isForm = pattern === "spec.type" && written === "ClusterIP";
  return isForm && isFamily(resource, "service") && isHeadless(resource) ? `${written}, headless` : written;
}

/** An item of a list has its list's text where it has none of its own. */
function textAt(
  place: Omit<Field, "pattern">,
): { readonly text: FieldText; readonly field: Field } | undefined {
  const book = place.db.get(fieldBook, "");
  if (!book) return undefined;
  const pattern = patternOf(place.resource, place.path);
  for (const candidate of [pattern, pattern.replace(/\[\]$/, "")]) {
    for (const texts of textsOf(book, place.resource)) {
      const text = entryOf(texts, candidate);
      if (text) return { text, field: { ...place, pattern: candidate } };
    }
  }
  return undefined;
}

function valueLines({ values, fallback }: FieldText): readonly string[] {
  const parts = [
    ...(values === undefined ? [] : [`values: ${values}`]),
    ...(fallback === undefined ? [] : [`default: ${fallback}`]),
  ];
  return parts.length === 0 ? [] : [parts.join(" · ")];
}
