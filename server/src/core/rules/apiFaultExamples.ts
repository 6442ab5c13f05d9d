/** Manifests for the examples of the rules that speak for the API server: complete, so that nothing else is said of them. */

/** A Service and the Deployment behind it; `ports` are the lines of one entry, or of several. */
export function webService(ports: string, more = ""): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
${more}  ports:
${ports}
---
${webDeployment("replicas: 2")}`;
}

/** `more`: a line of `spec`. */
export function webDeployment(more: string, apiVersion = "apps/v1"): string {
  return `apiVersion: ${apiVersion}
kind: Deployment
metadata:
  name: web
spec:
  ${more}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.com/web:1
`;
}
