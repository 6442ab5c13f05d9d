/** What others must tell of configuration files, which only syntax can read. */
import { declared } from "../query/query.ts";
import type { Value } from "../value/value.ts";

/** The plain value of a `.portolan.yaml`, by FileId; undefined when it does not parse or is empty. */
export const configurationValue = declared<Value | undefined>("configurationValue");
