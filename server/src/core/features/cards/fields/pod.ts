/** PodSpec (v1) as far as names go, and what a StatefulSet (apps/v1) makes of them. `pod` stands for the template. */
import {
  dnsConfigPage,
  dnsPolicyPage,
  hostsPage,
  labelsPage,
  ordinalsPage,
  podIdentityPage,
  podManagementPage,
  podNamesPage,
  variablesPage,
} from "../pages.ts";
import type { FieldTexts } from "./text.ts";

/** Of the workload itself, outside its template. */
export const workloadTexts: FieldTexts = {
  "metadata.labels": {
    answer: "Labels of the workload itself: Services and policies do not see them",
    mind: ["they look at the labels of the pods, in the template"],
    page: labelsPage,
  },
  "spec.selector": {
    answer: "Which pods are its own: it must match the labels of the template",
    mind: [
      "it cannot be changed afterwards, so it should hold no versions",
      "another workload of this namespace with the same labels counts its pods, too",
    ],
    page: labelsPage,
  },
};

export const statefulSetTexts: FieldTexts = {
  "spec.serviceName": {
    answer: "The headless Service under which each pod has a name of its own",
    values: "a DNS label (checked since 1.33)",
    before: { 33: { values: "the API server takes any text; a pod of a name that is none never starts" } },
    fallback: "no such names",
    mind: [
      "nothing checks that it exists, is headless or selects the pods; it cannot be changed afterwards",
      "under any other Service the same pods have names made of their addresses only",
    ],
    page: podIdentityPage,
  },
  "spec.replicas": {
    answer: "How many pods there are, each with a number in its name",
    fallback: "1",
    mind: ["fewer: the highest numbers go first; their volumes stay unless told otherwise"],
    page: podIdentityPage,
  },
  "spec.ordinals": { answer: "The number at which the names of the pods begin", page: ordinalsPage },
  "spec.ordinals.start": {
    answer: "The number at which the names of the pods begin",
    fallback: "0",
    mind: [
      "a change moves the names: pods under the old numbers stop, and clients that list names must follow",
    ],
    page: ordinalsPage,
  },
  "spec.podManagementPolicy": {
    answer: "Whether the pods start one after the other",
    values: "`OrderedReady`, `Parallel`",
    fallback: "`OrderedReady`",
    page: podManagementPage,
    when: {
      OrderedReady: {
        answer: "Each pod waits until the one before is ready; they stop in the opposite order",
        mind: [
          "peers that become ready only once they see each other never start: `publishNotReadyAddresses` on their Service, or `Parallel`",
        ],
      },
      Parallel: {
        answer: "All pods start and stop at once when their number changes",
        mind: ["a rolling update still goes one by one"],
      },
    },
  },
};

export const podTexts: FieldTexts = {
  "pod.metadata.labels": {
    answer: "The labels of the pods: what Services and policies select",
    mind: ["`spec.selector` of the workload must match them; controllers add some of their own"],
    page: labelsPage,
  },
  "pod.spec.dnsPolicy": {
    answer: "Whom the pod asks for names",
    values: "`ClusterFirst`, `ClusterFirstWithHostNet`, `Default`, `None`",
    fallback: "`ClusterFirst`, not `Default`",
    page: dnsPolicyPage,
    when: {
      ClusterFirst: {
        answer: "The cluster's DNS, which asks others for names outside",
        mind: [
          "with `hostNetwork: true` it is silently `Default`: write `ClusterFirstWithHostNet` there",
          "options of the node are not taken over, and `ndots:5` makes outside names cost three lookups in vain, or more",
        ],
      },
      ClusterFirstWithHostNet: { answer: "The cluster's DNS, in a pod with `hostNetwork`, too" },
      Default: {
        answer: "The node's own DNS: names of Services are not found",
        mind: ["in spite of its name it is not the default"],
      },
      None: {
        answer: "Nothing but what `dnsConfig` says",
        mind: [
          "`dnsConfig.nameservers` needs one address at least; without `searches` short names are not found",
        ],
      },
    },
  },
  "pod.spec.dnsConfig": {
    answer: "What is added to the pod's `/etc/resolv.conf`",
    mind: [
      "servers and search domains come after those of `dnsPolicy`; an option replaces one of the same name",
    ],
    page: dnsConfigPage,
  },
  "pod.spec.dnsConfig.nameservers": {
    answer: "Name servers after those of `dnsPolicy`; three in all",
    mind: ["musl (Alpine) asks all at once and takes the first answer: they must all know the same names"],
    page: dnsConfigPage,
  },
  "pod.spec.dnsConfig.searches": {
    answer: "Domains that are tried after those of the cluster and of the node",
    values: "32 at most, 2,048 characters in all",
    mind: [
      "each makes a name that is not found dearer; musl (Alpine) drops a search line over 254 characters",
    ],
    page: dnsConfigPage,
  },
  "pod.spec.dnsConfig.options": {
    answer: "Options of the resolver; one of the same name is replaced",
    mind: ["a `value` is text: put numbers in quotes"],
    page: dnsConfigPage,
  },
  "pod.spec.dnsConfig.options[].name": {
    answer: "An option of the resolver, as in `resolv.conf`",
    mind: ["which ones count depends on the libc of the image"],
    page: dnsConfigPage,
    when: {
      ndots: {
        answer: "A name with so many dots is asked for as it stands before the search list is tried",
        mind: [
          "the cluster's 5 makes outside names cost three lookups in vain, or more; a final dot avoids them for one name",
          "on musl (Alpine) such a name is not searched at all: 2 breaks `name.namespace.svc`, 1 breaks `name.namespace`",
        ],
      },
    },
  },
  "pod.spec.dnsConfig.options[].value": {
    answer: "The option's value, as text",
    mind: ["a number needs quotes, or the API server refuses it"],
    page: dnsConfigPage,
  },
  "pod.spec.hostname": {
    answer: "What the pod calls itself, and the first part of its name in DNS",
    values: "a DNS label",
    fallback: "the pod's name",
    mind: [
      "in DNS only together with `subdomain`, under a Service of that name",
      "in a template all pods have the same; a StatefulSet overwrites it",
    ],
    page: podNamesPage,
  },
  "pod.spec.subdomain": {
    answer: "The headless Service under which `hostname` is a name in DNS",
    values: "a DNS label",
    mind: ["without `hostname` no name is made; a StatefulSet overwrites it with its `serviceName`"],
    page: podNamesPage,
  },
  "pod.spec.setHostnameAsFQDN": {
    answer: "Whether `hostname` in the pod says the whole name",
    values: "`true`, `false`",
    fallback: "`false`",
    mind: ["with `subdomain` only; over 64 characters the pod never starts"],
    page: podNamesPage,
  },
  "pod.spec.hostnameOverride": {
    answer: "What `hostname` in the pod says, whatever else is written",
    mind: ["inside the pod only, DNS goes on as before; on by default since 1.35; not with `hostNetwork`"],
    page: podNamesPage,
  },
  "pod.spec.enableServiceLinks": {
    answer: "Whether containers get environment variables for every Service of the namespace",
    values: "`true`, `false`",
    fallback: "`true`",
    page: variablesPage,
    when: {
      true: {
        answer: "Containers get environment variables for every Service of the namespace",
        mind: [
          "only of Services that exist when the container starts; none of headless ones or ExternalName",
          "a Service `redis` makes `REDIS_PORT=tcp://…`, which a program may take for its own setting",
        ],
      },
      false: {
        answer: "No environment variables of Services, save those of `kubernetes`",
        mind: ["`$(X_SERVICE_HOST)` in `env` and `args` stays as it is written; DNS goes on as before"],
      },
    },
  },
  "pod.spec.hostNetwork": {
    answer: "Whether the pod has the node's network in place of its own",
    values: "`true`, `false`",
    fallback: "`false`",
    page: dnsPolicyPage,
    when: {
      true: {
        answer: "The pod lives in the node's network: its address is the node's, its ports are the node's",
        mind: [
          "one pod a node for each port; policies mostly take its traffic for the node's, and neither stop nor admit it",
          "names of Services need `dnsPolicy: ClusterFirstWithHostNet`",
        ],
      },
    },
  },
  "pod.spec.hostAliases": {
    answer: "Lines for the pod's `/etc/hosts`, which is read before DNS",
    mind: ["a name here hides the Service of that name"],
    page: hostsPage,
  },
  "pod.spec.hostAliases[].ip": {
    answer: "The address of these names in the pod's `/etc/hosts`",
    page: hostsPage,
  },
  "pod.spec.hostAliases[].hostnames": {
    answer: "Names of this address in the pod's `/etc/hosts`, whole: no search list applies",
    page: hostsPage,
  },
};
