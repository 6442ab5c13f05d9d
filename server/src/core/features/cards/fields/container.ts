/** Container ports and probes (v1). `container` stands for one of `containers` and `initContainers`, `probe` for any probe. */
import {
  hostPortPage,
  livenessPage,
  portsPage,
  probesPage,
  protocolsPage,
  readinessPage,
  startupPage,
} from "../pages.ts";
import type { FieldText, FieldTexts } from "./text.ts";

const portTexts: FieldTexts = {
  "container.ports": {
    answer: "The ports of the container, as a note for others: it opens and closes nothing",
    mind: ["a Service finds a port by name only if it is written here; a number works without"],
    page: portsPage,
  },
  "container.ports[].containerPort": {
    answer: "The port on which the container listens, as a note for others",
    values: "1 to 65535",
    mind: [
      "any port where something listens can be reached, written here or not; the program must not listen on localhost only",
    ],
    page: portsPage,
  },
  "container.ports[].name": {
    answer: "The name by which `targetPort`, probes, policies and monitors find this port",
    values: "up to 15 lower-case letters, digits and `-`, one letter at least",
    mind: ["the number may change behind the name; of two containers with the same name the first counts"],
    page: portsPage,
  },
  "container.ports[].protocol": {
    answer: "What is spoken on this port",
    values: "`TCP`, `UDP`, `SCTP`",
    fallback: "`TCP`",
    mind: ["a `targetPort` by name finds only a port of its own protocol"],
    page: protocolsPage,
  },
  "container.ports[].hostPort": {
    answer: "The same port on the pod's node leads to this container",
    values: "1 to 65535; with `hostNetwork` that of `containerPort`",
    mind: [
      "one pod a node: the next one waits for another node; a Service of type NodePort has no such limit",
      "it depends on the network plugin, and only that one node answers",
    ],
    page: hostPortPage,
  },
  "container.ports[].hostIP": {
    answer: "The node's address on which `hostPort` answers",
    fallback: "all of them",
    page: hostPortPage,
  },
};

const STRICT =
  "the defaults are strict: one second to answer, three misses; a slow moment takes all pods out at once";

const kindTexts: FieldTexts = {
  "container.readinessProbe": {
    answer: "While it fails, the pod gets no traffic from Services; it is not restarted",
    fallback: "ready as soon as the container runs",
    mind: [
      "it should say that this pod can serve, not that everything behind it is well: else one fault empties the Service",
      STRICT,
    ],
    page: readinessPage,
  },
  "container.livenessProbe": {
    answer: "When it fails, the container is restarted; Services do not look at it",
    fallback: "restarted only when the process ends",
    mind: [
      "not the same as the readiness probe: a busy pod should lose traffic before it is killed",
      "for slow starts use `startupProbe`, not a long delay",
    ],
    page: livenessPage,
  },
  "container.startupProbe": {
    answer: "Until it has succeeded once, the other probes wait, and the pod gets no traffic",
    mind: ["`failureThreshold` times `periodSeconds` is the time that the container has to start"],
    page: startupPage,
  },
};

const PORT: FieldText = {
  answer: "The port of this container that is asked",
  values: "a number, or the name of one of this container's own ports",
  mind: ["a pod's port, not a Service's; a number in quotes is a name"],
  page: probesPage,
};

const probeTexts: FieldTexts = {
  "container.probe.httpGet": {
    answer: "Asks over HTTP; a status from 200 to 399 is well",
    mind: ["the kubelet asks from the node, at the pod's address: listening on localhost is not enough"],
    page: probesPage,
  },
  "container.probe.httpGet.path": {
    answer: "The path that is asked for",
    fallback: "`/`",
    mind: [
      "a start page may be well while nothing behind it is, or dear to make: a path of its own is better",
    ],
    page: probesPage,
  },
  "container.probe.httpGet.port": PORT,
  "container.probe.httpGet.scheme": {
    answer: "HTTP or HTTPS; certificates are not checked",
    values: "`HTTP`, `HTTPS`",
    fallback: "`HTTP`",
    page: probesPage,
  },
  "container.probe.httpGet.host": {
    answer: "Whom to ask; leave it out to ask the pod",
    fallback: "the pod's address",
    mind: ["for a virtual host set the header `Host` in `httpHeaders` instead"],
    page: probesPage,
  },
  "container.probe.httpGet.httpHeaders": {
    answer: "Headers of the question, such as `Host`",
    page: probesPage,
  },
  "container.probe.tcpSocket": {
    answer: "Opens a connection; that it opens is well",
    mind: ["a server may accept connections long before, and long after, it can answer"],
    page: probesPage,
  },
  "container.probe.tcpSocket.port": PORT,
  "container.probe.tcpSocket.host": {
    answer: "Whom to dial; leave it out to dial the pod",
    fallback: "the pod's address",
    page: probesPage,
  },
  "container.probe.grpc": {
    answer: "Asks by the gRPC health protocol; `SERVING` is well",
    mind: ["without TLS only"],
    page: probesPage,
  },
  "container.probe.grpc.port": {
    answer: "The port of this container that is asked",
    values: "a number; names are not taken",
    page: probesPage,
  },
  "container.probe.grpc.service": {
    answer: "The name that is sent with the question",
    fallback: "empty",
    page: probesPage,
  },
  "container.probe.exec": {
    answer: "Runs a command in the container; exit status 0 is well",
    mind: ["a process each time, and nothing says whether the port can be reached"],
    page: probesPage,
  },
  "container.probe.initialDelaySeconds": {
    answer: "So many seconds after the start the first question is asked",
    fallback: "0",
    page: probesPage,
  },
  "container.probe.periodSeconds": {
    answer: "Seconds from one question to the next",
    fallback: "10",
    page: probesPage,
  },
  "container.probe.timeoutSeconds": {
    answer: "An answer that takes longer counts as a miss",
    fallback: "1",
    page: probesPage,
  },
  "container.probe.successThreshold": {
    answer: "So many good answers in a row make it well again",
    fallback: "1",
    mind: ["liveness and startup probes take 1 only"],
    page: probesPage,
  },
  "container.probe.failureThreshold": {
    answer: "So many misses in a row make it fail",
    fallback: "3",
    mind: ["with 1 a single slow answer takes the pod out"],
    page: probesPage,
  },
};

export const containerTexts: FieldTexts = { ...portTexts, ...kindTexts, ...probeTexts };
