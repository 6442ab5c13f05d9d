/** Service (v1), as kube-apiserver defaults, allocates and validates it (core/v1, registry/core/service). */
import { at, type Field, isEmpty, text } from "../field.ts";
import { dns1035Label, dnsLabel } from "../grammar/dnsName.ts";
import type { Kind } from "../kind.ts";
import { labelMap } from "../labels.ts";
import { choice } from "../values.ts";
import { isAtLeast } from "../version.ts";
import { allocationFaults } from "./allocation.ts";
import { serviceDefaults } from "./defaults.ts";
import { exposureFaults } from "./exposure.ts";
import { policyFaults } from "./policies.ts";
import { portFaults } from "./ports.ts";
import { specOf } from "./shape.ts";
import { serviceWarnings } from "./warnings.ts";

/** Without any of these it is no Service yet. */
const PARTS = ["ports", "selector", "clusterIP", "externalName"];

const TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

export const service: Kind = {
  apiVersion: "v1",
  kind: "Service",
  isNamespaced: true,
  struct: "Service",
  /** RelaxedServiceNameValidation. */
  name: (name, { version }) => (isAtLeast(version, 36) ? dnsLabel(name) : dns1035Label(name)),
  isFragment: (object) =>
    PARTS.every((name) => isEmpty(at(specOf(object), name))) && text(typeField(object)) !== "ExternalName",
  defaults: serviceDefaults,
  allocate: allocationFaults,
  validate: (object, context) => [
    ...choice(typeField(object), TYPES),
    ...portFaults(object, context),
    ...labelMap(at(specOf(object), "selector")),
    ...exposureFaults(object, context),
    ...policyFaults(object, context),
  ],
  warnings: serviceWarnings,
};

function typeField(object: Field): Field {
  return at(specOf(object), "type");
}
