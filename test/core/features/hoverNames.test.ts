/** Hover on names in values. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hovered } from "../../support/cursor.ts";

const services = `# file: services.yaml
apiVersion: v1
kind: Service
metadata:
  name: cart
  namespace: shop
spec:
  clusterIP: 10.96.12.7
  selector:
    app: cart
  ports:
    - name: http
      port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: cart
  namespace: shop
spec:
  replicas: 3
  serviceName: peers
  selector:
    matchLabels:
      app: cart
  template:
    metadata:
      labels:
        app: cart
    spec:
      containers:
        - name: web
          image: example.com/cart:1
          ports:
            - name: http
              containerPort: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: peers
  namespace: shop
spec:
  clusterIP: None
  selector:
    app: cart
  ports:
    - name: http
      port: 8080
---
apiVersion: v1
kind: Service
metadata:
  name: pay
  namespace: shop
spec:
  type: ExternalName
  externalName: api.pay.example
`;

const client = (value: string, namespace = "shop", name = "X_URL") => `${services}# file: client.yaml
apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: ${namespace}
spec:
  containers:
    - name: web
      image: example.com/web:1
      ports:
        - containerPort: 9000
      env:
        - name: ${name}
          value: ${value}
`;

function card(source: string): readonly string[] {
  const lines = hovered(source)?.split("\n") ?? [];
  assert.ok(lines.length <= 12, "at most twelve lines");
  assert.match(lines[0] ?? "", /^\*\*.+\*\*$/, "the first is a bold answer");
  assert.match(lines.at(-1) ?? "", /^\[Kubernetes: [^\]]+\]\(https:\/\/kubernetes\.io\/docs\/[^)]+\)$/);
  return [
    (lines[0] ?? "").slice(2, -2),
    ...lines.filter((line) => line.startsWith("- ")).map((line) => line.slice(2)),
  ];
}

describe("hover on a name in a value", () => {
  it("says which Service, port and pods", () => {
    assert.deepEqual(card(client("http://ca$0rt:80/items")), [
      "`cart:80` is Service cart in namespace shop",
      "Port 80 leads to 8080 on 3 pods of StatefulSet cart",
      "full name `cart.shop.svc.cluster.local`",
      "a name without a dot is looked up in namespace shop, the namespace of Pod web",
    ]);
    assert.deepEqual(card(client('"http://cart.shop.svc:80$0"', "ops")).slice(0, 2), [
      "`cart.shop.svc:80` is Service cart in namespace shop",
      "Port 80 leads to 8080 on 3 pods of StatefulSet cart",
    ]);
  });
  it("says which port is missing", () => {
    assert.deepEqual(card(client("http://cart:$08080")).slice(1, 3), [
      "it has no port 8080; it has 80",
      "8080 is where pods listen, behind port 80",
    ]);
  });
  it("knows headless Services and their pods", () => {
    assert.deepEqual(card(client("http://cart-0.peers$0:8080")).slice(0, 3), [
      "`cart-0.peers:8080` is one pod behind Service peers in namespace shop",
      "headless: the pods themselves are dialled, on the port on which they listen",
      "pods of StatefulSet cart",
    ]);
  });
  it("knows aliases", () => {
    assert.deepEqual(
      card(client("https://pay$0/v1"))[0],
      "`pay` is Service pay in namespace shop, another name for `api.pay.example`",
    );
    assert.deepEqual(card(client("https://pay$0/v1"))[3], "the server hears `pay` as `Host` and in SNI");
  });
  it("says where else the name is", () => {
    assert.deepEqual(card(client("http://cart$0", "ops")), [
      "No Service `cart` is seen here in namespace ops",
      "Service cart in namespace shop: `cart.shop`",
    ]);
    assert.deepEqual(card(client("http://crat$0.shop.svc", "ops")), [
      "No Service `crat` is seen here in namespace shop",
      "Service cart in namespace shop: `cart.shop`",
    ]);
  });
  it("knows addresses, this pod and variables", () => {
    assert.deepEqual(
      card(client("http://10.96.$012.7"))[0],
      "`10.96.12.7` is the address of Service cart in namespace shop",
    );
    assert.deepEqual(card(client("http://localhost:9$0000")).slice(0, 2), [
      "Port 9000 of the pod itself: Pod web in namespace shop",
      "a container of it declares port 9000",
    ]);
    assert.deepEqual(card(client("$(CART_SERV$0ICE_HOST)")).slice(0, 2), [
      "`CART_SERVICE_HOST` is made of Service cart in namespace shop",
      "it holds `10.96.12.7`",
    ]);
    assert.equal(card(client("$(CART_SERV$0ICE_PORT)"))[1], "it holds `80`");
    assert.equal(card(client("$(CART_PO$0RT_80_TCP)"))[1], "it holds `tcp://10.96.12.7:80`");
    const awaited = (variable: string) =>
      card(client(`$(${variable})`).replace("  clusterIP: 10.96.12.7\n", ""))[1];
    assert.equal(
      awaited("CART_PO$0RT_80_TCP"),
      "it holds `tcp://…:80`, with its address, which the cluster hands out",
    );
    assert.equal(awaited("CART_SERV$0ICE_HOST"), "it holds its address, which the cluster hands out");
    assert.equal(
      card(client("$(PEERS_SERV$0ICE_HOST)"))[0],
      "`$(PEERS_SERVICE_HOST)` stays as it is written: Service peers is headless and has no address",
    );
  });
  it("finds the word in a block", () => {
    const source = `${services}# file: map.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  app.properties: |
    pay=https://pay
    cart=http://cart$0:80
`;
    assert.equal(card(source)[0], "`cart:80` is Service cart in namespace shop");
  });
  it("is silent on somebody else's host, and beside a name", () => {
    assert.equal(hovered(client("https://www.exam$0ple.com")), undefined);
    assert.equal(hovered(client("http://cart/it$0ems")), undefined);
  });
});
