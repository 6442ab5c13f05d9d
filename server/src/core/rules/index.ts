/** Every rule, sorted by code. A rule that is not in this list does not exist. */
import { backendPortMissing } from "./backend-port-missing.ts";
import { backendServiceMissing } from "./backend-service-missing.ts";
import { configurationNotUnderstood } from "./configuration-not-understood.ts";
import { dnsPolicyHostNetwork } from "./dns-policy-host-network.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { endpointIsServiceAddress } from "./endpoint-is-service-address.ts";
import { endpointSlicePortName } from "./endpoint-slice-port-name.ts";
import { endpointSliceUnattached } from "./endpoint-slice-unattached.ts";
import { endpointsBesideSelector } from "./endpoints-beside-selector.ts";
import { externalNameAddress } from "./external-name-address.ts";
import { externalNameIgnoredFields } from "./external-name-ignored-fields.ts";
import { externalNameUrl } from "./external-name-url.ts";
import { governingServiceMissing } from "./governing-service-missing.ts";
import { governingServiceNotHeadless } from "./governing-service-not-headless.ts";
import { governingServiceSelectsOthers } from "./governing-service-selects-others.ts";
import { hardCodedAddress } from "./hard-coded-address.ts";
import { headlessPortDiffers } from "./headless-port-differs.ts";
import { hostnameWithoutSubdomain } from "./hostname-without-subdomain.ts";
import { localhostPort } from "./localhost-port.ts";
import { nameInOtherNamespace } from "./name-in-other-namespace.ts";
import { nameMissing } from "./name-missing.ts";
import { namePortMissing } from "./name-port-missing.ts";
import { noSelectorNoEndpoints } from "./no-selector-no-endpoints.ts";
import { nodePortTaken } from "./node-port-taken.ts";
import { notReadyPublished } from "./not-ready-published.ts";
import type { AnyRule } from "./rule.ts";
import { searchListWalk } from "./search-list-walk.ts";
import { selectorMatchesNothing } from "./selector-matches-nothing.ts";
import { selectorMatchesOtherNamespace } from "./selector-matches-other-namespace.ts";
import { serviceVariableUnresolved } from "./service-variable-unresolved.ts";
import { targetPortNameUnresolved } from "./target-port-name-unresolved.ts";
import { targetPortUndeclared } from "./target-port-undeclared.ts";

export const rules: readonly AnyRule[] = [
  selectorMatchesNothing, // PTL101
  selectorMatchesOtherNamespace, // PTL102
  targetPortNameUnresolved, // PTL201
  targetPortUndeclared, // PTL202
  nodePortTaken, // PTL301
  governingServiceMissing, // PTL501
  governingServiceNotHeadless, // PTL502
  externalNameAddress, // PTL503
  externalNameIgnoredFields, // PTL504
  headlessPortDiffers, // PTL505
  hostnameWithoutSubdomain, // PTL506
  notReadyPublished, // PTL507
  noSelectorNoEndpoints, // PTL508
  governingServiceSelectsOthers, // PTL509
  endpointSliceUnattached, // PTL510
  endpointSlicePortName, // PTL511
  endpointsBesideSelector, // PTL512
  endpointIsServiceAddress, // PTL513
  dnsPolicyHostNetwork, // PTL514
  nameInOtherNamespace, // PTL520
  namePortMissing, // PTL521
  externalNameUrl, // PTL522
  hardCodedAddress, // PTL523
  serviceVariableUnresolved, // PTL524
  nameMissing, // PTL525
  localhostPort, // PTL526
  searchListWalk, // PTL527
  backendServiceMissing, // PTL601
  backendPortMissing, // PTL602
  duplicateKey, // PTL901
  configurationNotUnderstood, // PTL910
];
