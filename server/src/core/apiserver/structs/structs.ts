/** All structs by name. */
import { metaStructs } from "./meta.ts";
import { networkingStructs } from "./networking.ts";
import { podStructs } from "./pod.ts";
import { serviceStructs } from "./service.ts";
import { parseStructs, type Struct } from "./struct.ts";
import { workloadStructs } from "./workload.ts";

export const structs: ReadonlyMap<string, Struct> = parseStructs([
  metaStructs,
  serviceStructs,
  podStructs,
  workloadStructs,
  networkingStructs,
]);
