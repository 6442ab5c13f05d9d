/**
 * Public images that read a variable named after themselves as the number of a port, or refuse to start when it is there at
 * all; each was reported by people who had called their Service so.
 */
const READING: Readonly<Record<string, string>> = {
  // The start scripts exit: "PORT is deprecated" (confluentinc/cp-docker-images#388, #286, confluentinc/schema-registry#689).
  "confluentinc/cp-kafka": "KAFKA_PORT",
  "confluentinc/cp-server": "KAFKA_PORT",
  "confluentinc/cp-enterprise-kafka": "KAFKA_PORT",
  "confluentinc/cp-kafka-rest": "KAFKA_REST_PORT",
  "confluentinc/cp-schema-registry": "SCHEMA_REGISTRY_PORT",
  // Becomes the setting `port` (wurstmeister/kafka-docker#122).
  "wurstmeister/kafka": "KAFKA_PORT",
  // Any SERVER_* becomes a setting (elastic/cloud-on-k8s#1987).
  "docker.elastic.co/kibana/kibana": "SERVER_PORT",
  "lmenezes/cerebro": "CEREBRO_PORT",
  "devopsfaith/krakend": "KRAKEND_PORT",
};

/** The variable that an image reads so; undefined for one that is not known for it. */
export function readsNumber(image: string): string | undefined {
  const [name = ""] = image.split("@");
  const bare = name.replace(/:[^/:]*$/, "").replace(/^(?:index\.)?docker\.io\//, "");
  return Object.hasOwn(READING, bare) ? READING[bare] : undefined;
}
