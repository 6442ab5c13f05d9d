/** A cluster that was dumped, for the examples of rules that compare it with manifests. */
export const cartService = (spec: string) => `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
${spec}  selector:
    app: cart
  ports:
    - port: 80
`;

export const cartSeen = `apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
  uid: 5f1a
spec:
  type: ClusterIP
  clusterIP: 10.96.31.4
  clusterIPs:
    - 10.96.31.4
  selector:
    app: cart
  ports:
    - port: 80
      protocol: TCP
      targetPort: 80
`;

export const podSeen = (ready: "True" | "False") => `apiVersion: v1
kind: Pod
metadata:
  name: cart-7d4b9c6f5c-2xkzq
  namespace: shop
  uid: 0b7c
  labels:
    app: cart
spec:
  containers:
    - name: cart
      image: example.com/cart:1
status:
  phase: Running
  podIP: 10.244.1.12
  conditions:
    - type: Ready
      status: "${ready}"
`;

export const sliceSeen = `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: cart-x7kzv
  namespace: shop
  uid: 77aa
  labels:
    endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
    kubernetes.io/service-name: cart
addressType: IPv4
ports:
  - port: 80
endpoints:
  - addresses:
      - 10.244.1.12
    conditions:
      ready: true
`;

export const cartDeployment = (app: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${app}
  namespace: shop
spec:
  selector:
    matchLabels:
      app: ${app}
  template:
    metadata:
      labels:
        app: ${app}
    spec:
      containers:
        - name: main
          image: example.com/cart:1
          ports:
            - containerPort: 80
`;

/** The name of the file of a dump, in examples. */
export const STATE_FILE = "state.yaml";
