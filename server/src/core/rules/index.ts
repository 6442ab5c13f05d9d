/** Every rule, sorted by code. A rule that is not in this list does not exist. */

import { affinityBehindProxy } from "./affinity-behind-proxy.ts";
import { annotationNotText } from "./annotation-not-text.ts";
import { apiVersionNotServed } from "./api-version-not-served.ts";
import { apiWarning } from "./api-warning.ts";
import { backendPortMissing } from "./backend-port-missing.ts";
import { backendServiceMissing } from "./backend-service-missing.ts";
import { cloudAnnotationIgnored } from "./cloud-annotation-ignored.ts";
import { clusterDnsSingle } from "./cluster-dns-single.ts";
import { componentMisused } from "./component-misused.ts";
import { configurationNotUnderstood } from "./configuration-not-understood.ts";
import { differsFromCluster } from "./differs-from-cluster.ts";
import { dnsPolicyHostNetwork } from "./dns-policy-host-network.ts";
import { duplicateEntry } from "./duplicate-entry.ts";
import { duplicateKey } from "./duplicate-key.ts";
import { duplicateObject } from "./duplicate-object.ts";
import { endpointIsServiceAddress } from "./endpoint-is-service-address.ts";
import { endpointSlicePortName } from "./endpoint-slice-port-name.ts";
import { endpointSliceUnattached } from "./endpoint-slice-unattached.ts";
import { endpointsBesideSelector } from "./endpoints-beside-selector.ts";
import { externalIps } from "./external-ips.ts";
import { externalNameAddress } from "./external-name-address.ts";
import { externalNameIgnoredFields } from "./external-name-ignored-fields.ts";
import { externalNameTarget } from "./external-name-target.ts";
import { externalNameUrl } from "./external-name-url.ts";
import { forbiddenField } from "./forbidden-field.ts";
import { generatorRefused } from "./generator-refused.ts";
import { governingServiceMissing } from "./governing-service-missing.ts";
import { governingServiceNotHeadless } from "./governing-service-not-headless.ts";
import { governingServiceSelectsOthers } from "./governing-service-selects-others.ts";
import { grpcBalancedPerConnection } from "./grpc-balanced-per-connection.ts";
import { hardCodedAddress } from "./hard-coded-address.ts";
import { headlessPortDiffers } from "./headless-port-differs.ts";
import { hostnameShared } from "./hostname-shared.ts";
import { hostnameTooLong } from "./hostname-too-long.ts";
import { hostnameWithoutSubdomain } from "./hostname-without-subdomain.ts";
import { internalTrafficPolicyLocal } from "./internal-traffic-policy-local.ts";
import { invalidValue } from "./invalid-value.ts";
import { kindPortMappingUnused } from "./kind-port-mapping-unused.ts";
import { kustomizationCycle } from "./kustomization-cycle.ts";
import { kustomizationFieldDeprecated } from "./kustomization-field-deprecated.ts";
import { kustomizationFieldUnknown } from "./kustomization-field-unknown.ts";
import { kustomizationFileMissing } from "./kustomization-file-missing.ts";
import { localPolicyUneven } from "./local-policy-uneven.ts";
import { localhostPort } from "./localhost-port.ts";
import { manyLoadBalancers } from "./many-load-balancers.ts";
import { meshHostMissing } from "./mesh-host-missing.ts";
import { monitorPortMissing } from "./monitor-port-missing.ts";
import { monitorSelectsNothing } from "./monitor-selects-nothing.ts";
import { nameInOtherNamespace } from "./name-in-other-namespace.ts";
import { nameMissing } from "./name-missing.ts";
import { namePortMissing } from "./name-port-missing.ts";
import { ndotsTooLow } from "./ndots-too-low.ts";
import { noPodReady } from "./no-pod-ready.ts";
import { noSelectorNoEndpoints } from "./no-selector-no-endpoints.ts";
import { noSinglePod } from "./no-single-pod.ts";
import { nodePortOutOfRange } from "./node-port-out-of-range.ts";
import { nodePortTaken } from "./node-port-taken.ts";
import { notReadyPublished } from "./not-ready-published.ts";
import { outsideNameWalk } from "./outside-name-walk.ts";
import { ownLabelsMatch } from "./own-labels-match.ts";
import { patchRefused } from "./patch-refused.ts";
import { patchTargetMissing } from "./patch-target-missing.ts";
import { policyNamesServicePort } from "./policy-names-service-port.ts";
import { policyPeerMatchesNothing } from "./policy-peer-matches-nothing.ts";
import { policyPortNameUnresolved } from "./policy-port-name-unresolved.ts";
import { policySelectsNothing } from "./policy-selects-nothing.ts";
import { portWithoutName } from "./port-without-name.ts";
import { probePortMissing } from "./probe-port-missing.ts";
import { readinessProbeMissing } from "./readiness-probe-missing.ts";
import { referenceNotPermitted } from "./reference-not-permitted.ts";
import { requiredFieldMissing } from "./required-field-missing.ts";
import type { AnyRule } from "./rule.ts";
import { searchListTooLong } from "./search-list-too-long.ts";
import { searchListWalk } from "./search-list-walk.ts";
import { selectorLeavesPods } from "./selector-leaves-pods.ts";
import { selectorMatchesNothing } from "./selector-matches-nothing.ts";
import { selectorMatchesOtherNamespace } from "./selector-matches-other-namespace.ts";
import { serviceVariableMisread } from "./service-variable-misread.ts";
import { serviceVariableUnresolved } from "./service-variable-unresolved.ts";
import { severalWorkloads } from "./several-workloads.ts";
import { sourceRangesBypassed } from "./source-ranges-bypassed.ts";
import { sourceRangesMissing } from "./source-ranges-missing.ts";
import { srvPortMissing } from "./srv-port-missing.ts";
import { targetPortNameUnresolved } from "./target-port-name-unresolved.ts";
import { targetPortProtocol } from "./target-port-protocol.ts";
import { targetPortUndeclared } from "./target-port-undeclared.ts";
import { tooLong } from "./too-long.ts";
import { topologyWithoutEffect } from "./topology-without-effect.ts";
import { transformerRefused } from "./transformer-refused.ts";
import { unknownField } from "./unknown-field.ts";
import { unsupportedValue } from "./unsupported-value.ts";
import { variableDefinedLater } from "./variable-defined-later.ts";
import { workloadSelectorMismatch } from "./workload-selector-mismatch.ts";
import { workloadWithoutService } from "./workload-without-service.ts";
import { wrongType } from "./wrong-type.ts";

export const rules: readonly AnyRule[] = [
  selectorMatchesNothing, // PTL101
  selectorMatchesOtherNamespace, // PTL102
  ownLabelsMatch, // PTL103
  noSinglePod, // PTL104
  severalWorkloads, // PTL105
  workloadSelectorMismatch, // PTL106
  selectorLeavesPods, // PTL107
  noPodReady, // PTL108
  targetPortNameUnresolved, // PTL201
  targetPortUndeclared, // PTL202
  targetPortProtocol, // PTL203
  probePortMissing, // PTL204
  nodePortTaken, // PTL301
  externalIps, // PTL302
  sourceRangesBypassed, // PTL303
  cloudAnnotationIgnored, // PTL304
  annotationNotText, // PTL305
  manyLoadBalancers, // PTL306
  sourceRangesMissing, // PTL307
  nodePortOutOfRange, // PTL308
  kindPortMappingUnused, // PTL309
  grpcBalancedPerConnection, // PTL401
  internalTrafficPolicyLocal, // PTL402
  affinityBehindProxy, // PTL403
  topologyWithoutEffect, // PTL404
  localPolicyUneven, // PTL405
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
  ndotsTooLow, // PTL515
  searchListTooLong, // PTL516
  hostnameTooLong, // PTL517
  hostnameShared, // PTL518
  externalNameTarget, // PTL519
  nameInOtherNamespace, // PTL520
  namePortMissing, // PTL521
  externalNameUrl, // PTL522
  hardCodedAddress, // PTL523
  serviceVariableUnresolved, // PTL524
  nameMissing, // PTL525
  localhostPort, // PTL526
  searchListWalk, // PTL527
  serviceVariableMisread, // PTL528
  variableDefinedLater, // PTL529
  srvPortMissing, // PTL530
  outsideNameWalk, // PTL531
  backendServiceMissing, // PTL601
  backendPortMissing, // PTL602
  monitorSelectsNothing, // PTL603
  monitorPortMissing, // PTL604
  meshHostMissing, // PTL605
  referenceNotPermitted, // PTL606
  policySelectsNothing, // PTL701
  policyPeerMatchesNothing, // PTL702
  policyNamesServicePort, // PTL703
  policyPortNameUnresolved, // PTL704
  wrongType, // PTL801
  unknownField, // PTL802
  requiredFieldMissing, // PTL803
  invalidValue, // PTL804
  unsupportedValue, // PTL805
  forbiddenField, // PTL806
  duplicateEntry, // PTL807
  tooLong, // PTL808
  apiWarning, // PTL809
  apiVersionNotServed, // PTL810
  duplicateKey, // PTL901
  readinessProbeMissing, // PTL902
  portWithoutName, // PTL903
  workloadWithoutService, // PTL904
  clusterDnsSingle, // PTL905
  differsFromCluster, // PTL906
  configurationNotUnderstood, // PTL910
  kustomizationFileMissing, // PTL920
  kustomizationCycle, // PTL921
  componentMisused, // PTL922
  duplicateObject, // PTL923
  patchTargetMissing, // PTL924
  patchRefused, // PTL925
  kustomizationFieldUnknown, // PTL926
  kustomizationFieldDeprecated, // PTL927
  generatorRefused, // PTL928
  transformerRefused, // PTL929
];
