/** How to reach a Service, or to look at a workload, from where somebody sits: port-forward always, the rest by the cluster. */
import type { RouteHere, Way } from "../../descriptions.ts";
import type { NormalPort } from "../../network/cluster/normalise.ts";
import { isKindCluster, mappingsIn } from "../../network/kindPorts.ts";
import type { Net, Service, Workload } from "../../network/net.ts";
import { fileOf, identityOf } from "../../resources/identity.ts";
import { isFamily, valueOfDocument } from "../../resources/resource.ts";
import { declaredPorts } from "../../rules/containerPorts.ts";
import { clusterKnown } from "../../units/queries.ts";
import type { ClusterNode } from "../../units/settings.ts";
import { pathOf } from "../../value/file.ts";
import { valueOf } from "../../value/known.ts";
import type { NamesView } from "../names/view.ts";
import { isProvenEmpty } from "../resolving/zone.ts";
import { nameOf } from "../words.ts";
import { hasNodePorts } from "./listings.ts";
import { isTypable, kubectl } from "./title.ts";

export function serviceWays(view: NamesView, routes: readonly RouteHere[]): readonly Way[] {
  const { publication, name } = view;
  if (name === undefined || publication.kind === "unknown") return [];
  return [
    ...forwardWay(view),
    ...podWay(view),
    ...nodePortWay(view),
    ...balancerWay(view),
    ...routeWays(routes),
  ].filter(({ line }) => isTypable(line));
}

/** The first port that leads somewhere, and is no UDP or SCTP. */
function tcpPort({ normal, net, service }: NamesView): NormalPort | undefined {
  const targets = net.targets(service.id);
  const ports = normal.ports.filter(
    ({ port, protocol }) => valueOf(protocol) === "TCP" && valueOf(port) !== undefined,
  );
  const isLost = ({ index }: NormalPort) => {
    const pods = targets[index]?.pods ?? [];
    return pods.length > 0 && pods.every(({ answer }) => answer.kind === "unresolved");
  };
  return ports.find((port) => !isLost(port)) ?? ports[0];
}

/** Only TCP can be forwarded, and only to pods. */
function forwardWay(view: NamesView): readonly Way[] {
  const { net, service, slices, name, normal, publication } = view;
  const asked = tcpPort(view);
  const port = valueOf(asked?.port);
  const isSelecting = normal.selector !== undefined && !isProvenEmpty(net, service);
  const isBacked =
    isSelecting || slices.some(({ endpoints }) => endpoints.some(({ pod }) => pod !== undefined));
  if (asked === undefined || port === undefined || !isBacked) return [];
  return publication.kind === "headless" && isMoved(view, asked)
    ? podForward(view, asked)
    : [forward(net, service, `service/${name}`, port)];
}

/** kubectl takes no notice of the targetPort of a headless Service: it dials `port` of the pod. */
function isMoved({ slices }: NamesView, { name, port, targetPort }: NormalPort): boolean {
  const ends = endsOf(slices, name);
  const given = ends.length > 0 ? ends : [valueOf(targetPort)];
  return given.some((each) => each !== valueOf(port));
}

function endsOf(slices: NamesView["slices"], name: NormalPort["name"]): readonly number[] {
  return slices.flatMap(({ ports }) =>
    ports.flatMap((each) => (valueOf(each.name) === valueOf(name) ? (valueOf(each.port) ?? []) : [])),
  );
}

/** Past the Service, to what makes the first of its pods. */
function podForward({ net, slices }: NamesView, { name }: NormalPort): readonly Way[] {
  for (const slice of slices) {
    const [end] = endsOf([slice], name);
    for (const { from } of end === undefined ? [] : slice.endpoints) {
      const workload = net.resource(from);
      if (end === undefined || !workload || !isFamily(workload, "workload")) continue;
      if (!FORWARDED.has(workload.identity.kind)) continue;
      return [forward(net, workload, typeName(workload), end)];
    }
  }
  return [];
}

function typeName(workload: Workload): string {
  return `${workload.identity.kind.toLowerCase()}/${nameOf(workload)}`;
}

/** Ports below 1024 may not be opened by everybody. */
function forward(net: Net, resource: Service | Workload, what: string, port: number): Way {
  const local = port < 1024 ? port + 8000 : port;
  return {
    from: "your machine",
    line: kubectl(net, resource, `port-forward ${what} ${local}:${port}`),
    remark: `then localhost:${local}; it leads to one pod, past kube-proxy`,
  };
}

function podWay(view: NamesView): readonly Way[] {
  const { net, service, name, namespace, publication } = view;
  const host = namespace === undefined || name === undefined ? name : `${name}.${namespace}`;
  const run = "run try --rm -it --restart=Never --image=busybox --";
  const port = valueOf(tcpPort(view)?.port);
  const isDialled = publication.kind === "cluster" && port !== undefined;
  return [
    {
      from: "a pod",
      line: kubectl(
        net,
        service,
        isDialled ? `${run} nc -zv -w 3 ${host} ${port}` : `${run} nslookup ${host}`,
      ),
      remark: isDialled ? "whether somebody answers" : "what its name stands for",
    },
  ];
}

function nodePortWay(view: NamesView): readonly Way[] {
  const { normal, net, name, namespace } = view;
  const port = normal.ports.find(({ nodePort }) => valueOf(nodePort) !== undefined);
  const number = valueOf(port?.nodePort);
  if (!hasNodePorts(normal)) return [];
  const { flavor, nodes = [] } = net.cluster;
  if (flavor === "minikube") {
    const where = namespace === undefined ? "" : ` -n ${namespace}`;
    return [
      {
        from: "outside",
        line: `minikube service ${name}${where} --url`,
        remark: "prints an address that leads to the node port",
      },
    ];
  }
  const mapped = number === undefined ? undefined : mappedPort(view, number);
  if (mapped) return [mapped];
  const node = entryNode(view, nodes);
  if (node?.ip !== undefined && number !== undefined) {
    const isLocal = valueOf(normal.externalTrafficPolicy) === "Local";
    const remark = isLocal ? "nodes without a pod of it do not answer" : "or any other node";
    return [{ from: "outside", line: `${node.ip}:${number}`, remark: nodes.length === 1 ? "" : remark }];
  }
  const what = number === undefined ? "the node port that the cluster picks" : `port ${number}`;
  return [
    {
      from: "outside",
      line: "kubectl get nodes -o wide",
      remark: `then ${what} of any node${NODE_REMARKS[flavor ?? "other"]}`,
    },
  ];
}

/** kind: a port of a node's container that the machine has, too. */
function mappedPort({ db, net, service }: NamesView, nodePort: number): Way | undefined {
  const origin = clusterKnown(db, net.unit.id, service.id).origins.flavor;
  if (origin?.kind !== "file" || !isKindCluster(identityOf(origin.at.id))) return undefined;
  const mapping = mappingsIn(db.get(valueOfDocument, origin.at.id)).find(
    ({ containerPort }) => containerPort === nodePort,
  );
  if (mapping?.hostPort === undefined) return undefined;
  return {
    from: "your machine",
    line: `localhost:${mapping.hostPort}`,
    remark: `by extraPortMappings of ${pathOf(fileOf(origin.at.id))}, which lead to node port ${nodePort}`,
  };
}

/** One that answers: of policy Local one with a pod that is ready. */
function entryNode({ normal, slices }: NamesView, nodes: readonly ClusterNode[]): ClusterNode | undefined {
  const reachable = nodes.filter(({ ip }) => ip !== undefined);
  if (valueOf(normal.externalTrafficPolicy) !== "Local") return reachable[0];
  const served = new Set(
    slices.flatMap(({ endpoints }) =>
      endpoints.flatMap(({ ready, nodeName }) => (ready === true ? (nodeName ?? []) : [])),
    ),
  );
  return reachable.find(({ name }) => name !== undefined && served.has(name)) ?? reachable[0];
}

const NODE_REMARKS: Readonly<Record<"kind" | "k3d" | "cloud" | "minikube" | "other", string>> = {
  kind: "; kind's nodes are containers: elsewhere than on Linux only ports under extraPortMappings lead there",
  k3d: "; k3d's nodes are containers: only ports that were opened with --port lead there from other machines",
  cloud: ", where firewall rules let you",
  minikube: "",
  other: ", where its firewall lets you",
};

function balancerWay(view: NamesView): readonly Way[] {
  const { normal, net } = view;
  if (valueOf(normal.type) !== "LoadBalancer") return [];
  const port = valueOf(normal.ports[0]?.port) ?? "PORT";
  const [given] = normal.loadBalancerIngress.flatMap(
    ({ ip, hostname }) => valueOf(ip) ?? valueOf(hostname) ?? [],
  );
  if (given !== undefined) return [{ from: "outside", line: `${given}:${port}`, remark: "" }];
  return [
    {
      from: "outside",
      line:
        net.cluster.flavor === "minikube"
          ? "minikube tunnel"
          : kubectl(net, view.service, `get service ${view.name}`),
      remark: BALANCER_REMARKS[net.cluster.flavor ?? "other"].replace("PORT", String(port)),
    },
  ];
}

const BALANCER_REMARKS: Readonly<Record<"kind" | "k3d" | "cloud" | "minikube" | "other", string>> = {
  kind: "EXTERNAL-IP stays pending unless cloud-provider-kind or MetalLB runs",
  k3d: "its own load balancer takes port PORT of the nodes, where that is free",
  cloud: "EXTERNAL-IP, once the cloud has made one, at port PORT",
  minikube: "then EXTERNAL-IP leads in for as long as it runs",
  other: "EXTERNAL-IP at port PORT; it stays pending where nothing provides load balancers",
};

/** A host that a client could ask. */
function routeWays(routes: readonly RouteHere[]): readonly Way[] {
  const asked = routes.filter(
    ({ host, path, certainty }) =>
      certainty === "certain" && /^[a-z0-9.-]+$/i.test(host) && path.startsWith("/"),
  );
  return asked.slice(0, 2).map(({ host, path, kind, name }) => ({
    from: "outside",
    line: `curl -i http://${host}${/^[\w./-]*$/.test(path) ? path : "/"}`,
    remark: `by ${kind} ${name}, once ${host} leads to its controller`,
  }));
}

const FORWARDED = new Set(["Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"]);

export function workloadWays(net: Net, workload: Workload): readonly Way[] {
  const { kind } = workload.identity;
  const what = typeName(workload);
  const port = listeningPort(net, workload);
  const forwards = port !== undefined && FORWARDED.has(kind) ? [forward(net, workload, what, port)] : [];
  const logs = {
    from: "your machine",
    line: kubectl(net, workload, `logs ${what} --tail=50`),
    remark: "what it says",
  };
  return [...forwards, ...(kind === "CronJob" ? [] : [logs])].filter(({ line }) => isTypable(line));
}

/** One that a container declares, else one that a Service sends to. */
function listeningPort(net: Net, workload: Workload): number | undefined {
  const declared = declaredPorts(workload).find(({ protocol }) => protocol === "TCP");
  if (declared) return declared.number;
  const targets = net.servicesOf(workload.id).flatMap(({ id }) => net.targets(id));
  const answers = targets.flatMap(({ pods }) => pods.filter((each) => each.workload.id === workload.id));
  return answers.flatMap(({ answer }) => ("port" in answer ? [answer.port] : []))[0];
}
