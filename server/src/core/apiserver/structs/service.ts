/** Service, Endpoints, Namespace (core/v1). */
import type { Structs } from "./struct.ts";

export const serviceStructs: Structs = {
  Service: "kind apiVersion metadata:ObjectMeta spec:ServiceSpec status:any",
  ServiceSpec: `
    ports:[]ServicePort selector:map[string]string clusterIP clusterIPs:[]string type externalIPs:[]string
    sessionAffinity loadBalancerIP loadBalancerSourceRanges:[]string externalName externalTrafficPolicy
    healthCheckNodePort:int32 publishNotReadyAddresses:bool sessionAffinityConfig:SessionAffinityConfig
    ipFamilies:[]string ipFamilyPolicy allocateLoadBalancerNodePorts:bool loadBalancerClass
    internalTrafficPolicy trafficDistribution`,
  ServicePort: "name protocol appProtocol port:int32 targetPort:IntOrString nodePort:int32",
  SessionAffinityConfig: "clientIP:ClientIPConfig",
  ClientIPConfig: "timeoutSeconds:int32",
  Endpoints: "kind apiVersion metadata:ObjectMeta subsets:[]EndpointSubset",
  EndpointSubset: "addresses:[]EndpointAddress notReadyAddresses:[]EndpointAddress ports:[]EndpointPort",
  EndpointAddress: "ip hostname nodeName targetRef:any",
  EndpointPort: "name port:int32 protocol appProtocol",
  Namespace: "kind apiVersion metadata:ObjectMeta spec:NamespaceSpec status:any",
  NamespaceSpec: "finalizers:[]string",
};
