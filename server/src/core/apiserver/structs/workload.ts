/** What makes pods (apps/v1, batch/v1). */
import type { Structs } from "./struct.ts";

export const workloadStructs: Structs = {
  StatefulSet: "kind apiVersion metadata:ObjectMeta spec:StatefulSetSpec status:any",
  StatefulSetSpec: `
    replicas:int32 selector:LabelSelector template:PodTemplateSpec volumeClaimTemplates:[]any serviceName
    podManagementPolicy updateStrategy:StatefulSetUpdateStrategy revisionHistoryLimit:int32
    minReadySeconds:int32
    persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy
    ordinals:StatefulSetOrdinals`,
  Deployment: "kind apiVersion metadata:ObjectMeta spec:DeploymentSpec status:any",
  DeploymentSpec: `
    replicas:int32 selector:LabelSelector template:PodTemplateSpec strategy:DeploymentStrategy
    minReadySeconds:int32 revisionHistoryLimit:int32 paused:bool progressDeadlineSeconds:int32`,
  DeploymentStrategy: "type rollingUpdate:RollingUpdateDeployment",
  RollingUpdateDeployment: "maxUnavailable:IntOrString maxSurge:IntOrString",
  DaemonSet: "kind apiVersion metadata:ObjectMeta spec:DaemonSetSpec status:any",
  DaemonSetSpec: `
    selector:LabelSelector template:PodTemplateSpec updateStrategy:DaemonSetUpdateStrategy
    minReadySeconds:int32 revisionHistoryLimit:int32`,
  DaemonSetUpdateStrategy: "type rollingUpdate:RollingUpdateDaemonSet",
  RollingUpdateDaemonSet: "maxUnavailable:IntOrString maxSurge:IntOrString",
  ReplicaSet: "kind apiVersion metadata:ObjectMeta spec:ReplicaSetSpec status:any",
  ReplicaSetSpec: "replicas:int32 minReadySeconds:int32 selector:LabelSelector template:PodTemplateSpec",
  StatefulSetUpdateStrategy: "type rollingUpdate:RollingUpdateStatefulSetStrategy",
  RollingUpdateStatefulSetStrategy: "partition:int32 maxUnavailable:IntOrString",
  StatefulSetPersistentVolumeClaimRetentionPolicy: "whenDeleted whenScaled",
  StatefulSetOrdinals: "start:int32",
  Job: "kind apiVersion metadata:ObjectMeta spec:JobSpec status:any",
  JobSpec: `
    parallelism:int32 completions:int32 activeDeadlineSeconds:int64 podFailurePolicy:any successPolicy:any
    backoffLimit:int32 backoffLimitPerIndex:int32 maxFailedIndexes:int32 selector:LabelSelector
    manualSelector:bool template:PodTemplateSpec ttlSecondsAfterFinished:int32 completionMode suspend:bool
    podReplacementPolicy managedBy scheduling:any`,
  CronJob: "kind apiVersion metadata:ObjectMeta spec:CronJobSpec status:any",
  CronJobSpec: `
    schedule timeZone startingDeadlineSeconds:int64 concurrencyPolicy suspend:bool
    jobTemplate:JobTemplateSpec successfulJobsHistoryLimit:int32 failedJobsHistoryLimit:int32`,
  JobTemplateSpec: "metadata:ObjectMeta spec:JobSpec",
};
