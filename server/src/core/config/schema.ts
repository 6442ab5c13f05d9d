/** The JSON schema of `.portolan.yaml`, as `schemas/portolan.schema.json` holds it. */
import { configurationShape } from "./configuration.ts";
import type { JsonSchema } from "./shape.ts";

export function configurationSchema(): JsonSchema {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Portolan configuration (.portolan.yaml), version 1",
    ...configurationShape.schema,
  };
}
