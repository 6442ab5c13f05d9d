/** Endpoints and EndpointSlices as objects, one slice for each family of each subset. */
import type { EndpointPort, Endpoint as WrittenEndpoint } from "../../resources/endpoints.ts";
import type { DocId } from "../../resources/identity.ts";
import { known, valueOf } from "../../value/known.ts";
import type { EndpointsObject } from "../net.ts";
import { canonical, familyOf, givenAddress } from "./addresses.ts";
import {
  type Candidate,
  ENDPOINTS_PER_SLICE,
  type SlicePlan,
  type SlicePort,
  slicesOf,
} from "./endpoints.ts";

/** The most addresses of one subset of Endpoints that are mirrored (`--mirroring-max-endpoints-per-subset`). */
const MOST_MIRRORED = 1000;

/** As Endpoints are mirrored; addresses that are names are left out. */
export function slicesWritten({ id, identity, spec }: EndpointsObject): readonly SlicePlan[] {
  const isMirrored = identity.kind === "Endpoints";
  return spec.subsets.flatMap(({ ports, endpoints: all }) => {
    const taken = isMirrored ? all.slice(0, MOST_MIRRORED) : all;
    const slicePorts = ports.map(writtenPort);
    const candidates = taken.map((each) => writtenCandidate(id, each, slicePorts));
    const families = new Set(candidates.flatMap((each) => each.addresses.map(({ family }) => family)));
    const perSlice = isMirrored ? ENDPOINTS_PER_SLICE : Math.max(1, candidates.length);
    return slicesOf([...families].toSorted(), candidates, { manual: id, perSlice });
  });
}

function writtenCandidate(from: DocId, endpoint: WrittenEndpoint, ports: readonly SlicePort[]): Candidate {
  const { addresses, hostname, serving, terminating, nodeName, zone } = endpoint;
  const ready = endpoint.ready ?? known(true);
  return {
    from,
    pod: undefined,
    addresses: addresses.flatMap(({ address }) => {
      const text = valueOf(address);
      const family = text === undefined ? undefined : familyOf(text);
      return family === undefined || text === undefined ? [] : [givenAddress(family, canonical(text))];
    }),
    hostname,
    ready: valueOf(ready),
    serving: valueOf(serving ?? ready),
    terminating: valueOf(terminating ?? known(false)),
    nodeName: valueOf(nodeName),
    zone: valueOf(zone),
    hints: endpoint.hints,
    ports,
  };
}

function writtenPort({ name, port, protocol, appProtocol }: EndpointPort): SlicePort {
  return { name: name ?? known(""), port, protocol: protocol ?? known("TCP"), appProtocol };
}
