/** Annotations of Services that Kubernetes itself, or a tool that most clusters know, reads. */
import { annotationsPage, distributionPage, readinessPage, topologyPage } from "../pages.ts";
import type { FieldTexts } from "./text.ts";

const PROMETHEUS =
  "a habit of Prometheus configurations, not of Kubernetes: ServiceMonitors do not look at it";

export const annotationTexts: FieldTexts = {
  "metadata.annotations[service.kubernetes.io/topology-mode]": {
    answer: "Whether traffic is kept in its zone where the shares come out fair",
    values: "`Auto`, `Disabled`",
    fallback: "any pod alike",
    mind: [
      "no hints, hence no effect, with fewer endpoints than zones, uneven shares, nodes without zone or CPU, or a policy of `Local`",
      "it wins over `trafficDistribution`, which is plainer and follows it",
    ],
    page: topologyPage,
  },
  "metadata.annotations[service.kubernetes.io/topology-aware-hints]": {
    answer: "The old name of `service.kubernetes.io/topology-mode`",
    mind: ["deprecated, with a warning; where both are written they must say the same"],
    page: topologyPage,
  },
  "metadata.annotations[networking.istio.io/traffic-distribution]": {
    answer: "Istio's ambient mode prefers near pods as this says; the field `trafficDistribution` wins",
    values: "`PreferSameZone`, `PreferSameNode`, `PreferClose`",
    page: distributionPage,
  },
  "metadata.annotations[service.alpha.kubernetes.io/tolerate-unready-endpoints]": {
    answer: "The old form of `publishNotReadyAddresses: true`: write the field",
    page: readinessPage,
  },
  "metadata.annotations[external-dns.alpha.kubernetes.io/hostname]": {
    answer: "ExternalDNS writes these names into a zone outside the cluster, for the Service's outer address",
    mind: ["only where ExternalDNS runs and owns the zone; the names inside the cluster stay what they are"],
    page: annotationsPage,
  },
  "metadata.annotations[prometheus.io/scrape]": {
    answer: "Prometheus collects metrics from the pods behind this Service, if it is set up to look here",
    values: '`"true"`, `"false"`, in quotes',
    mind: [PROMETHEUS],
    page: annotationsPage,
  },
  "metadata.annotations[prometheus.io/port]": {
    answer: "The port of the pods where Prometheus finds metrics, if it is set up to look here",
    mind: [PROMETHEUS, "a number in quotes: annotations are text"],
    page: annotationsPage,
  },
  "metadata.annotations[prometheus.io/path]": {
    answer: "The path where Prometheus finds metrics, if it is set up to look here",
    fallback: "`/metrics`",
    mind: [PROMETHEUS],
    page: annotationsPage,
  },
};
