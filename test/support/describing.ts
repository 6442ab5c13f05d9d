/** A small shop that is described: a Service of every type, pods with and without names, an Ingress, a policy, some faults. */
const shop = `apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop }
spec:
  type: NodePort
  selector: { app: web }
  ports:
    - { name: http, port: 80, targetPort: http, nodePort: 30080 }
    - { name: metrics, port: 9100 }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 3
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      terminationGracePeriodSeconds: 45
      containers:
        - name: nginx
          image: nginx:1.29
          ports: [{ name: http, containerPort: 8080 }, { name: metrics, containerPort: 9100 }]
          readinessProbe: { httpGet: { path: /ready, port: http } }
          lifecycle: { preStop: { exec: { command: [sh, -c, "sleep 10"] } } }
          env:
            - { name: DATABASE_URL, value: "postgres://db-0.db.shop:5432/$(SHOP_NAME)" }
            - { name: EDGE_PORT, value: "8443" }
            - { name: PASSWORD, valueFrom: { secretKeyRef: { name: db, key: password } } }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: front, namespace: shop }
spec:
  rules:
    - host: shop.example.com
      http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { name: http } } } }] }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web-in, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, ingress: [{}] }
`;

const data = `apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec:
  clusterIP: None
  selector: { app: db }
  ports: [{ name: pg, port: 5432, targetPort: 15432 }]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: shop }
spec:
  replicas: 2
  serviceName: db
  selector: { matchLabels: { app: db } }
  template:
    metadata: { labels: { app: db } }
    spec:
      enableServiceLinks: false
      containers: [{ name: postgres, image: "postgres:18", ports: [{ containerPort: 15432 }] }]
`;

const edge = `apiVersion: v1
kind: Service
metadata: { name: edge, namespace: shop }
spec:
  type: LoadBalancer
  clusterIP: 10.96.31.9
  externalTrafficPolicy: Local
  sessionAffinity: ClientIP
  loadBalancerSourceRanges: [198.51.100.0/24]
  selector: { app: edge }
  ports: [{ port: 443, targetPort: 8443, nodePort: 30443 }]
---
apiVersion: apps/v1
kind: DaemonSet
metadata: { name: edge, namespace: shop }
spec:
  selector: { matchLabels: { app: edge } }
  template:
    metadata: { labels: { app: edge } }
    spec: { hostNetwork: true, containers: [{ name: proxy, image: "proxy:1", ports: [{ containerPort: 8443 }] }] }
---
apiVersion: v1
kind: Service
metadata: { name: mail, namespace: shop }
spec: { type: ExternalName, externalName: smtp.example.net }
---
apiVersion: v1
kind: Service
metadata: { name: legacy, namespace: shop }
spec: { ports: [{ name: sql, port: 1433 }] }
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: legacy-1, namespace: shop, labels: { kubernetes.io/service-name: legacy } }
addressType: IPv4
ports: [{ name: sql, port: 1433 }]
endpoints:
  - { addresses: [192.0.2.10], nodeName: old-1, zone: cellar }
  - { addresses: [192.0.2.11], conditions: { ready: false } }
`;

const faults = `apiVersion: v1
kind: Service
metadata: { name: lost, namespace: shop }
spec: { selector: { app: wbe }, ports: [{ port: 80 }] }
---
apiVersion: v1
kind: Service
metadata: { name: misnamed, namespace: shop }
spec: { selector: { app: web }, ports: [{ name: a, port: 80, targetPort: htpp }, { name: b, port: 81, targetPort: http }] }
---
apiVersion: v1
kind: Service
metadata: { name: refused, namespace: shop }
spec: { selector: { app: web }, ports: [{ port: 70000 }] }
---
apiVersion: batch/v1
kind: Job
metadata: { name: seed, namespace: shop }
spec: { template: { spec: { restartPolicy: Never, containers: [{ name: seed, image: "seed:1" }] } } }
`;

export const describedWorld: Readonly<Record<string, string>> = {
  "shop/data.yaml": data,
  "shop/edge.yaml": edge,
  "shop/faults.yaml": faults,
  "shop/shop.yaml": shop,
};
