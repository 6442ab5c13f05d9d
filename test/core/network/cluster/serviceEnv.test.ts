import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { serviceVariables } from "../../../../server/src/core/network/cluster/serviceEnv.ts";
import { factsIn } from "../../../support/resources.ts";

const variables = (name: string, host: string, ports: string) => {
  const text = `apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { ports: [${ports}] }\n`;
  const found = serviceVariables(name, host, factsIn(text, "service").ports);
  return found?.map((each) => `${each.name}=${each.value}`);
};

describe("a Service's environment variables", () => {
  it("are those of the example", () => {
    const ports = "{ name: http, port: 80, targetPort: web, nodePort: 30080 }, { name: metrics, port: 9100 }";
    assert.deepEqual(variables("cart", "10.96.31.4", ports), [
      "CART_SERVICE_HOST=10.96.31.4",
      "CART_SERVICE_PORT=80",
      "CART_SERVICE_PORT_HTTP=80",
      "CART_SERVICE_PORT_METRICS=9100",
      "CART_PORT=tcp://10.96.31.4:80",
      "CART_PORT_80_TCP=tcp://10.96.31.4:80",
      "CART_PORT_80_TCP_PROTO=tcp",
      "CART_PORT_80_TCP_PORT=80",
      "CART_PORT_80_TCP_ADDR=10.96.31.4",
      "CART_PORT_9100_TCP=tcp://10.96.31.4:9100",
      "CART_PORT_9100_TCP_PROTO=tcp",
      "CART_PORT_9100_TCP_PORT=9100",
      "CART_PORT_9100_TCP_ADDR=10.96.31.4",
    ]);
  });

  it("write names in capitals, brackets around IPv6, and the protocol twice", () => {
    assert.deepEqual(variables("my-dns", "fd00:96::A", "{ name: dns-udp, port: 53, protocol: UDP }"), [
      "MY_DNS_SERVICE_HOST=fd00:96::A",
      "MY_DNS_SERVICE_PORT=53",
      "MY_DNS_SERVICE_PORT_DNS_UDP=53",
      "MY_DNS_PORT=udp://[fd00:96::A]:53",
      "MY_DNS_PORT_53_UDP=udp://[fd00:96::A]:53",
      "MY_DNS_PORT_53_UDP_PROTO=udp",
      "MY_DNS_PORT_53_UDP_PORT=53",
      "MY_DNS_PORT_53_UDP_ADDR=fd00:96::A",
    ]);
  });

  it("an unnamed port has none with its name", () => {
    assert.deepEqual(variables("one", "10.0.0.1", "{ port: 80 }")?.slice(0, 3), [
      "ONE_SERVICE_HOST=10.0.0.1",
      "ONE_SERVICE_PORT=80",
      "ONE_PORT=tcp://10.0.0.1:80",
    ]);
  });

  it("are none without ports, and not known where a port is not known", () => {
    assert.deepEqual(variables("x", "10.0.0.1", ""), []);
    assert.equal(variables("x", "10.0.0.1", '{ port: "{{ port }}" }'), undefined);
    assert.equal(variables("x", "10.0.0.1", '{ port: 80, name: "{{ name }}" }'), undefined);
  });
});
