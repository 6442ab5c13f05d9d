/** Addresses that somebody writes by hand, of Endpoints and EndpointSlices. */
import { type ApiFault, type ApiWarning, invalid, warning } from "./fault.ts";
import { type Field, text } from "./field.ts";
import { readAddress, specialProblems } from "./grammar/address.ts";
import { type AddressForm, addressProblems, addressWarnings } from "./grammar/addressWords.ts";

/** An address, and none of those that mean the machine itself or its link. */
export function endpointAddress(field: Field, form: AddressForm): readonly ApiFault[] {
  const written = text(field, "");
  if (written === undefined) return [];
  const wrong = addressProblems(written, form);
  if (wrong.length > 0) return wrong.map((message) => plainAddress(invalid(field, message), field, written));
  return special(field, written);
}

export function special(field: Field, written: string): readonly ApiFault[] {
  const address = readAddress(written);
  return address ? specialProblems(address).map((message) => invalid(field, message)) : [];
}

/** One that older servers took says which address is meant. */
function plainAddress(fault: ApiFault, field: Field, written: string): ApiFault {
  const canonical = readAddress(written)?.canonical;
  if (canonical === undefined) return fault;
  const changes = [{ type: "set", path: field.path, value: canonical } as const];
  return { ...fault, fix: { title: `Write \`${canonical}\``, safety: "suggestion", changes } };
}

export function endpointAddressWarnings(field: Field): readonly ApiWarning[] {
  return addressWarnings(text(field) ?? "").map((message) =>
    warning(field, `${field.serverPath}: ${message}`),
  );
}
