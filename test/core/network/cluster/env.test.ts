/** The environment of one container, of plain inputs: held to a second way of reckoning it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import {
  containerEnvironment,
  type EnvData,
  type EnvSurroundings,
  serviceVariable,
} from "../../../../server/src/core/network/cluster/env.ts";
import type { ContainerEnv } from "../../../../server/src/core/resources/containerEnv.ts";
import { known } from "../../../../server/src/core/value/known.ts";

type Pairs = readonly (readonly [string, string])[];

const text = (value: string) => (value === "" ? [] : [{ kind: "text", text: value } as const]);

/** `envFrom` of one ConfigMap for each of `maps`, then `env`. */
function container(maps: readonly Pairs[], env: Pairs): ContainerEnv {
  return {
    name: known("app"),
    list: "containers",
    index: 0,
    path: ["spec", "containers", 0],
    envFrom: maps.map((_, index) => ({
      index,
      prefix: known(""),
      object: { kind: "ConfigMap", name: known(String(index)), optional: known(false) },
    })),
    env: env.map(([name, value], index) => ({
      index,
      name: known(name),
      content: { kind: "text", text: known(value) },
    })),
    open: false,
  };
}

function surroundings(maps: readonly Pairs[], services: Pairs): EnvSurroundings {
  const data = (name: string): EnvData | undefined => {
    const entries = maps[Number(name)]?.map(([key, value]) => [key, { kind: "text", text: value }] as const);
    return entries && { id: name, entries: new Map(entries), open: false };
  };
  return {
    services: new Map(
      services.map(([name, value]) => [name, serviceVariable(name, text(value), "service")] as const),
    ),
    gaps: [],
    object: (_, name) => data(name),
    field: () => [],
  };
}

function reckoned(maps: readonly Pairs[], env: Pairs, services: Pairs): Readonly<Record<string, string>> {
  const { variables } = containerEnvironment(container(maps, env), surroundings(maps, services));
  const shown = variables.map(({ name, value }) => [
    name,
    value.map((piece) => (piece.kind === "text" ? piece.text : `<${piece.kind}>`)).join(""),
  ]);
  return Object.fromEntries(shown);
}

/** One assignment after the other, as the kubelet's own loop goes. */
function assigned(maps: readonly Pairs[], env: Pairs, services: Pairs): Readonly<Record<string, string>> {
  const linked = Object.fromEntries(services);
  const own: Record<string, string> = Object.fromEntries(maps.flat());
  for (const [name, value] of env) {
    const replaced = value.replaceAll(/\$\$|\$\(([^)]*)\)/g, (whole, key: string | undefined) =>
      key === undefined ? "$" : (own[key] ?? linked[key] ?? whole),
    );
    own[name] = replaced;
  }
  return { ...linked, ...own };
}

describe("a container's environment", () => {
  const name = fc.constantFrom("A", "B", "C", "D");
  const part = fc.constantFrom("x", "", "$(A)", "$(B)", "$(C)", "$(E)", "$$", "$$(A)", "$(NONE)", "$(", " ");
  const value = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(""));
  const plain = fc.array(fc.tuple(name, fc.constantFrom("one", "two", "$(A)", "")), { maxLength: 3 });
  const links = fc.uniqueArray(fc.tuple(fc.constantFrom("A", "D", "E"), fc.constantFrom("tcp://1", "80")), {
    selector: ([each]) => each,
  });

  it("is what assignments in that order make of it", () => {
    fc.assert(
      fc.property(
        fc.array(plain, { maxLength: 2 }),
        fc.array(fc.tuple(name, value), { maxLength: 6 }),
        links,
        (maps, env, services) => {
          assert.deepEqual(sorted(reckoned(maps, env, services)), sorted(assigned(maps, env, services)));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("names each variable once, and says of each who made it", () => {
    const { variables } = containerEnvironment(
      container([[["A", "map"]]], [["A", "own"]]),
      surroundings(
        [[["A", "map"]]],
        [
          ["A", "service"],
          ["B", "service"],
        ],
      ),
    );
    assert.deepEqual(
      variables.map((each) => [each.name, each.source, each.path, each.hides?.name]),
      [
        ["A", "container", ["spec", "containers", 0, "env", 0], "A"],
        ["B", "service", undefined, undefined],
      ],
    );
  });
});

function sorted(variables: Readonly<Record<string, string>>): Pairs {
  return Object.entries(variables).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
