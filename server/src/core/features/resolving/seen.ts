/** What only the cluster was seen to have: Services that no manifest here makes, and the addresses of pods. */
import type { ZoneService } from "../../network/cluster/answer.ts";
import { normalise } from "../../network/cluster/normalise.ts";
import { observedSlices, seenService } from "../../network/cluster/observed.ts";
import { observedMatches } from "../../network/cluster/observedPods.ts";
import type { Net } from "../../network/net.ts";
import type { Reader } from "../../query/query.ts";
import { noLabels } from "../../resources/labels.ts";
import { known } from "../../value/known.ts";

/** A Service that was dumped, by where it is and what it is called. */
export function seenInZone(
  db: Reader,
  net: Net,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): ZoneService | undefined {
  const named = { namespace: known(namespace), name: known(name) };
  const service = seenService(db, net.unit.id, named);
  if (!service) return undefined;
  const { publication, clusterIPs, ports, externalName } = normalise(service, named.namespace, undefined);
  const slices = observedSlices(db, net.unit.id, named)?.slices;
  return {
    ...{ name, namespace, publication, clusterIPs, ports, externalName },
    slices: slices ?? [],
    open: !slices,
  };
}

/** Whether a pod was seen in a namespace whose primary address this is. */
export function isPodSeen(db: Reader, net: Net, namespace: string, address: string): boolean {
  const pods = observedMatches(db, net.unit.id, { namespace, selector: noLabels }, []);
  return pods.some(({ pod }) => pod.addresses[0]?.text === address);
}
