/** What merge patches make of objects, each as kustomize 5.5 answers it. */
export interface Case {
  readonly what: string;
  readonly kind: keyof typeof HEADS;
  readonly object: string;
  readonly patch: string;
  /** Undefined: the object is gone. */
  readonly gives: string | undefined;
}

export const HEADS = {
  Deployment: "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n",
  StatefulSet: "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: web}\n",
  Pod: "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\n",
  Service: "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n",
  ServiceAccount: "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: web}\n",
  Ingress: "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\n",
  NetworkPolicy: "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: web}\n",
  EndpointSlice: "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\n",
  Webhooks:
    "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingWebhookConfiguration\nmetadata: {name: web}\n",
  HorizontalPodAutoscaler:
    "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\n",
  Rollout: "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: web}\n",
} as const;

export const cases: readonly Case[] = [
  {
    what: "fields are merged, new ones added",
    kind: "Service",
    object: "spec: {type: ClusterIP, selector: {app: web}}",
    patch: "spec: {type: NodePort, selector: {tier: front}}",
    gives: "spec: {type: NodePort, selector: {app: web, tier: front}}",
  },
  {
    what: "null takes a field away, an empty mapping does not",
    kind: "Service",
    object: "spec: {type: NodePort, selector: {app: web, tier: a}, externalIPs: [192.0.2.1]}",
    patch: "spec: {type: null, selector: {tier: ~}, externalIPs: null, sessionAffinityConfig: {}}",
    gives: "spec: {selector: {app: web}, sessionAffinityConfig: {}}",
  },
  {
    what: "nulls of a field that is new are left out",
    kind: "Service",
    object: "spec: {}",
    patch: "spec: {selector: {app: web, tier: null}}",
    gives: "spec: {selector: {app: web}}",
  },
  {
    what: "a key without a value goes, a null that is spelt out stays",
    kind: "Service",
    object: "spec:\n  type:\n  selector: null\n  clusterIP: ~\n",
    patch: "spec: {sessionAffinity: None}",
    gives: "spec: {selector: null, clusterIP: null, sessionAffinity: None}",
  },
  {
    what: "ports of a Service are one by port and protocol",
    kind: "Service",
    object: "spec: {ports: [{port: 80, protocol: TCP, name: a}, {port: 80, protocol: UDP, name: b}]}",
    patch: "spec: {ports: [{port: 80, protocol: UDP, targetPort: 8080}]}",
    gives:
      "spec: {ports: [{port: 80, protocol: TCP, name: a}, {port: 80, protocol: UDP, name: b, targetPort: 8080}]}",
  },
  {
    what: "ports without protocols are one by port",
    kind: "Service",
    object: "spec: {ports: [{port: 80, name: a}, {port: 81, name: b}]}",
    patch: "spec: {ports: [{port: 81, targetPort: 8081}, {port: 82}]}",
    gives: "spec: {ports: [{port: 81, name: b, targetPort: 8081}, {port: 82}, {port: 80, name: a}]}",
  },
  {
    what: "a port without a protocol does not find the one with a protocol, once some have one",
    kind: "Service",
    object: "spec: {ports: [{port: 80, protocol: TCP, name: a}]}",
    patch: "spec: {ports: [{port: 80, name: x}]}",
    gives: "spec: {ports: [{port: 80, protocol: TCP, name: a}]}",
  },
  {
    what: "containers by name, what is new stands first",
    kind: "Deployment",
    object: "spec: {template: {spec: {containers: [{name: a, image: a:1}, {name: b, image: b:1}]}}}",
    patch: "spec: {template: {spec: {containers: [{name: new, image: n}, {name: b, image: b:2}]}}}",
    gives:
      "spec: {template: {spec: {containers: [{name: new, image: n}, {name: b, image: b:2}, {name: a, image: a:1}]}}}",
  },
  {
    what: "environment, mounts and container ports by their keys; arguments and envFrom as a whole",
    kind: "Pod",
    object: `spec:
  containers:
    - name: a
      args: [x, y]
      env: [{name: A, value: "1"}, {name: B, value: "2"}]
      envFrom: [{configMapRef: {name: c}}]
      ports: [{containerPort: 80, protocol: TCP}, {containerPort: 80, protocol: UDP}]
      volumeMounts: [{mountPath: /a, name: v}]
`,
    patch: `spec:
  containers:
    - name: a
      args: [z]
      env: [{name: B, value: "3"}]
      envFrom: [{secretRef: {name: s}}]
      ports: [{containerPort: 80, protocol: TCP, name: http}]
      volumeMounts: [{mountPath: /a, readOnly: true}, {mountPath: /b, name: w}]
`,
    gives: `spec:
  containers:
    - name: a
      args: [z]
      env: [{name: B, value: "3"}, {name: A, value: "1"}]
      envFrom: [{secretRef: {name: s}}]
      ports: [{containerPort: 80, protocol: TCP, name: http}, {containerPort: 80, protocol: UDP}]
      volumeMounts: [{mountPath: /a, name: v, readOnly: true}, {mountPath: /b, name: w}]
`,
  },
  {
    what: "volumes, pull secrets, host aliases and spreading by their keys; tolerations as a whole",
    kind: "Pod",
    object: `spec:
  volumes: [{name: v, emptyDir: {}}]
  imagePullSecrets: [{name: a}]
  hostAliases: [{ip: 192.0.2.1, hostnames: [a]}]
  tolerations: [{key: a}]
  topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 1}]
`,
    patch: `spec:
  volumes: [{name: v, configMap: {name: c}}]
  imagePullSecrets: [{name: b}]
  hostAliases: [{ip: 192.0.2.1, hostnames: [b]}]
  tolerations: [{key: b}]
  topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 2}]
`,
    gives: `spec:
  volumes: [{name: v, emptyDir: {}, configMap: {name: c}}]
  imagePullSecrets: [{name: b}, {name: a}]
  hostAliases: [{ip: 192.0.2.1, hostnames: [b]}]
  tolerations: [{key: b}]
  topologySpreadConstraints: [{topologyKey: zone, whenUnsatisfiable: DoNotSchedule, maxSkew: 2}]
`,
  },
  {
    what: "claims of a StatefulSet are replaced as a whole",
    kind: "StatefulSet",
    object: "spec: {volumeClaimTemplates: [{metadata: {name: a}, spec: {}}, {metadata: {name: b}}]}",
    patch: "spec: {volumeClaimTemplates: [{metadata: {name: a}}]}",
    gives: "spec: {volumeClaimTemplates: [{metadata: {name: a}}]}",
  },
  {
    what: "rules of an Ingress are replaced as a whole",
    kind: "Ingress",
    object: "spec: {rules: [{host: a}, {host: b}], tls: [{hosts: [a]}]}",
    patch: "spec: {rules: [{host: c}]}",
    gives: "spec: {rules: [{host: c}], tls: [{hosts: [a]}]}",
  },
  {
    what: "lists of a NetworkPolicy are replaced as a whole",
    kind: "NetworkPolicy",
    object: "spec: {policyTypes: [Ingress], ingress: [{from: [{podSelector: {}}]}]}",
    patch: "spec: {policyTypes: [Ingress, Egress], ingress: [{ports: [{port: 80}]}]}",
    gives: "spec: {policyTypes: [Ingress, Egress], ingress: [{ports: [{port: 80}]}]}",
  },
  {
    what: "so are endpoints",
    kind: "EndpointSlice",
    object: "endpoints: [{addresses: [192.0.2.1]}]\nports: [{port: 80}]",
    patch: "endpoints: [{addresses: [192.0.2.2]}]",
    gives: "endpoints: [{addresses: [192.0.2.2]}]\nports: [{port: 80}]",
  },
  {
    what: "webhooks and the secrets of an account by name",
    kind: "Webhooks",
    object: "webhooks: [{name: a.x.io, failurePolicy: Fail}, {name: b.x.io}]",
    patch: "webhooks: [{name: b.x.io, failurePolicy: Ignore}]",
    gives: "webhooks: [{name: b.x.io, failurePolicy: Ignore}, {name: a.x.io, failurePolicy: Fail}]",
  },
  {
    what: "pull secrets of an account are a list like any other",
    kind: "ServiceAccount",
    object: "secrets: [{name: a}]\nimagePullSecrets: [{name: a}]",
    patch: "secrets: [{name: b}]\nimagePullSecrets: [{name: b}]",
    gives: "secrets: [{name: b}, {name: a}]\nimagePullSecrets: [{name: b}]",
  },
  {
    what: "lists of custom resources are replaced as a whole, even if they hold containers",
    kind: "Rollout",
    object: "spec: {template: {spec: {containers: [{name: a, image: a}, {name: b}]}}}",
    patch: "spec: {template: {spec: {containers: [{name: a, args: [x]}]}}}",
    gives: "spec: {template: {spec: {containers: [{name: a, args: [x]}]}}}",
  },
  {
    what: "an object inside a custom resource is what it says it is",
    kind: "Rollout",
    object: "spec: {pod: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: a}]}}}",
    patch: "spec: {pod: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, args: [x]}]}}}",
    gives: "spec: {pod: {apiVersion: v1, kind: Pod, spec: {containers: [{name: a, image: a, args: [x]}]}}}",
  },
  {
    what: "a version that is younger than kustomize's schema is a custom resource to it",
    kind: "HorizontalPodAutoscaler",
    object: "status: {conditions: [{type: A}]}",
    patch: "status: {conditions: [{type: B}]}",
    gives: "status: {conditions: [{type: B}]}",
  },
  {
    what: "finalizers are a set",
    kind: "Service",
    object: "metadata: {name: web, finalizers: [a, b]}",
    patch: "metadata: {name: web, finalizers: [c, a]}",
    gives: "metadata: {name: web, finalizers: [c, a, b]}",
  },
  {
    what: "$patch: delete takes an element away",
    kind: "Deployment",
    object: "spec: {template: {spec: {containers: [{name: a}, {name: b}]}}}",
    patch: "spec: {template: {spec: {containers: [{name: a, $patch: delete}]}}}",
    gives: "spec: {template: {spec: {containers: [{name: b}]}}}",
  },
  {
    what: "$patch: delete takes a mapping away, and a whole list",
    kind: "Deployment",
    object:
      "spec: {strategy: {type: Recreate}, template: {spec: {volumes: [{name: a}], containers: [{name: a}]}}}",
    patch: "spec: {strategy: {$patch: delete}, template: {spec: {volumes: [{$patch: delete}]}}}",
    gives: "spec: {template: {spec: {containers: [{name: a}]}}}",
  },
  {
    what: "$patch: replace puts a mapping in the place of the old one",
    kind: "Deployment",
    object: "spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}",
    patch: "spec: {strategy: {$patch: replace, type: Recreate}}",
    gives: "spec: {strategy: {type: Recreate}}",
  },
  {
    what: "$patch: replace as an element of its own replaces the list",
    kind: "Deployment",
    object: "spec: {template: {spec: {containers: [{name: a}, {name: b}]}}}",
    patch: "spec: {template: {spec: {containers: [{name: z, image: z}, {$patch: replace}]}}}",
    gives: "spec: {template: {spec: {containers: [{name: z, image: z}]}}}",
  },
  {
    what: "$patch: replace inside an element does nothing",
    kind: "Deployment",
    object: "spec: {template: {spec: {containers: [{name: a, image: a, args: [x]}]}}}",
    patch: "spec: {template: {spec: {containers: [{name: a, image: z, $patch: replace}]}}}",
    gives: "spec: {template: {spec: {containers: [{name: a, image: a, args: [x]}]}}}",
  },
  {
    what: "$patch: merge says what holds anyway",
    kind: "Service",
    object: "spec: {selector: {app: web}}",
    patch: "spec: {selector: {$patch: merge, tier: a}}",
    gives: "spec: {selector: {app: web, tier: a}}",
  },
  {
    what: "$patch: delete of the whole object",
    kind: "Service",
    object: "spec: {type: ClusterIP}",
    patch: "$patch: delete",
    gives: undefined,
  },
  {
    what: "directives that kustomize does not follow end up in the object",
    kind: "Deployment",
    object: "spec: {strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}",
    patch: "spec: {strategy: {$retainKeys: [type], type: Recreate}, $setElementOrder/x: [{name: a}]}",
    gives:
      "spec: {$setElementOrder/x: [{name: a}], strategy: {$retainKeys: [type], type: Recreate, rollingUpdate: {maxSurge: 1}}}",
  },
  {
    what: "a quoted value stays a text, a bare one takes the patch's type",
    kind: "Service",
    object: "metadata: {name: web, annotations: {a: \"80\", b: x, c: 'y'}}",
    patch: 'metadata: {name: web, annotations: {a: 81, b: "82", c: true}}',
    gives: 'metadata: {name: web, annotations: {a: "81", b: "82", c: "true"}}',
  },
  {
    what: "kind, name and namespace stay",
    kind: "Service",
    object: "metadata: {name: web, namespace: shop}",
    patch: "metadata: {name: other, namespace: else, labels: {a: b}}",
    gives: "metadata: {name: web, namespace: shop, labels: {a: b}}",
  },
  {
    what: "no namespace can be given",
    kind: "Service",
    object: "spec: {}",
    patch: "metadata: {name: web, namespace: shop}",
    gives: "spec: {}",
  },
  {
    what: "of two elements with one name the last is left, as it was",
    kind: "Pod",
    object: "spec: {containers: [{name: a, env: [{name: A, value: x}, {name: A, value: y}]}]}",
    patch: "spec: {containers: [{name: a, env: [{name: A, value: z}]}]}",
    gives: "spec: {containers: [{name: a, env: [{name: A, value: y}]}]}",
  },
  {
    what: "the last element of a list leaves it empty",
    kind: "Pod",
    object: "spec: {volumes: [{name: a}]}",
    patch: "spec: {volumes: [{name: a, $patch: delete}]}",
    gives: "spec: {volumes: []}",
  },
];
