import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mentionsIn } from "../../../server/src/core/network/mentions.ts";
import type { Text } from "../../../server/src/core/resources/texts.ts";

/** `form host:port` of every mention; each stretch is where it says. */
function said(text: string, place: Text["place"] = "env", name = ""): readonly string[] {
  return mentionsIn({ path: [], text, place, name }).map((mention) => {
    const at = text.slice(mention.at.start, mention.at.end);
    if (mention.kind === "variable") {
      assert.equal(at, `$(${mention.name})`);
      return mention.name;
    }
    const { form, host, port, openPort, absolute } = mention;
    assert.equal(at, absolute ? `${host}.` : host);
    if (port) assert.equal(text.slice(port.at.start, port.at.end), String(port.number));
    const dialled = port ? `:${port.number}` : openPort ? ":?" : "";
    return `${form} ${at}${dialled}`;
  });
}

describe("hosts that a text mentions", () => {
  it("stand in URLs", () => {
    assert.deepEqual(said("http://cart"), ["url cart"]);
    assert.deepEqual(said("http://cart:8080/items?x=1"), ["url cart:8080"]);
    assert.deepEqual(said("postgres://shop:$(PASSWORD)@db:5432/shop"), ["url db:5432"]);
    assert.deepEqual(said("jdbc:postgresql://db.shop:5432/x"), ["url db.shop:5432"]);
    assert.deepEqual(said("amqp://mq-0.mq:5672,mq-1.mq:5672/"), ["url mq-0.mq:5672", "url mq-1.mq:5672"]);
    assert.deepEqual(said("see (http://cart:80), then"), ["url cart:80"]);
    assert.deepEqual(said("--to=http://cart.shop.svc:80", "argument"), ["url cart.shop.svc:80"]);
    assert.deepEqual(said("http://$(HOST):80/ http://cart:$(PORT)/"), ["url cart:?"]);
    assert.deepEqual(said("postgresql+psycopg2://db/x"), ["url db"]);
  });
  it("are not in what names something else", () => {
    for (const text of [
      "s3://cart/x",
      "oci://cart:80",
      "spiffe://cart/ns",
      "file:///cart",
      "mongodb+srv://cart/x",
    ])
      assert.deepEqual(said(text), [], text);
    for (const text of [
      "http://{{ .Host }}:80",
      "http://${HOST}:80",
      "http://<host>:80",
      "http://*.shop.svc",
    ])
      assert.deepEqual(said(text), [], text);
    assert.deepEqual(said("https://HOST:80 http://[::1]:80 http://user:pa/ss@db"), []);
  });
  it("are cluster names anywhere", () => {
    assert.deepEqual(said("ask cart.shop.svc, or mail.ops.svc.cluster.local.:25"), [
      "name cart.shop.svc",
      "address mail.ops.svc.cluster.local.:25",
    ]);
    assert.deepEqual(said("db-0.db.shop.svc.cluster.local:5432"), [
      "address db-0.db.shop.svc.cluster.local:5432",
    ]);
    for (const text of ["$(POD).cart.shop.svc", "cart.shop.svc.$(ZONE)", "*.shop.svc", "cart.${NS}.svc"])
      assert.deepEqual(said(text), [], text);
  });
  it("are bare names where the form or the name says so", () => {
    assert.deepEqual(said("cart:8080"), ["address cart:8080"]);
    assert.deepEqual(said("cart", "env", "CART_HOST"), ["name cart"]);
    assert.deepEqual(said("cart", "env", "cartAddr"), ["name cart"]);
    assert.deepEqual(said("--redis-addr=cart", "argument"), ["name cart"]);
    assert.deepEqual(said("kafka:9092, kafka-2:9092"), ["address kafka:9092", "address kafka-2:9092"]);
    for (const name of [
      "CART_NAME",
      "HOSTNAME",
      "SERVICE",
      "OTEL_SERVICE",
      "LISTEN_ADDR",
      "PUBLISHED_SERVICE",
    ])
      assert.deepEqual(said("cart", "env", name), [], name);
  });
  it("are no versions and no images", () => {
    assert.deepEqual(said("redis:7"), []);
    assert.deepEqual(said("redis:6379", "env", "CACHE_IMAGE"), []);
    assert.deepEqual(said("redis:7", "env", "REDIS_HOST"), ["address redis:7"]);
    assert.deepEqual(said("1.2", "env", "API_HOST"), ["name 1.2"]);
  });
  it("are addresses that stand alone", () => {
    assert.deepEqual(said("10.96.0.7"), ["name 10.96.0.7"]);
    assert.deepEqual(said("http://10.96.0.7:80 and 10.96.0.8:443"), [
      "url 10.96.0.7:80",
      "address 10.96.0.8:443",
    ]);
    assert.deepEqual(said("10.96.0.0/12 v1.2.3.4 app:1.2.3.4 1.2.3.4.5"), []);
  });
  it("stand in files, line by line, but not in comments", () => {
    const file = "# http://old:80\nredis.host=cart\nurl: 'http://web'\n  - addr: mail:25\nname: cart\n";
    assert.deepEqual(said(file, "config", "app.properties"), ["name cart", "url web", "address mail:25"]);
    assert.deepEqual(said('{\n  "redisHost": "cart",\n  "x": 1\n}', "config"), ["name cart"]);
    assert.deepEqual(said("sleep 1\r\ncurl localhost:8080/x\r\n", "argument"), ["address localhost:8080"]);
  });
  it("are variables of Services, where the kubelet reads them", () => {
    assert.deepEqual(said("http://$(CART_SERVICE_HOST):$(CART_SERVICE_PORT_HTTP)"), [
      "CART_SERVICE_HOST",
      "CART_SERVICE_PORT_HTTP",
    ]);
    assert.deepEqual(said("$(CART_PORT_80_TCP_ADDR)"), ["CART_PORT_80_TCP_ADDR"]);
    assert.deepEqual(said("$$(CART_SERVICE_HOST) $(CART_HOST) $CART_SERVICE_HOST $(CART_PORT)"), []);
    assert.deepEqual(said("$(CART_SERVICE_HOST)", "config"), []);
  });
});
