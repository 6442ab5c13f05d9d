/** The fields in which kustomize looks for `$(NAME)`, without those that `varReference` of a configuration adds. */
export interface VariableField {
  /** Of any kind when there is none. */
  readonly kind?: string;
  /** Keys between slashes; lists are walked through. */
  readonly path: string;
}

const IN_CONTAINERS = ["args", "command", "env/value", "volumeMounts/mountPath"];

const POD_SPECS: Readonly<Record<string, string>> = {
  CronJob: "spec/jobTemplate/spec/template/spec",
  DaemonSet: "spec/template/spec",
  Deployment: "spec/template/spec",
  Job: "spec/template/spec",
  Pod: "spec",
  ReplicaSet: "spec/template/spec",
  StatefulSet: "spec/template/spec",
};

/** Where an NFS server may be named. For two kinds kustomize's own table has a path that leads nowhere. */
const NFS: Readonly<Record<string, string>> = {
  CronJob: "spec/jobTemplate/spec/template/volumes/nfs/server",
  DaemonSet: "spec/template/spec/volumes/nfs/server",
  Deployment: "spec/template/spec/volumes/nfs/server",
  Job: "spec/template/spec/volumes/nfs/server",
  PersistentVolume: "spec/nfs/server",
  Pod: "spec/volumes/nfs/server",
  ReplicaSet: "spec/template/spec/volumes/nfs/server",
  StatefulSet: "spec/volumeClaimTemplates/spec/nfs/server",
};

const OTHERS: readonly VariableField[] = [
  { kind: "Deployment", path: "spec/template/metadata/annotations" },
  { kind: "Ingress", path: "spec/rules/host" },
  { kind: "Ingress", path: "spec/tls/hosts" },
  { kind: "Ingress", path: "spec/tls/secretName" },
  { kind: "Service", path: "spec/ports/port" },
  { kind: "Service", path: "spec/ports/targetPort" },
  { path: "metadata/labels" },
  { path: "metadata/annotations" },
];

export const variableFields: readonly VariableField[] = [
  ...Object.entries(POD_SPECS).flatMap(([kind, spec]) =>
    ["containers", "initContainers"].flatMap((list) =>
      IN_CONTAINERS.map((field) => ({ kind, path: `${spec}/${list}/${field}` })),
    ),
  ),
  ...Object.entries(NFS).map(([kind, path]) => ({ kind, path })),
  ...OTHERS,
];
