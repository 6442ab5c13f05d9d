/** Ingress, IngressClass, NetworkPolicy (networking.k8s.io/v1) and EndpointSlice (discovery.k8s.io/v1). */
import type { Structs } from "./struct.ts";

export const networkingStructs: Structs = {
  Ingress: "kind apiVersion metadata:ObjectMeta spec:IngressSpec status:any",
  IngressSpec: "ingressClassName defaultBackend:IngressBackend tls:[]IngressTLS rules:[]IngressRule",
  IngressBackend: "service:IngressServiceBackend resource:TypedLocalObjectReference",
  IngressServiceBackend: "name port:ServiceBackendPort",
  ServiceBackendPort: "name number:int32",
  IngressTLS: "hosts:[]string secretName",
  IngressRule: "host http:HTTPIngressRuleValue",
  HTTPIngressRuleValue: "paths:[]HTTPIngressPath",
  HTTPIngressPath: "path pathType backend:IngressBackend",
  IngressClass: "kind apiVersion metadata:ObjectMeta spec:IngressClassSpec",
  IngressClassSpec: "controller parameters:IngressClassParametersReference",
  IngressClassParametersReference: "apiGroup kind name scope namespace",
  NetworkPolicy: "kind apiVersion metadata:ObjectMeta spec:NetworkPolicySpec",
  NetworkPolicySpec: `
    podSelector:LabelSelector ingress:[]NetworkPolicyIngressRule egress:[]NetworkPolicyEgressRule
    policyTypes:[]string`,
  NetworkPolicyIngressRule: "ports:[]NetworkPolicyPort from:[]NetworkPolicyPeer",
  NetworkPolicyEgressRule: "ports:[]NetworkPolicyPort to:[]NetworkPolicyPeer",
  NetworkPolicyPort: "protocol port:IntOrString endPort:int32",
  NetworkPolicyPeer: "podSelector:LabelSelector namespaceSelector:LabelSelector ipBlock:IPBlock",
  IPBlock: "cidr except:[]string",
  TypedLocalObjectReference: "apiGroup kind name",
  EndpointSlice: `
    kind apiVersion metadata:ObjectMeta addressType endpoints:[]Endpoint ports:[]discovery.EndpointPort`,
  Endpoint: `
    addresses:[]string conditions:EndpointConditions hostname targetRef:any
    deprecatedTopology:map[string]string nodeName zone hints:EndpointHints`,
  EndpointConditions: "ready:bool serving:bool terminating:bool",
  EndpointHints: "forZones:[]ForZone forNodes:[]ForNode",
  ForZone: "name",
  ForNode: "name",
  "discovery.EndpointPort": "name protocol port:int32 appProtocol",
};
