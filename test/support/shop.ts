/** A small workspace for tests of the printers: a Service that misses its pods by a slip of the pen. */

export const service = `apiVersion: v1
kind: Service
metadata:
  name: cart
spec:
  selector:
    app: crat
  ports:
    - port: 80
      targetPort: 8080
`;

export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
spec:
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: cart
          image: cart
          ports:
            - containerPort: 8080
`;

export const shop = { "service.yaml": service, "deployment.yaml": deployment };

/** Two faults, one of which has one right answer, and a file that is no text. */
export const mixed = {
  "shop/service.yaml": service,
  "shop/deployment.yaml": deployment,
  "shop/odd.yaml": service
    .replace("name: cart", "name: cart2")
    .replace("app: crat", "app: cart")
    .replace("targetPort: 8080", "targetPort: http"),
  "logo.yaml": Buffer.from([0, 1, 2]),
};
