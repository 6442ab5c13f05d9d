/** `TYPE/NAME` as kubectl takes it: `deploy/web`, `statefulset/db`, `po/debug`; and the one object that it means. */
import type { NamedObject } from "../../core/answers.ts";
import { pathOf } from "../../host/uris.ts";
import { Fault } from "../faults.ts";
import { didYouMean } from "../nearest.ts";
import { isReported } from "../scope.ts";
import { harmless } from "../terminal.ts";
import type { World } from "../world.ts";
import type { Reading } from "./reading.ts";

/** kubectl's names of a kind: singular, plural and short ones. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  Service: ["service", "services", "svc"],
  Pod: ["pod", "pods", "po"],
  Deployment: ["deployment", "deployments", "deploy"],
  ReplicaSet: ["replicaset", "replicasets", "rs"],
  ReplicationController: ["replicationcontroller", "replicationcontrollers", "rc"],
  StatefulSet: ["statefulset", "statefulsets", "sts"],
  DaemonSet: ["daemonset", "daemonsets", "ds"],
  Job: ["job", "jobs"],
  CronJob: ["cronjob", "cronjobs", "cj"],
  Rollout: ["rollout", "rollouts", "ro"],
  NetworkPolicy: ["networkpolicy", "networkpolicies", "netpol"],
};

/** kubectl prints and takes `deployment.apps/web`, too. */
const GROUPS = /\.(?:v1|apps|batch|networking\.k8s\.io|argoproj\.io)$/;

export const WORKLOAD_KINDS: readonly string[] = [
  ...["Pod", "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet"],
  ...["DaemonSet", "Job", "CronJob", "Rollout"],
];

export interface ObjectChoice {
  /** As it was typed. */
  readonly typed: string;
  /** `-n`. */
  readonly namespace: string | undefined;
  /** `--unit`. */
  readonly unit: string | undefined;
  /** The kinds that will do. */
  readonly kinds: readonly string[];
}

/** The unique match; else a fault that lists the choices. */
export function chooseObject({ world, scope }: Reading, choice: ObjectChoice): NamedObject {
  const [kind, name] = parseObject(choice);
  const everywhere = world.analysis.objects((each) => each === kind);
  // A kustomization is made of what lies elsewhere, too.
  const inFiles = everywhere.filter(({ file }) => isReported(scope, pathOf(file)));
  const all = inFiles.some((each) => each.name === name) ? inFiles : everywhere;
  const found = all.filter(
    (each) =>
      each.name === name &&
      (choice.namespace === undefined || each.namespace === choice.namespace) &&
      (choice.unit === undefined || each.unitName === choice.unit),
  );
  const [first, ...others] = found;
  if (!first) throw new Fault(missing(choice, kind, name, all));
  if (others.length > 0) throw new Fault(several(world, choice, found));
  return first;
}

function parseObject({ typed, kinds }: ObjectChoice): readonly [kind: string, name: string] {
  const [type = "", name, ...more] = typed.split("/");
  const example = kinds.includes("Service") ? "svc/cart" : "deploy/web";
  if (!type || !name || more.length > 0) {
    throw new Fault(`\`${harmless(typed)}\` is not TYPE/NAME, such as \`${example}\`.`);
  }
  const plain = type.toLowerCase().replace(GROUPS, "");
  const [kind] = Object.entries(KINDS).find(([, names]) => names.includes(plain)) ?? [];
  if (kind !== undefined && kinds.includes(kind)) return [kind, name];
  const offered = kinds.flatMap((each) => KINDS[each]?.[0] ?? []);
  const near = kinds.flatMap((each) => KINDS[each] ?? []);
  const meant = kind === undefined ? didYouMean(type, near) : "";
  throw new Fault(`\`${harmless(type)}\` is none of ${offered.join(", ")}.${meant}`);
}

function missing(
  { namespace, unit }: ObjectChoice,
  kind: string,
  name: string,
  all: readonly NamedObject[],
): string {
  const where = [
    ...(namespace === undefined ? [] : [`in namespace ${harmless(namespace)}`]),
    ...(unit === undefined ? [] : [`in unit ${harmless(unit)}`]),
  ];
  const what = [`There is no ${kind} \`${harmless(name)}\``, ...where].join(" ");
  const elsewhere = all.filter((each) => each.name === name);
  const names = [...new Set(all.map((each) => each.name))].toSorted();
  if (elsewhere.length > 0) return `${what}. There is one ${listed(elsewhere.map(placeOf))}.`;
  if (names.length === 0) return `${what}, nor any other ${kind}.`;
  return `${what}.${didYouMean(name, names)} There are: ${listed(names.map(harmless))}.`;
}

function placeOf({ namespace, unitName }: NamedObject): string {
  return harmless(`in namespace ${namespace} (unit ${unitName})`);
}

/** `-n` tells namespaces apart, `--unit` what several units hold. */
function several({ shown }: World, { typed }: ObjectChoice, found: readonly NamedObject[]): string {
  const namespaces = new Set(found.map(({ namespace }) => namespace));
  const flag = namespaces.size > 1 ? "-n NAMESPACE" : "--unit NAME";
  const rows = found.map(
    ({ namespace, unitName, file }) => `  -n ${namespace} --unit ${unitName}   ${shown(pathOf(file))}`,
  );
  const list = rows.slice(0, MOST_LISTED).map(harmless);
  const more = rows.length > MOST_LISTED ? [`  … and ${rows.length - MOST_LISTED} more`] : [];
  return [`\`${harmless(typed)}\` is ${found.length} objects; ${flag} chooses one:`, ...list, ...more].join(
    "\n",
  );
}

const MOST_LISTED = 20;

function listed(items: readonly string[]): string {
  const shown = [...new Set(items)];
  const more = shown.length > MOST_LISTED ? ` and ${shown.length - MOST_LISTED} more` : "";
  return `${shown.slice(0, MOST_LISTED).join(", ")}${more}`;
}
