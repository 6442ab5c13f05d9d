/**
 * `clusterIP`, `clusterIPs`, `ipFamilies` and `ipFamilyPolicy` of a Service: what ValidateServiceClusterIPsRelatedFields
 * says, which the allocation step asks before anything else.
 */
import { type ApiFault, duplicate, forbidden, invalid } from "../fault.ts";
import { at, type Field, isEmpty, isSet, isUnknown, items, printedAs, text } from "../field.ts";
import { readAddress } from "../grammar/address.ts";
import { type AddressForm, addressProblems } from "../grammar/addressWords.ts";
import type { ApiContext } from "../kind.ts";
import { choice } from "../values.ts";
import { isAtLeast } from "../version.ts";
import { clusterIPsOf, isHeadless, specOf } from "./shape.ts";

const FAMILIES = ["IPv4", "IPv6"];
const POLICIES = ["PreferDualStack", "RequireDualStack", "SingleStack"];

/** StrictIPCIDRValidation. */
export function formIn({ version }: ApiContext): AddressForm {
  return isAtLeast(version, 36) ? "strict" : "lenient";
}

export function familyFaults(service: Field): readonly ApiFault[] {
  const spec = specOf(service);
  const families = items(at(spec, "ipFamilies"));
  const seen = new Set<string>();
  const again = families.filter((each) => {
    const family = text(each);
    const isAgain = family !== undefined && seen.has(family);
    if (family !== undefined) seen.add(family);
    return isAgain;
  });
  return [
    ...families.flatMap((each) => choice(each, FAMILIES)),
    ...again.map((each) => duplicate(each)),
    ...choice(at(spec, "ipFamilyPolicy"), POLICIES),
  ];
}

export function clusterIPFaults(service: Field, context: ApiContext): readonly ApiFault[] {
  const list = at(specOf(service), "clusterIPs");
  if (isUnknown(list)) return [];
  const addresses = clusterIPsOf(service);
  const wrong = addresses.flatMap((each, index) =>
    entryFaults(each, index, addresses, list, formIn(context)),
  );
  return [
    ...againstClusterIP(service, list),
    ...wrong,
    ...(addresses.length > 2 ? [invalid(list, "may only hold up to 2 values")] : []),
    // The families of what is no address mean nothing.
    ...(wrong.length > 0 ? [] : stackFaults(service, addresses, list)),
  ];
}

/** The two fields have to agree. */
function againstClusterIP(service: Field, list: Field): readonly ApiFault[] {
  const clusterIP = at(specOf(service), "clusterIP");
  const [first] = items(list);
  if (!first || isUnknown(clusterIP) || isUnknown(first)) return [];
  const value = text(first) ?? "";
  if (isEmpty(clusterIP)) {
    const changes = [{ type: "set", path: clusterIP.path, value } as const];
    return [
      {
        ...invalid(list, "must be empty when `clusterIP` is not specified"),
        advice: `Write \`clusterIP: ${value}\` beside it: the server fills the list from that field, never the other way round.`,
        fix: { title: `Add \`clusterIP: ${value}\``, safety: "safe", changes },
      },
    ];
  }
  return value === text(clusterIP) ? [] : [invalid(list, "first value must match `clusterIP`")];
}

/** `None` stands alone and first, all else is an address. */
function entryFaults(
  field: Field,
  index: number,
  all: readonly Field[],
  list: Field,
  form: AddressForm,
): readonly ApiFault[] {
  const address = text(field, "");
  if (address === undefined) return [];
  if (index === 0 && address === "None") {
    return all.length > 1 ? [invalid(list, "'None' must be the first and only value")] : [];
  }
  return addressProblems(address, form).map((message) => ({
    ...invalid(field, message),
    ...adviceOn(field, address),
  }));
}

function adviceOn({ path }: Field, address: string): Partial<ApiFault> {
  if (address.toLowerCase() !== "none") return {};
  const changes = [{ type: "set", path, value: "None" } as const];
  return {
    advice: "Upper and lower case count: a headless Service says `None`.",
    fix: { title: "Write `None`", safety: "safe", changes },
  };
}

/** Two addresses are one of each family, in the order of `ipFamilies`. */
function stackFaults(service: Field, addresses: readonly Field[], list: Field): readonly ApiFault[] {
  const read = addresses.map((each) => readAddress(text(each) ?? "")?.family);
  const isSame = read.length > 1 && read.every((family) => family !== undefined && family === read[0]);
  const families = items(at(specOf(service), "ipFamilies"));
  const swapped =
    isHeadless(service) === false
      ? addresses.flatMap((each, index) => {
          const [wanted, found] = [families[index] && text(families[index]), read[index]];
          if (wanted === undefined || found === undefined || !FAMILIES.includes(wanted) || wanted === found)
            return [];
          return [invalid(each, `expected an ${wanted} value as indicated by \`ipFamilies[${index}]\``)];
        })
      : [];
  return [
    ...(isSame ? [invalid(list, "may specify no more than one IP for each IP family")] : []),
    ...swapped,
  ];
}

/** What an ExternalName may not have. */
export function externalNameForbids(service: Field): readonly ApiFault[] {
  const spec = specOf(service);
  const [clusterIP, list] = [at(spec, "clusterIP"), at(spec, "clusterIPs")];
  const addressed = isEmpty(list) ? printedAs(clusterIP, list.serverPath) : list;
  const fields = [
    ...(isEmpty(addressed) ? [] : [addressed]),
    ...(isEmpty(at(spec, "ipFamilies")) ? [] : [at(spec, "ipFamilies")]),
    ...(isSet(at(spec, "ipFamilyPolicy")) ? [at(spec, "ipFamilyPolicy")] : []),
  ];
  return fields.map((field) => dropped(field, "may not be set for ExternalName services"));
}

/** A field that has no place here: the fix takes it away. */
export function dropped(field: Field, message: string): ApiFault {
  const name = String(field.path.at(-1));
  return {
    ...forbidden(field, message),
    fix: {
      title: `Remove \`${name}\``,
      safety: "suggestion",
      changes: [{ type: "remove", path: field.path }],
    },
  };
}
