/** The words of a plan that hang on addresses which are made up: the addresses, and the names that are hashed from them. */
import type { Family } from "../addresses.ts";
import type { NormalService } from "../normalise.ts";
import type { ChosenPort, NamedPort } from "./balancing.ts";

export function examplesIn(
  { clusterIPs }: NormalService,
  family: Family,
  ports: readonly (ChosenPort | NamedPort)[],
): readonly string[] {
  const addresses = clusterIPs.flatMap((each) =>
    each.family === family && each.example && each.text !== undefined ? [each.text] : [],
  );
  const words = ports.flatMap((each) =>
    each.choice.reachable
      .filter(({ isExample }) => isExample)
      .flatMap((endpoint) => {
        const chain = "endpointChains" in each ? each.endpointChains.get(endpoint) : undefined;
        return [endpoint.ip, endpoint.socket, ...(chain === undefined ? [] : [chain])];
      }),
  );
  return [...new Set([...addresses, ...words])];
}
