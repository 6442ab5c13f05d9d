/** Pod and what its template holds, as deep as networking goes; `any` is not looked into (core/v1). */
import type { Structs } from "./struct.ts";

export const podStructs: Structs = {
  Pod: "kind apiVersion metadata:ObjectMeta spec:PodSpec status:any",
  PodSpec: `
    volumes:[]Volume initContainers:[]Container containers:[]Container ephemeralContainers:[]any
    restartPolicy terminationGracePeriodSeconds:int64 activeDeadlineSeconds:int64 dnsPolicy
    nodeSelector:map[string]string serviceAccountName serviceAccount automountServiceAccountToken:bool
    nodeName hostNetwork:bool hostPID:bool hostIPC:bool shareProcessNamespace:bool securityContext:any
    imagePullSecrets:[]LocalObjectReference hostname subdomain affinity:any schedulerName
    tolerations:[]Toleration hostAliases:[]HostAlias priorityClassName priority:int32 dnsConfig:PodDNSConfig
    readinessGates:[]PodReadinessGate runtimeClassName enableServiceLinks:bool preemptionPolicy overhead:any
    topologySpreadConstraints:[]any setHostnameAsFQDN:bool os:PodOS hostUsers:bool schedulingGates:[]any
    resourceClaims:[]any resources:ResourceRequirements hostnameOverride schedulingGroup:any
    evictionResponders:[]any`,
  PodTemplateSpec: "metadata:ObjectMeta spec:PodSpec",
  Container: `
    name image command:[]string args:[]string workingDir ports:[]ContainerPort envFrom:[]EnvFromSource
    env:[]EnvVar resources:ResourceRequirements resizePolicy:[]any restartPolicy restartPolicyRules:[]any
    volumeMounts:[]VolumeMount volumeDevices:[]VolumeDevice livenessProbe:Probe readinessProbe:Probe
    startupProbe:Probe lifecycle:Lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy
    securityContext:any stdin:bool stdinOnce:bool tty:bool`,
  ContainerPort: "name hostPort:int32 containerPort:int32 protocol hostIP",
  EnvVar: "name value valueFrom:EnvVarSource",
  EnvVarSource: `
    fieldRef:ObjectFieldSelector resourceFieldRef:ResourceFieldSelector configMapKeyRef:ConfigMapKeySelector
    secretKeyRef:SecretKeySelector fileKeyRef:FileKeySelector`,
  ObjectFieldSelector: "apiVersion fieldPath",
  ResourceFieldSelector: "containerName resource divisor:any",
  ConfigMapKeySelector: "name key optional:bool",
  SecretKeySelector: "name key optional:bool",
  FileKeySelector: "volumeName path key optional:bool",
  EnvFromSource: "prefix configMapRef:ConfigMapEnvSource secretRef:SecretEnvSource",
  ConfigMapEnvSource: "name optional:bool",
  SecretEnvSource: "name optional:bool",
  Probe: `
    exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction grpc:GRPCAction
    initialDelaySeconds:int32 timeoutSeconds:int32 periodSeconds:int32 successThreshold:int32
    failureThreshold:int32 terminationGracePeriodSeconds:int64`,
  ExecAction: "command:[]string",
  HTTPGetAction: "path port:IntOrString host scheme httpHeaders:[]HTTPHeader protocol",
  HTTPHeader: "name value",
  TCPSocketAction: "port:IntOrString host",
  GRPCAction: "port:int32 service mode",
  Lifecycle: "postStart:LifecycleHandler preStop:LifecycleHandler stopSignal",
  LifecycleHandler: "exec:ExecAction httpGet:HTTPGetAction tcpSocket:TCPSocketAction sleep:SleepAction",
  SleepAction: "seconds:int64",
  VolumeMount: `
    name readOnly:bool recursiveReadOnly mountPath subPath mountPropagation subPathExpr
    bindMountOptions:[]string`,
  VolumeDevice: "name devicePath",
  HostAlias: "ip hostnames:[]string",
  PodDNSConfig: "nameservers:[]string searches:[]string options:[]PodDNSConfigOption",
  PodDNSConfigOption: "name value",
  PodReadinessGate: "conditionType",
  LocalObjectReference: "name",
  Toleration: "key operator value effect tolerationSeconds:int64",
  Volume: `
    name hostPath:any emptyDir:any gcePersistentDisk:any awsElasticBlockStore:any gitRepo:any secret:any
    nfs:any iscsi:any glusterfs:any persistentVolumeClaim:any rbd:any flexVolume:any cinder:any cephfs:any
    flocker:any downwardAPI:any fc:any azureFile:any configMap:any vsphereVolume:any quobyte:any
    azureDisk:any photonPersistentDisk:any projected:any portworxVolume:any scaleIO:any storageos:any
    csi:any ephemeral:any image:any`,
  ReplicationController: "kind apiVersion metadata:ObjectMeta spec:ReplicationControllerSpec status:any",
  ReplicationControllerSpec: `
    replicas:int32 minReadySeconds:int32 selector:map[string]string template:PodTemplateSpec`,
  PodOS: "name",
  ResourceRequirements: "limits:any requests:any claims:[]any",
};
